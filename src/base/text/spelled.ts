/** A plain scalar whose text differs from the one that JavaScript writes for its value: `1.10`, `0x1F`, `~`. */
class Spelled {
  readonly text: string;
  readonly value: unknown;

  constructor(text: string, value: unknown) {
    this.text = text;
    this.value = value;
  }

  /** The name in a key: js-yaml makes keys with `String`, but of plain objects. */
  get [Symbol.toStringTag](): string {
    return 'Spelled';
  }

  toString(): string {
    return this.text;
  }
}

/** Returns a value that keeps its text where it is a key, until `withoutSpelling`. */
export function spelled(text: string, value: unknown): unknown {
  return String(value) === text ? value : new Spelled(text, value);
}

/** Replaces each spelled value by the value itself. Changes objects and arrays. */
export function withoutSpelling(document: unknown): unknown {
  if (document instanceof Spelled) return document.value;
  const waiting: unknown[] = [document];
  const seen = new Set<unknown>();
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (typeof node !== 'object' || node === null || seen.has(node)) continue;
    seen.add(node);
    const holder = node as Record<string, unknown>;
    for (const key of Object.keys(holder)) {
      const value = holder[key];
      if (value instanceof Spelled) Object.defineProperty(holder, key, { value: value.value });
      else if (typeof value === 'object') waiting.push(value);
    }
  }
  return document;
}
