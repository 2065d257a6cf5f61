import type { Item } from './item.ts';

/** What is kept up to date beside the items of a list, so that it need not be computed from all of them. */
export interface ItemIndex {
  readonly added: (id: string, item: Item) => void;
  readonly removed: (id: string, item: Item) => void;
}

/** An item in its place. */
interface Entry {
  readonly id: string;
  /** Larger than that of all entries before it. */
  readonly order: number;
  item: Item;
  chunk: Chunk;
}

/** Neighbouring entries. */
interface Chunk {
  readonly entries: Entry[];
  /** Its position among the chunks. */
  index: number;
}

/** An index, as far as it has got the items: those whose order is below `until`. */
interface KeptIndex {
  readonly index: ItemIndex;
  until: number;
  isFilling: boolean;
}

/** An index gets at least this many items at once, which takes a few milliseconds. */
const FILLED_AT_ONCE = 5000;

/** A chunk has at most this many entries. */
const CHUNK_SIZE = 512;

/** At most this many indexes are kept; the least recently used one is dropped first. */
const MAX_INDEXES = 8;

/**
 * The items of a collection by identifier, in the order in which they were added. An item that is replaced keeps its place.
 * A position is found in logarithmic time, also after deletions.
 */
export class ItemList {
  readonly #entries = new Map<string, Entry>();
  readonly #chunks: Chunk[] = [];
  /** The position of the first entry of each chunk, as far as it is known. */
  #starts: number[] = [];
  /** In the order of their last use. */
  readonly #indexes = new Map<string, KeptIndex>();
  /** The one that was used last. */
  #latest: { readonly name: string; readonly kept: KeptIndex } | undefined = undefined;
  #nextOrder = 0;

  constructor(items: Iterable<readonly [string, Item]> = []) {
    for (const [id, item] of items) this.set(id, item);
  }

  get size(): number {
    return this.#entries.size;
  }

  get(id: string): Item | undefined {
    return this.#entries.get(id)?.item;
  }

  /** Adds an item behind the others, or puts it in the place of the one that has its identifier. */
  set(id: string, item: Item): void {
    const known = this.#entries.get(id);
    if (known !== undefined) this.#tell('removed', known);
    const entry = known ?? this.#append(id, item);
    entry.item = item;
    this.#tell('added', entry);
  }

  delete(id: string): void {
    const known = this.#entries.get(id);
    if (known === undefined) return;
    const { chunk } = known;
    chunk.entries.splice(chunk.entries.indexOf(known), 1);
    this.#entries.delete(id);
    if (chunk.entries.length === 0) this.#drop(chunk);
    this.#starts.length = Math.min(this.#starts.length, chunk.index + 1);
    this.#tell('removed', known);
  }

