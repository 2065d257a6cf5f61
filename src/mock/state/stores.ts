import type { InitialData } from './initial-data.ts';
import { createMemoryStore } from './memory-store.ts';
import { keptSnapshot, withKept, type KeptSnapshot } from './kept-snapshot.ts';
import { parseSnapshot, SnapshotError, type MockSnapshot } from './mock-snapshot.ts';
import type { Snapshot, Store } from './store.ts';

/** The state of all APIs of a mock: a store for each API. */
export interface Stores {
  /** Returns the store of an API, and gives it new initial data. */
  readonly storeOf: (name: string, data: InitialData) => Store;
  readonly namespaces: () => Promise<readonly string[]>;
  readonly snapshot: (namespace: string) => Promise<MockSnapshot>;
  /** @throws SnapshotError when the snapshot has an API that is not served */
  readonly restore: (snapshot: MockSnapshot, namespace: string) => Promise<void>;
  /** Puts one namespace, or each of them, back to the initial data. */
  readonly reset: (namespace: string | undefined) => Promise<void>;
  /** Puts a namespace to a state of each API; all of them for undefined: then it is initial until all are reset. */
  readonly begin: (states: ReadonlyMap<string, Snapshot>, namespace: string | undefined) => Promise<void>;
  /**
   * Returns what differs from the initial state, by API: in a namespace, or for undefined in all that have nothing of
   * their own. All of it is of one moment: that of the call.
   */
  readonly kept: (namespace: string | undefined) => Promise<KeptSnapshots>;
  /** Puts a namespace, or all that have nothing of their own, to the initial state with what differs from it. */
  readonly restoreKept: (kept: KeptSnapshots, namespace: string | undefined) => Promise<void>;
  /** Returns the state with which the namespaces of an API begin; undefined for an API that is not served. */
  readonly initial: (name: string) => Snapshot | undefined;
  /** Notes the initial data. The function that it returns makes the changes since then in all namespaces. */
  readonly beginReload: () => () => Promise<void>;
}

/** The store stays when its API is reloaded; its initial data is replaced. */
interface StoreOfApi {
  readonly store: Store;
  data: InitialData;
  /** That which all namespaces begin with in its place; undefined after a reset of all. */
  begun: Snapshot | undefined;
}

/** By the name of the API. */
export type KeptSnapshots = Readonly<Record<string, KeptSnapshot>>;

/** Creates the stores. `onChange` is called after each change of state. */
export function createStores(onChange: () => void = () => {}): Stores {
  const stores = new Map<string, StoreOfApi>();
  return {
    storeOf: (name, data) => storeFor(stores, name, data, onChange),
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
    begin: async (states, namespace) => {
      for (const [name, one] of stores) {
        const state = states.get(name);
        if (namespace === undefined) one.begun = state;
        if (namespace === undefined) await one.store.reset();
        else if (state !== undefined) await one.store.restore(namespace, state);
      }
    },
    reset: async (namespace) => {
      if (namespace === undefined) for (const one of stores.values()) one.begun = undefined;
      await Promise.all([...stores.values()].map(({ store }) => store.reset(namespace)));
    },
    kept: async (namespace) => {
      const kept = [...stores].map(async ([name, { store, data, begun }]) => {
        const [start, taken] =
          namespace === undefined
            ? [data.snapshot, begun ?? data.snapshot]
            : [begun ?? data.snapshot, await store.snapshot(namespace)];
        return [name, keptSnapshot(taken, start)] as const;
      });
      const found = await Promise.all(kept);
      return Object.fromEntries(
        found.flatMap(([name, one]) => (one === undefined ? [] : [[name, one] as const])),
      );
    },
    restoreKept: async (kept, namespace) => {
      for (const [name, one] of stores) {
        const saved = Object.hasOwn(kept, name) ? kept[name] : undefined;
        if (saved === undefined) continue;
        if (namespace === undefined) one.begun = withKept(one.data.snapshot, saved);
        else await one.store.restore(namespace, withKept(one.begun ?? one.data.snapshot, saved));
      }
    },
    initial: (name) => {
      const one = stores.get(name);
      return one?.begun ?? one?.data.snapshot;
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

function storeFor(
  stores: Map<string, StoreOfApi>,
  name: string,
  data: InitialData,
  onChange: () => void,
): Store {
  const known = stores.get(name);
  if (known) {
    known.data = data;
    return known.store;
  }
  const created: StoreOfApi = {
    store: createMemoryStore(() => created.begun ?? created.data.snapshot, onChange),
    data,
    begun: undefined,
  };
  stores.set(name, created);
  return created.store;
}

/** Puts an API that is not in the snapshot back to its initial data. */
async function restore(
  stores: ReadonlyMap<string, StoreOfApi>,
  snapshot: MockSnapshot,
  namespace: string,
): Promise<void> {
  const { apis } = parseSnapshot(snapshot);
  const unknown = Object.keys(apis).find((name) => !stores.has(name));
  if (unknown !== undefined) {
    throw new SnapshotError(
      `/apis/${unknown}: no API of this name is served; there are ${[...stores.keys()].join(', ')}`,
    );
  }
  const restored = [...stores].map(([name, { store }]) => {
    const saved = Object.hasOwn(apis, name) ? apis[name] : undefined;
    return saved === undefined ? store.reset(namespace) : store.restore(namespace, saved);
  });
  await Promise.all(restored);
}
