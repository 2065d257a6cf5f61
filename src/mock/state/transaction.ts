import { writeExactJson } from '../../base/exact-json.ts';
import { randomFrom, type Random } from '../../base/random.ts';
import type { Identity } from './identity.ts';
import { ItemList } from './item-list.ts';
import { asStored } from './item-texts.ts';
import type { CollectionState, Item, Store } from './store.ts';

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

/** The form of new identifiers: `length` characters, each drawn from `alphabet`. */
export interface IdFormat {
  readonly alphabet: string;
  readonly length: number;
}

/**
 * The only access of a behaviour to state, time, randomness and caller. The mock may run a behaviour again, so it must
 * have no effects beside these.
 */
export interface Transaction {
  readonly collection: <Shape extends object = Item>(name: string) => Promise<Collection<Shape>>;
  /**
   * Returns the same moment throughout the transaction. Each transaction has a later one, unless the clock is fixed.
   */
  readonly now: () => Date;
  /** Returns a new identifier, drawn from the seeded generator. Default: 24 hexadecimal digits. */
  readonly newId: (format?: IdFormat) => string;
  /** Returns a number from 0 (included) to 1 (excluded), drawn from the seeded generator. */
  readonly random: () => number;
  /** The caller; undefined when the operation needs no credentials, or when any credential is accepted. */
  readonly identity: Identity | undefined;
}

const DEFAULT_ID: IdFormat = { alphabet: '0123456789abcdef', length: 24 };

/** The state, the caller and the time for one transaction. */
export interface TransactionContext {
  readonly store: Store;
  readonly namespace: string;
  readonly identity: Identity | undefined;
  readonly now: Date;
  /** Returns the name of the member that identifies an item of a collection. */
  readonly keyOf: (collection: string) => string;
}

/** A transaction in progress, and the two ways to end it. */
export interface OpenTransaction {
  readonly tx: Transaction;
  /** Makes the changes. Returns false, and changes nothing, when another transaction has changed what this one read. */
  readonly commit: () => Promise<boolean>;
  /** Drops the changes. Returns false when another transaction has changed what this one read. */
  readonly verify: () => Promise<boolean>;
}

/**
 * Opens a transaction. Collections are read on their first use, and the random generator is drawn from on its first.
 */
export async function openTransaction(context: TransactionContext): Promise<OpenTransaction> {
  const { store, namespace } = context;
  const seenRandom = await store.random(namespace);
  const opened = new Map<string, OpenCollection>();
  let random: Random | undefined;
  const draw = () => (random ??= randomFrom(seenRandom));
  const collection = async <Shape extends object>(name: string) => {
    let known = opened.get(name);
    if (known === undefined) {
      known = openCollection(await store.read(namespace, name), context.keyOf(name));
      opened.set(name, known);
    }
    return known.view as unknown as Collection<Shape>;
  };
  const seen = () => new Map([...opened].map(([name, { version }]) => [name, version]));
  return {
    tx: {
      collection,
      now: () => new Date(context.now),
      newId: (format = DEFAULT_ID) => newId(draw(), format),
      random: () => draw().next(),
      identity: context.identity,
    },
    commit: () => {
      const changed = [...opened].filter(([, { written }]) => written.size > 0);
      return store.commit(namespace, {
        seen: seen(),
        written: new Map(changed.map(([name, { written }]) => [name, written])),
        random: random && { seen: seenRandom, next: random.state() },
      });
    },
    verify: () => store.commit(namespace, { seen: seen(), written: new Map(), random: undefined }),
  };
}

interface OpenCollection {
  readonly version: number;
  readonly written: Map<string, Item | undefined>;
  readonly view: Collection;
}

function openCollection({ version, items }: CollectionState, key: string): OpenCollection {
  const written = new Map<string, Item | undefined>();
  let changed: ItemList | undefined;
  const get = (id: string) => (written.has(id) ? written.get(id) : items.get(id));
  const write = (id: string, item: Item | undefined) => {
    written.set(id, item);
    changed = undefined;
  };
  const list = () => (written.size === 0 ? items : (changed ??= withChanges(items, written)));
  const view: ListedCollection = {
    [LIST]: list,
    get: (id) => get(String(id)),
    all: () => list().values(),
    put: (item) => {
      const stored = asStored(item);
      write(identifierOf(stored, key), stored);
      return stored;
    },
    delete: (id) => {
      const existed = get(String(id)) !== undefined;
      if (existed) write(String(id), undefined);
      return existed;
    },
  };
  return { version, written, view };
}

const LIST = Symbol('list');

/** A collection that gives its items as a list, with the changes of its transaction. */
interface ListedCollection extends Collection {
  readonly [LIST]: () => ItemList;
}

/** Returns the items of a collection as a list, which must not be changed. */
export function listOf(collection: Collection): ItemList {
  return (
    (collection as Partial<ListedCollection>)[LIST]?.() ??
    new ItemList(collection.all().map((item, index) => [String(index), item]))
  );
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

function newId(random: Random, { alphabet, length }: IdFormat): string {
  return Array.from({ length }, () => alphabet[random.below(alphabet.length)]).join('');
}