  /** Returns the items from a position (included) to another one (excluded). */
  slice(from = 0, to = this.size): Item[] {
    const found: Item[] = [];
    let at = from >= this.size ? this.#chunks.length : this.#chunkAt(from);
    let skipped = from - (this.#starts[at] ?? from);
    let left = Math.min(to, this.size) - from;
    for (; left > 0 && at < this.#chunks.length; at += 1) {
      const entries = this.#chunks[at]?.entries ?? [];
      for (let place = skipped; place < entries.length && left > 0; place += 1, left -= 1) {
        const entry = entries[place];
        if (entry !== undefined) found.push(entry.item);
      }
      skipped = 0;
    }
    return found;
  }

  /** Returns the position of an item; -1 when there is none. */
  positionOf(id: string): number {
    const known = this.#entries.get(id);
    if (known === undefined) return -1;
    this.#knowStarts(known.chunk.index);
    return (this.#starts[known.chunk.index] ?? 0) + known.chunk.entries.indexOf(known);
  }

  values(): Item[] {
    return this.slice();
  }

  *[Symbol.iterator](): Generator<readonly [string, Item]> {
    for (const { entries } of this.#chunks) for (const { id, item } of entries) yield [id, item];
  }

  /** Returns a number that is larger for an item further behind. */
  orderOf(id: string): number {
    return this.#entries.get(id)?.order ?? -1;
  }

  /** Returns the index of a name. On first use it is created, and gets all items. */
  index<Index extends ItemIndex>(name: string, create: () => Index): Index {
    const kept = this.#keep(name, create);
    while (kept.until < this.#nextOrder) this.#fill(kept);
    return kept.index as Index;
  }

  /** Does so without keeping other work waiting: undefined until the index has got all items, some at a time. */
  indexInTime<Index extends ItemIndex>(name: string, create: () => Index): Index | undefined {
    const isNew = !this.#indexes.has(name);
    const kept = this.#keep(name, create);
    if (isNew) this.#fill(kept);
    const isReady = kept.until >= this.#nextOrder;
    if (!isReady && !kept.isFilling) {
      kept.isFilling = true;
      const proceed = () => {
        this.#fill(kept);
        kept.isFilling = kept.until < this.#nextOrder && this.#indexes.get(name) === kept;
        if (kept.isFilling) setTimeout(proceed, 0);
      };
      setTimeout(proceed, 0);
    }
    return isReady ? (kept.index as Index) : undefined;
  }

  #keep(name: string, create: () => ItemIndex): KeptIndex {
    if (this.#latest?.name === name) return this.#latest.kept;
    const kept = this.#indexes.get(name) ?? { index: create(), until: 0, isFilling: false };
    this.#indexes.delete(name); // and set again: the map is in the order of the last use
    this.#indexes.set(name, kept);
    const [oldest] = this.#indexes.keys();
    if (this.#indexes.size > MAX_INDEXES && oldest !== undefined) this.#indexes.delete(oldest);
    this.#latest = { name, kept };
    return kept;
  }

  /** Gives an index the next items. */
  #fill(kept: KeptIndex): void {
    let at = this.#chunkOfOrder(kept.until);
    let left = FILLED_AT_ONCE;
    for (; left > 0 && at < this.#chunks.length; at += 1) {
      for (const { id, item, order } of this.#chunks[at]?.entries ?? []) {
        if (order < kept.until) continue;
        kept.index.added(id, item);
        left -= 1;
      }
      kept.until = (this.#chunks[at]?.entries.at(-1)?.order ?? kept.until) + 1;
    }
    if (at >= this.#chunks.length) kept.until = this.#nextOrder;
  }

  /** Tells the indexes of a change, as far as they know the entry. */
  #tell(change: keyof ItemIndex, { id, item, order }: Entry): void {
    for (const { index, until } of this.#indexes.values()) if (order < until) index[change](id, item);
  }

  /** Returns the first chunk with an entry of this order, or a larger one. */
  #chunkOfOrder(order: number): number {
    let [low, high] = [0, this.#chunks.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#chunks[middle]?.entries.at(-1)?.order ?? -1) < order) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #append(id: string, item: Item): Entry {
    let chunk = this.#chunks.at(-1);
    if (chunk === undefined || chunk.entries.length >= CHUNK_SIZE) {
      chunk = { entries: [], index: this.#chunks.length };
      this.#chunks.push(chunk);
    }
    const entry = { id, order: this.#nextOrder, item, chunk };
    for (const kept of this.#indexes.values()) if (kept.until === this.#nextOrder) kept.until += 1;
    this.#nextOrder += 1;
    chunk.entries.push(entry);
    this.#entries.set(id, entry);
    return entry;
  }

  #drop({ index }: Chunk): void {
    this.#chunks.splice(index, 1);
    for (const [behind, chunk] of this.#chunks.slice(index).entries()) chunk.index = index + behind;
  }

  /** Returns the chunk with the entry at a position, by binary search. */
  #chunkAt(position: number): number {
    this.#knowStarts(this.#chunks.length - 1);
    let [low, high] = [0, this.#chunks.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= position) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  #knowStarts(last: number): void {
    for (let at = this.#starts.length; at <= last; at += 1) {
      const before = (this.#starts[at - 1] ?? 0) + (this.#chunks[at - 1]?.entries.length ?? 0);
      this.#starts.push(at === 0 ? 0 : before);
    }
  }
}
