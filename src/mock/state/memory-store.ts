import { equalJson } from '../../base/json.ts';
import type { RandomState } from '../../base/random.ts';
import { ItemList } from './item-list.ts';
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
  /** In milliseconds since 1970, as `Date.now()` returns them. */
  usedAt: number;
}

/** At most this many namespaces are kept beside the default one; the least recently used one is removed first. */
const MAX_NAMESPACES = 1000;

/** A namespace that has not been used for this many milliseconds is removed. */
const TIME_TO_LIVE = 60 * 60 * 1000;

/** The namespace of requests that name none; it is never removed. */
const DEFAULT_NAMESPACE = '';

/** Each version is used once, even across resets: a version that was read before a reset is stale after it. */
let lastVersion = 0;

/** Keeps the state in this process. */
export function createMemoryStore(initial: InitialState): Store {
  const namespaces = new Map<string, StoredNamespace>();
  let latest: StoredNamespace | undefined;
  const markUsed = (name: string, namespace: StoredNamespace) => {
    namespace.usedAt = Date.now();
    if (namespace === latest) return namespace;
    latest = namespace;
    namespaces.delete(name); // and set again: the map is in the order of the last use
    namespaces.set(name, namespace);
    return namespace;
  };
  const open = (name: string) => {
    const known = namespaces.get(name);
    if (known === undefined) makeRoom(namespaces);
    return markUsed(name, known ?? fromSnapshot(initial()));
  };
  return {
    read: (namespace, collection) => collectionOf(open(namespace), collection),
    random: (namespace) => open(namespace).random,
    commit: (namespace, change) => commit(open(namespace), change),
    namespaces: async () => [...namespaces.keys()],
    snapshot: async (namespace) => {
      const known = namespaces.get(namespace);
      return known === undefined ? initial() : toSnapshot(known);
    },
    restore: async (namespace, snapshot) => {
      makeRoom(namespaces);
      markUsed(namespace, fromSnapshot(snapshot));
    },
    rebase: async (before, after) => {
      for (const namespace of namespaces.values()) rebase(namespace, before, after);
    },
    reset: async (namespace) => {
      if (namespace === undefined) namespaces.clear();
      else namespaces.delete(namespace);
    },
  };
}

/** Removes the expired namespaces, and the least recently used ones when there is no room for one more. */
function makeRoom(namespaces: Map<string, StoredNamespace>): void {
  const named = [...namespaces].filter(([name]) => name !== DEFAULT_NAMESPACE);
  const surplus = named.length - MAX_NAMESPACES + 1;
  const expired = Date.now() - TIME_TO_LIVE;
  for (const [index, [name, { usedAt }]] of named.entries()) {
    if (index < surplus || usedAt < expired) namespaces.delete(name);
  }
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
  return { collections: new Map<string, StoredCollection>(entries), random, usedAt: 0 };
}

function toSnapshot({ collections, random }: StoredNamespace): Snapshot {
  const entries = [...collections].map(([name, collection]) => {
    collection.pairs ??= Object.freeze([...collection.items]);
    return [name, collection.pairs] as const;
  });
  return { collections: Object.fromEntries(entries), random };
}
