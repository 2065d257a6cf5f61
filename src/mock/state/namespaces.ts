interface Entry<Kept> {
  readonly kept: Kept;
  /** In milliseconds since 1970, as `Date.now()` returns them. */
  usedAt: number;
}

/** At most this many namespaces are kept beside the default one; the least recently used one is removed first. */
const MAX_NAMESPACES = 1000;

/** A namespace that has not been used for this many milliseconds is removed. */
const TIME_TO_LIVE = 60 * 60 * 1000;

/** The namespace of requests that name none; it is never removed. */
const DEFAULT_NAMESPACE = '';

/** Keeps a value for each namespace, from its first use until nobody uses it any longer. */
export class Namespaces<Kept> {
  /** In the order of the last use. */
  readonly #entries = new Map<string, Entry<Kept>>();
  readonly #create: (name: string) => Kept;
  readonly #onRemoved: (kept: Kept) => void;
  #latest: Entry<Kept> | undefined;

  constructor(create: (name: string) => Kept, onRemoved: (kept: Kept) => void = () => {}) {
    this.#create = create;
    this.#onRemoved = onRemoved;
  }

  /** Returns the value of a namespace, and creates it on the first use. */
  open(name: string): Kept {
    const entry = this.#entries.get(name);
    if (entry === undefined) return this.set(name, this.#create(name));
    entry.usedAt = Date.now();
    if (entry === this.#latest) return entry.kept;
    this.#latest = entry;
    this.#entries.delete(name);
    this.#entries.set(name, entry);
    return entry.kept;
  }

  /** Returns the value of a namespace, where it has one, and counts that as a use. */
  use(name: string): Kept | undefined {
    return this.#entries.has(name) ? this.open(name) : undefined;
  }

  /** Returns the value of a namespace; undefined where it is not in use. */
  peek(name: string): Kept | undefined {
    return this.#entries.get(name)?.kept;
  }

  set(name: string, kept: Kept): Kept {
    if (this.#entries.has(name)) this.delete(name);
    else this.#makeRoom();
    const entry = { kept, usedAt: Date.now() };
    this.#entries.set(name, entry);
    this.#latest = entry;
    return kept;
  }

  /** Forgets one namespace, or each of them. */
  delete(name?: string): void {
    for (const one of name === undefined ? this.names() : [name]) {
      const entry = this.#entries.get(one);
      if (entry === undefined) continue;
      if (entry === this.#latest) this.#latest = undefined;
      this.#entries.delete(one);
      this.#onRemoved(entry.kept);
    }
  }

  /** Returns the name and the value of the least recently used namespace. */
  leastUsed(): readonly [string, Kept] | undefined {
    for (const [name, { kept }] of this.#entries) return [name, kept];
    return undefined;
  }

  names(): readonly string[] {
    return [...this.#entries.keys()];
  }

  values(): readonly Kept[] {
    return [...this.#entries.values()].map(({ kept }) => kept);
  }

  /** Removes the expired namespaces, and the least recently used ones when there is no room for one more. */
  #makeRoom(): void {
    const named = [...this.#entries].filter(([name]) => name !== DEFAULT_NAMESPACE);
    const surplus = named.length - MAX_NAMESPACES + 1;
    const expired = Date.now() - TIME_TO_LIVE;
    for (const [index, [name, { usedAt }]] of named.entries()) {
      if (index < surplus || usedAt < expired) this.delete(name);
    }
  }
}
