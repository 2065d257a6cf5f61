import { equalJson } from '../spec/json.ts';
import type { RandomState } from './random.ts';
import type { Change, InitialState, Item, Snapshot, Store } from './store.ts';

interface Collection {
  version: number;
  readonly items: Map<string, Item>;
}

interface Namespace {
  readonly collections: Map<string, Collection>;
  random: RandomState;
}

/** The most namespaces that are kept; the one that was used longest ago gives way. */
const MOST_NAMESPACES = 1000;

/** State in this process. Everything in it is synchronous: the promises only fit the interface. */
export function createMemoryStore(initial: InitialState): Store {
  const namespaces = new Map<string, Namespace>();
  const open = (name: string) => {
    const namespace = namespaces.get(name) ?? fromSnapshot(initial());
    namespaces.delete(name);
    namespaces.set(name, namespace);
    const oldest = namespaces.keys().next().value;
    if (namespaces.size > MOST_NAMESPACES && oldest !== undefined) namespaces.delete(oldest);
    return namespace;
  };
  return {
    read: async (namespace, collection) => collectionOf(open(namespace), collection),
    random: async (namespace) => open(namespace).random,
    commit: async (namespace, change) => commit(open(namespace), change),
    snapshot: async (namespace) => toSnapshot(open(namespace)),
    restore: async (namespace, snapshot) => {
      namespaces.set(namespace, fromSnapshot(snapshot));
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
  collection.version += 1;
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
    collection = { version: 0, items: new Map() };
    namespace.collections.set(name, collection);
  }
  return collection;
}

function fromSnapshot({ collections, random }: Snapshot): Namespace {
  const entries = Object.entries(collections).map(
    ([name, items]) => [name, { version: 0, items: new Map(items) }] as const,
  );
  return { collections: new Map(entries), random };
}

function toSnapshot({ collections, random }: Namespace): Snapshot {
  const entries = [...collections].map(([name, { items }]) => [name, [...items]] as const);
  return { collections: Object.fromEntries(entries), random };
}
