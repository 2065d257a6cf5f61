import { writeExactJson } from '../../../base/exact-json.ts';
import type { Item } from './item.ts';
import { ItemList } from './item-list.ts';
import { asStored } from './item-texts.ts';

/** A collection as one transaction sees it: with its own changes, and without those of other transactions. */
export interface Collection<Shape extends object = Item> {
  readonly get: (id: string | number) => Readonly<Shape> | undefined;
  /** In the order in which the items were added. */
  readonly all: () => Readonly<Shape>[];
  /** Adds the item, or replaces the one with its identifier. Members that are `undefined` are left out. */
  readonly put: (item: Shape) => Readonly<Shape>;
  /** Deletes an item. Returns false when there is none. */
  readonly delete: (id: string | number) => boolean;
}

/** A collection with what the transaction has changed in it. */
export class OpenCollection implements Collection {
  readonly version: number;
  readonly #items: ItemList;
  readonly #key: string;
  #written: Map<string, Item | undefined> | undefined = undefined;
  #changed: ItemList | undefined = undefined;
  #detached: Collection | undefined = undefined;

  constructor(version: number, items: ItemList, key: string) {
    this.version = version;
    this.#items = items;
    this.#key = key;
  }

  /** Undefined while there are no changes. */
  get written(): ReadonlyMap<string, Item | undefined> | undefined {
    return this.#written;
  }

  /** Returns an item as it was at the start. */
  before(id: string): Item | undefined {
    return this.#items.get(id);
  }

  /** Returns the items as a list, which must not be changed. */
  list(): ItemList {
    if (this.#written === undefined) return this.#items;
    this.#changed ??= withChanges(this.#items, this.#written);
    return this.#changed;
  }

  get(id: string | number): Item | undefined {
    const name = String(id);
    return this.#written?.has(name) === true ? this.#written.get(name) : this.#items.get(name);
  }

  all(): Item[] {
    return this.list().values();
  }

  put(item: Item): Item {
    const stored = asStored(item);
    this.#write(identifierOf(stored, this.#key), stored);
    return stored;
  }

  delete(id: string | number): boolean {
    const existed = this.get(id) !== undefined;
    if (existed) this.#write(String(id), undefined);
    return existed;
  }

  /** Returns the same collection, whose functions may be taken out of it. */
  get detached(): Collection {
    this.#detached ??= {
      get: (id) => this.get(id),
      all: () => this.all(),
      put: (item) => this.put(item),
      delete: (id) => this.delete(id),
    };
    return this.#detached;
  }

  #write(id: string, item: Item | undefined): void {
    this.#written ??= new Map();
    this.#written.set(id, item);
    this.#changed = undefined;
  }
}

/** Returns the items of a collection as a list, which must not be changed. */
export function listOf(collection: Collection): ItemList {
  if (collection instanceof OpenCollection) return collection.list();
  return new ItemList(collection.all().map((item, index) => [String(index), item]));
}

function withChanges(items: ItemList, written: ReadonlyMap<string, Item | undefined>): ItemList {
  const changed = new ItemList(items);
  for (const [id, item] of written) {
    if (item === undefined) changed.delete(id);
    else changed.set(id, item);
  }
  return changed;
}

/** Returns the identifier under which the store keeps an item. @throws Error when it has none */
function identifierOf(item: Item, key: string): string {
  const id = item[key];
  if (typeof id === 'string' || typeof id === 'number' || typeof id === 'bigint') return String(id);
  const excerpt = writeExactJson(item)?.slice(0, 200);
  throw new Error(`an item needs a string or number as its '${key}': ${excerpt}`);
}
