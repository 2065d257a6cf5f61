import { equalJson } from '../../base/json.ts';
import type { RandomState } from '../../base/random.ts';
import { ItemList } from './items/item-list.ts';
import { Namespaces } from './namespaces.ts';
import type { StateChange, InitialState, Item, Snapshot, Store } from './store.ts';

interface StoredCollection {
  version: number;
  items: ItemList;
  /** The items of a snapshot whose list this is, while other namespaces may have it too. */
  sharedAs: Pairs | undefined;
  /** The same items as a snapshot has them; undefined since the last change. */
  pairs: Pairs | undefined;
}

type Pairs = Snapshot['collections'][string];

interface StoredNamespace {
  readonly collections: Map<string, StoredCollection>;
  random: RandomState;
}

/** Each version is used once, even across resets: a version that was read before a reset is stale after it. */
let lastVersion = 0;

/** Keeps the state in this process. `onChange` is called after each change. */
export function createMemoryStore(initial: InitialState, onChange: () => void = () => {}): Store {
  const namespaces = new Namespaces(() => fromSnapshot(initial()));
  const open = (name: string) => namespaces.open(name);
  return {
    read: (namespace, collection) => collectionOf(open(namespace), collection),
    random: (namespace) => open(namespace).random,
    commit: (namespace, change) => {
      const isMade = commit(open(namespace), change);
      if (isMade && (change.written.size > 0 || change.random !== undefined)) onChange();
      return isMade;
    },
    namespaces: async () => namespaces.names(),
    snapshot: async (namespace) => {
      const known = namespaces.peek(namespace);
      return known === undefined ? initial() : toSnapshot(known);
    },
    restore: async (namespace, snapshot) => {
      namespaces.set(namespace, fromSnapshot(snapshot));
      onChange();
    },
    rebase: async (before, after) => {
      for (const namespace of namespaces.values()) rebase(namespace, before, after);
      onChange();
    },
    reset: async (namespace) => {
      namespaces.delete(namespace);
      onChange();
    },
  };
}

function commit(namespace: StoredNamespace, { seen, written, random }: StateChange): boolean {
  for (const [name, version] of seen) if (collectionOf(namespace, name).version !== version) return false;
  if (random !== undefined && random.seen !== namespace.random) return false;
  for (const [name, items] of written) apply(collectionOf(namespace, name), items);
  if (random !== undefined) namespace.random = random.next;
  return true;
}

function apply(collection: StoredCollection, written: ReadonlyMap<string, Item | undefined>): void {
  if (collection.sharedAs !== undefined) collection.items = ownList(collection.sharedAs, collection.items);
  collection.sharedAs = undefined;
  collection.pairs = undefined;
  for (const [id, item] of written) {
    if (item === undefined) collection.items.delete(id);
    else collection.items.set(id, item);
  }
  collection.version = ++lastVersion;
}

function rebase(namespace: StoredNamespace, before: Snapshot, after: Snapshot): void {
  for (const name of new Set([...Object.keys(before.collections), ...Object.keys(after.collections)])) {
    const edited = editedItems(before.collections[name] ?? [], after.collections[name] ?? []);
    if (edited.size > 0) apply(collectionOf(namespace, name), edited);
  }
}

/** Returns the new and the changed items by identifier, and `undefined` for the deleted ones. */
function editedItems(
  before: readonly (readonly [string, Item])[],
  after: readonly (readonly [string, Item])[],
): ReadonlyMap<string, Item | undefined> {
  const known = new Map(before);
  const kept = new Set(after.map(([id]) => id));
  const changed = after.filter(([id, item]) => !equalJson(known.get(id), item));
  const deleted = before.filter(([id]) => !kept.has(id)).map(([id]) => [id, undefined] as const);
  return new Map<string, Item | undefined>([...changed, ...deleted]);
}

function collectionOf(namespace: StoredNamespace, name: string): StoredCollection {
  let collection = namespace.collections.get(name);
  if (collection === undefined) {
    collection = { version: ++lastVersion, items: new ItemList(), sharedAs: undefined, pairs: undefined };
    namespace.collections.set(name, collection);
  }
  return collection;
}

/** A list of a snapshot's items, with the number of namespaces that have started with it. */
interface SharedList {
  readonly items: ItemList;
  users: number;
}

/** All namespaces that start with the items of a snapshot share their list until they change it. */
const lists = new WeakMap<Pairs, SharedList>();

function listOf(pairs: Pairs): ItemList {
  const shared = lists.get(pairs) ?? { items: new ItemList(pairs), users: 0 };
  lists.set(pairs, shared);
  shared.users += 1;
  return shared.items;
}

/** Returns a list for one namespace to change: the shared one where no other has started with it, else a copy. */
function ownList(pairs: Pairs, items: ItemList): ItemList {
  const shared = lists.get(pairs);
  if (shared?.items !== items || shared.users > 1) return new ItemList(items);
  lists.delete(pairs);
  return items;
}

function fromSnapshot({ collections, random }: Snapshot): StoredNamespace {
  const entries = Object.entries(collections).map(
    ([name, pairs]) =>
      [name, { version: ++lastVersion, items: listOf(pairs), sharedAs: pairs, pairs }] as const,
  );
  return { collections: new Map<string, StoredCollection>(entries), random };
}

function toSnapshot({ collections, random }: StoredNamespace): Snapshot {
  const entries = [...collections].map(([name, collection]) => {
    collection.pairs ??= Object.freeze([...collection.items]);
    return [name, collection.pairs] as const;
  });
  return { collections: Object.fromEntries(entries), random };
}
