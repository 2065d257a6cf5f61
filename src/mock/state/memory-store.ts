import { equalJson } from '../../base/json.ts';
import type { RandomState } from '../../base/random.ts';
import type { Change, InitialState, Item, Snapshot, Store } from './store.ts';

interface Collection {
  version: number;
  readonly items: Map<string, Item>;
}

interface Namespace {
  readonly collections: Map<string, Collection>;
  random: RandomState;
  /** In milliseconds, as of `Date.now()`. */
  usedAt: number;
}

/** The most namespaces that are kept beside the default one; the one that was used longest ago gives way. */
const MOST_NAMESPACES = 1000;

/** How long a namespace is kept that nobody uses, in milliseconds. */
const TIME_TO_LIVE = 60 * 60 * 1000;

/** Where requests go that name no namespace; never given up. */
const DEFAULT_NAMESPACE = '';

/** Versions are used once, across resets too: what was read before one is stale after it. */
let lastVersion = 0;

/** State in this process. Everything in it is synchronous: the promises only fit the interface. */
export function createMemoryStore(initial: InitialState): Store {
  const namespaces = new Map<string, Namespace>();
  let latest: Namespace | undefined;
  const keep = (name: string, namespace: Namespace) => {
    namespace.usedAt = Date.now();
    if (namespace === latest) return namespace;
    latest = namespace;
    namespaces.delete(name); // the order of a map is that of the last use
    namespaces.set(name, namespace);
    return namespace;
  };
  const open = (name: string) => {
    const known = namespaces.get(name);
    if (known === undefined) makeRoom(namespaces);
    return keep(name, known ?? fromSnapshot(initial()));
  };
  return {
    read: async (namespace, collection) => collectionOf(open(namespace), collection),
    random: async (namespace) => open(namespace).random,
    commit: async (namespace, change) => commit(open(namespace), change),
    namespaces: async () => [...namespaces.keys()],
    snapshot: async (namespace) => {
      const known = namespaces.get(namespace);
      return known === undefined ? initial() : toSnapshot(known);
    },
    restore: async (namespace, snapshot) => {
      makeRoom(namespaces);
      keep(namespace, fromSnapshot(snapshot));
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

/** Gives up the namespaces that nobody has used for long, and the oldest where there are too many. */
function makeRoom(namespaces: Map<string, Namespace>): void {
  const named = [...namespaces].filter(([name]) => name !== DEFAULT_NAMESPACE);
  const surplus = named.length - MOST_NAMESPACES + 1;
  const expired = Date.now() - TIME_TO_LIVE;
  for (const [index, [name, { usedAt }]] of named.entries()) {
    if (index < surplus || usedAt < expired) namespaces.delete(name);
  }
}

function commit(namespace: Namespace, { seen, written, random }: Change): boolean {
  const isStale = [...seen].some(([name, version]) => collectionOf(namespace, name).version !== version);
  if (isStale || (random !== undefined && random.seen !== namespace.random)) return false;
  for (const [name, items] of written) apply(collectionOf(namespace, name), items);
  if (random !== undefined) namespace.random = random.next;
  return true;
}

function apply(collection: Collection, written: ReadonlyMap<string, Item | undefined>): void {
  for (const [id, item] of written) {
    if (item === undefined) collection.items.delete(id);
    else collection.items.set(id, item);
  }
  collection.version = ++lastVersion;
}

function rebase(namespace: Namespace, before: Snapshot, after: Snapshot): void {
  for (const name of new Set([...Object.keys(before.collections), ...Object.keys(after.collections)])) {
    const edited = editedItems(before.collections[name] ?? [], after.collections[name] ?? []);
    if (edited.size > 0) apply(collectionOf(namespace, name), edited);
  }
}

/** The items that are new or different, and `undefined` for those that are gone. */
function editedItems(
  before: readonly (readonly [string, Item])[],
  after: readonly (readonly [string, Item])[],
): ReadonlyMap<string, Item | undefined> {
  const known = new Map(before);
  const kept = new Set(after.map(([id]) => id));
  const changed = after.filter(([id, item]) => !equalJson(known.get(id), item));
  const gone = before.filter(([id]) => !kept.has(id)).map(([id]) => [id, undefined] as const);
  return new Map<string, Item | undefined>([...changed, ...gone]);
}

function collectionOf(namespace: Namespace, name: string): Collection {
  let collection = namespace.collections.get(name);
  if (collection === undefined) {
    collection = { version: ++lastVersion, items: new Map() };
    namespace.collections.set(name, collection);
  }
  return collection;
}

function fromSnapshot({ collections, random }: Snapshot): Namespace {
  const entries = Object.entries(collections).map(
    ([name, items]) => [name, { version: ++lastVersion, items: new Map(items) }] as const,
  );
  return { collections: new Map(entries), random, usedAt: 0 };
}

function toSnapshot({ collections, random }: Namespace): Snapshot {
  const entries = [...collections].map(([name, { items }]) => [name, [...items]] as const);
  return { collections: Object.fromEntries(entries), random };
}
