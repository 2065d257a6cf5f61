import type { InitialData } from './initial-data.ts';
import { createMemoryStore } from './memory-store.ts';
import { parseSnapshot, SnapshotError, type MockSnapshot } from './mock-snapshot.ts';
import type { Store } from './store.ts';

/** The state of all APIs of a mock, each in a store of its own. */
interface Stores {
  /** The store of an API, which starts from this data from now on. */
  readonly of: (name: string, data: InitialData) => Store;
  readonly namespaces: () => Promise<readonly string[]>;
  readonly snapshot: (namespace: string) => Promise<MockSnapshot>;
  /** @throws SnapshotError where it holds an API that is not served */
  readonly restore: (snapshot: MockSnapshot, namespace: string) => Promise<void>;
  /** Back to where they start: one namespace, or all of them. */
  readonly reset: (namespace: string | undefined) => Promise<void>;
  /** Remembers what the stores start from; what it gives carries what has changed of that over into all namespaces. */
  readonly beginReload: () => () => Promise<void>;
}

/** A store outlives the reload of its API; what it starts from does not. */
interface StoreOfApi {
  readonly store: Store;
  data: InitialData;
}

export function createStores(): Stores {
  const stores = new Map<string, StoreOfApi>();
  return {
    of: (name, data) => storeFor(stores, name, data),
    namespaces: async () => {
      const names = await Promise.all([...stores.values()].map(({ store }) => store.namespaces()));
      return [...new Set(names.flat())].toSorted();
    },
    snapshot: async (namespace) => {
      const taken = [...stores].map(
        async ([name, { store }]) => [name, await store.snapshot(namespace)] as const,
      );
      return { apis: Object.fromEntries(await Promise.all(taken)) };
    },
    restore: (snapshot, namespace) => restore(stores, snapshot, namespace),
    reset: async (namespace) => {
      await Promise.all([...stores.values()].map(({ store }) => store.reset(namespace)));
    },
    beginReload: () => {
      const before = new Map([...stores].map(([name, { data }]) => [name, data.snapshot]));
      return async () => {
        for (const [name, { store, data }] of stores) {
          await store.rebase(before.get(name) ?? data.snapshot, data.snapshot);
        }
      };
    },
  };
}

function storeFor(stores: Map<string, StoreOfApi>, name: string, data: InitialData): Store {
  const known = stores.get(name);
  if (known) {
    known.data = data;
    return known.store;
  }
  const made: StoreOfApi = { store: createMemoryStore(() => made.data.snapshot), data };
  stores.set(name, made);
  return made.store;
}

/** An API that is not in the snapshot goes back to where it starts. */
async function restore(
  stores: ReadonlyMap<string, StoreOfApi>,
  snapshot: MockSnapshot,
  namespace: string,
): Promise<void> {
  const { apis } = parseSnapshot(snapshot);
  const unknown = Object.keys(apis).find((name) => !stores.has(name));
  if (unknown !== undefined) {
    throw new SnapshotError(
      `/apis/${unknown}: no API of this name is served: ${[...stores.keys()].join(', ')}`,
    );
  }
  const restored = [...stores].map(([name, { store }]) => {
    const own = Object.hasOwn(apis, name) ? apis[name] : undefined;
    return own === undefined ? store.reset(namespace) : store.restore(namespace, own);
  });
  await Promise.all(restored);
}
