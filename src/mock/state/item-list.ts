import type { Item } from './item.ts';

/** What is kept up to date beside the items of a list, so that it need not be computed from all of them. */
export interface ItemIndex {
  readonly added: (id: string, item: Item) => void;
  readonly removed: (id: string, item: Item) => void;
}

/** An item in its place. */
interface Entry {
  readonly id: string;
  item: Item;
  chunk: Chunk;
}

/** Neighbouring entries. */
interface Chunk {
  readonly entries: Entry[];
  /** Its position among the chunks. */
  index: number;
}

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
  readonly #indexes = new Map<string, ItemIndex>();

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
    if (known === undefined) this.#append(id, item);
    else {
      for (const index of this.#indexes.values()) index.removed(id, known.item);
      known.item = item;
    }
    for (const index of this.#indexes.values()) index.added(id, item);
  }

  delete(id: string): void {
    const known = this.#entries.get(id);
    if (known === undefined) return;
    const { chunk, item } = known;
    chunk.entries.splice(chunk.entries.indexOf(known), 1);
    this.#entries.delete(id);
    if (chunk.entries.length === 0) this.#drop(chunk);
    this.#starts.length = Math.min(this.#starts.length, chunk.index + 1);
    for (const index of this.#indexes.values()) index.removed(id, item);
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

  /** Returns the index of a name. On first use it is created, and gets all items. */
  index<Index extends ItemIndex>(name: string, create: () => Index): Index {
    const known = this.#indexes.get(name) as Index | undefined;
    const index = known ?? create();
    if (known === undefined) for (const [id, item] of this) index.added(id, item);
    this.#indexes.delete(name); // and set again: the map is in the order of the last use
    this.#indexes.set(name, index);
    const [oldest] = this.#indexes.keys();
    if (this.#indexes.size > MAX_INDEXES && oldest !== undefined) this.#indexes.delete(oldest);
    return index;
  }

  #append(id: string, item: Item): void {
    let chunk = this.#chunks.at(-1);
    if (chunk === undefined || chunk.entries.length >= CHUNK_SIZE) {
      chunk = { entries: [], index: this.#chunks.length };
      this.#chunks.push(chunk);
    }
    const entry = { id, item, chunk };
    chunk.entries.push(entry);
    this.#entries.set(id, entry);
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
