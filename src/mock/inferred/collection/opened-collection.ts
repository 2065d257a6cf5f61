import type { Random } from '../../../base/random.ts';
import type { ItemList } from '../../state/items/item-list.ts';
import type { Item } from '../../state/store.ts';
import { listOf } from '../../state/items/open-collection.ts';
import type { Collection, Transaction } from '../../state/transaction.ts';
import { asItem, type ParentMember } from '../resources/path-links.ts';
import type { ResourceModel } from '../resources/resource-model.ts';
import { nextNumbers } from './fill-collection.ts';
import { isKeyedBy, numbersOf } from './item-indexes.ts';
import { sourceIn, sourceOf, type ItemSource } from './item-source.ts';
import { isSameIdentifier, keyedItems, type KeyedItems } from './keyed-items.ts';
import type { OpenedLedger } from './ledger.ts';
import { newIdentifier } from './new-identifier.ts';
import type { UsedIdentifiers } from './used-identifiers.ts';
import { generateItem, type SeedOptions } from './generate-item.ts';

/** The collection at the path of a request: the items below the parents that the path names. */
export interface OpenedCollection {
  /** The name of the collection in the store. */
  readonly name: string;
  readonly items: () => readonly Item[];
  /** Returns the items as a source of pages. */
  readonly source: () => ItemSource;
  /** Returns an item. When no operation creates items, it generates any item that was not deleted. */
  readonly get: (id: string) => Item | undefined;
  /** True when the item is stored: an item that `get` generates is not. */
  readonly has: (id: string) => boolean;
  /** True when some operation creates items. */
  readonly isCreatable: boolean;
  /** Returns the item with the members that name its parents. */
  readonly withParents: (item: Item) => Item;
  /** Stores a new item; in the place of `previous`, which has the same identifier. */
  readonly add: (item: Item, previous?: Item) => Item;
  /** Stores an item in the place of `previous`. */
  readonly replace: (previous: Item, item: Item) => Item;
  readonly delete: (id: string) => void;
  /** True when there is no such item, but there was one. */
  readonly wasDeleted: (id: string) => boolean;
  /** Returns an identifier that no item has, and none had. */
  readonly newId: () => string | number;
  /** Returns the numbers that identify a new item beside its key, such as the `project_id` of a project. */
  readonly nextNumbers: () => Item;
  readonly seeding: SeedOptions;
}

/** The parts from which an `OpenedCollection` is put together. */
export interface CollectionParts extends Pick<OpenedCollection, 'name' | 'isCreatable' | 'seeding'> {
  readonly model: ResourceModel;
  readonly items: Collection;
  readonly ledger: OpenedLedger;
  readonly parents: readonly ParentMember[];
  /** True when `items` also holds the items of other parents. */
  readonly isShared: boolean;
  /** True when items may be generated: the state is neither filled by fixtures nor to start empty. */
  readonly isGenerated: boolean;
  /** True when there are collections below the items. */
  readonly hasBelow: () => boolean;
  readonly tx: Transaction;
}

/** Opens a collection. The functions of what is opened are methods: one is made for each request. */
export function openedCollection(parts: CollectionParts): OpenedCollection {
  return new Opened(parts);
}

class Opened implements OpenedCollection {
  readonly name: string;
  readonly isCreatable: boolean;
  readonly seeding: SeedOptions;
  readonly #parts: CollectionParts;

  constructor(parts: CollectionParts) {
    this.#parts = parts;
    this.name = parts.name;
    this.isCreatable = parts.isCreatable;
    this.seeding = parts.seeding;
  }

  items(): readonly Item[] {
    return this.#parts.items.all().filter((item) => this.#isBelowParents(item));
  }

  source(): ItemSource {
    const { isShared, parents, items } = this.#parts;
    return isShared && parents.length > 0 ? sourceOf(this.items()) : sourceIn(listOf(items));
  }

  get(id: string): Item | undefined {
    return this.#find(id) ?? generateUnstored(this.#parts, id);
  }

  has(id: string): boolean {
    return this.#keyed().get(id) !== undefined;
  }

  withParents(item: Item): Item {
    const { parents } = this.#parts;
    return parents.length === 0 ? item : { ...item, ...asItem(parents) };
  }

  add(item: Item, previous?: Item): Item {
    const { items, model, ledger, hasBelow } = this.#parts;
    if (hasBelow()) ledger.noteCreated(String(item[model.key]));
    return items.put(previous === undefined ? item : this.#inPlaceOf(previous, item));
  }

  replace(previous: Item, item: Item): Item {
    return this.#parts.items.put(this.#inPlaceOf(previous, item));
  }

  delete(id: string): void {
    this.#keyed().delete(id);
    this.#parts.ledger.noteDeleted(id);
  }

  wasDeleted(id: string): boolean {
    return this.#parts.ledger.timesDeleted(id) > 0 && this.#find(id) === undefined;
  }

  newId(): string | number {
    const { items, model, ledger, tx, seeding } = this.#parts;
    const used = usedIdentifiers(listOf(items), model, ledger);
    return newIdentifier(model, used, randomOf(tx), seeding.suggest);
  }

  nextNumbers(): Item {
    const { items, model } = this.#parts;
    return nextNumbers(model, listOf(items));
  }

  #keyed(): KeyedItems {
    return keyedItems(this.#parts.items, this.#parts.model.key);
  }

  #find(id: string): Item | undefined {
    const item = this.#keyed().get(id);
    return item !== undefined && this.#isBelowParents(item) ? item : undefined;
  }

  #isBelowParents(item: Item): boolean {
    const { isShared, parents } = this.#parts;
    return !isShared || parents.every((parent) => isSameIdentifier(item[parent.name], parent.value));
  }

  /** Returns an item with the member under which the store keeps another one. */
  #inPlaceOf(previous: Item, item: Item): Item {
    const known = this.#keyed().storedUnder(previous);
    const isSame = Object.keys(known).every((one) => Object.is(item[one], known[one]));
    return isSame ? item : { ...item, ...known };
  }
}

/** Generates an item that is not stored; undefined when an operation could have created it, or when it was deleted. */
function generateUnstored(parts: CollectionParts, id: string): Item | undefined {
  const { name, model, ledger, parents, seeding } = parts;
  if (parts.isCreatable || !parts.isGenerated || ledger.timesDeleted(id) > 0) return undefined;
  const item = generateItem(model, name, id, seeding);
  return item && { ...item, ...asItem(parents) };
}

/** Returns the identifiers of the items that there are, and of those that were deleted. */
function usedIdentifiers(list: ItemList, { key }: ResourceModel, ledger: OpenedLedger): UsedIdentifiers {
  const deleted = ledger.deleted();
  const numbers = () => numbersOf(list, key, { isSafe: true });
  return {
    has: (id) => ledger.timesDeleted(id) > 0 || isKeyOf(list, key, id),
    areNumbers: () =>
      list.size + deleted.count > 0 && numbers().count === list.size && deleted.numbers === deleted.count,
    largest: () => Math.max(numbers().largest, deleted.largest),
  };
}

/** True when an item has the identifier. */
function isKeyOf(list: ItemList, key: string, id: string): boolean {
  if (isKeyedBy(list, key)) return list.get(id) !== undefined;
  return list.values().some((item) => isSameIdentifier(item[key], id));
}

/** Returns a random generator that draws from the transaction's. */
function randomOf(tx: Transaction): Random {
  return { next: tx.random, below: (limit) => Math.floor(tx.random() * limit), state: () => [] };
}
