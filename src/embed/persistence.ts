import type { Mock } from '../mock/mock.ts';
import { parseSnapshot } from '../mock/state/mock-snapshot.ts';

/**
 * Where the state of a mock in a page is kept over reloads: for the tab, in its `sessionStorage`, or for all tabs of the
 * origin, in `indexedDB`.
 */
export type Persist = 'sessionStorage' | 'indexedDB';

/** Keeps one text. */
interface Keeper {
  readonly read: () => Promise<string | undefined>;
  readonly write: (text: string) => Promise<void>;
}

/** The parts of the storages of a page that are used. */
interface Storages {
  readonly sessionStorage: {
    readonly getItem: (key: string) => string | null;
    readonly setItem: (key: string, text: string) => void;
  };
  readonly indexedDB: { readonly open: (name: string, version: number) => Asking<Database> };
}

/** A request of IndexedDB. */
interface Asking<Result> {
  readonly result: Result;
  readonly error: Error | null;
  readonly addEventListener: (type: 'success' | 'error' | 'upgradeneeded', listener: () => void) => void;
}

interface Database {
  readonly createObjectStore: (name: string) => unknown;
  readonly transaction: (
    name: string,
    mode: 'readonly' | 'readwrite',
  ) => { readonly objectStore: (name: string) => Entries };
}

interface Entries {
  readonly get: (key: string) => Asking<unknown>;
  readonly put: (value: string, key: string) => Asking<unknown>;
}

/** Keeps the state of a mock. */
export interface Persistence {
  /** Puts the mock back to what was kept. What is not a state of it is passed over. */
  readonly restore: () => Promise<void>;
  /** Keeps the state as it is now, once what was begun before is done. */
  readonly save: () => Promise<void>;
}

/** Returns what keeps the state of a mock under a name. */
export function persistence(mock: Mock, persist: Persist, name: string): Persistence {
  const keeper = keeperOf(persist, `stuntdouble:${name}`);
  let last: Promise<void> = Promise.resolve();
  return {
    restore: async () => {
      const kept = await keeper.read();
      if (kept === undefined) return;
      try {
        const states: unknown = JSON.parse(kept);
        for (const [namespace, state] of Object.entries(states as object))
          await mock.restore(parseSnapshot(state), namespace);
      } catch {
        await mock.reset(); // another description had the name
      }
    },
    save: () => {
      last = last.then(async () => keeper.write(JSON.stringify(await statesOf(mock))));
      return last;
    },
  };
}

async function statesOf(mock: Mock): Promise<object> {
  const namespaces = new Set(['', ...(await mock.namespaces())]);
  const states = [...namespaces].map(async (one) => [one, await mock.snapshot(one)] as const);
  return Object.fromEntries(await Promise.all(states));
}

function keeperOf(persist: Persist, key: string): Keeper {
  const { sessionStorage, indexedDB } = globalThis as unknown as Storages;
  if (persist === 'sessionStorage') {
    return {
      read: async () => sessionStorage.getItem(key) ?? undefined,
      write: async (text) => sessionStorage.setItem(key, text),
    };
  }
  const store = async (mode: 'readonly' | 'readwrite') => {
    const opening = indexedDB.open('stuntdouble', 1);
    opening.addEventListener('upgradeneeded', () => void opening.result.createObjectStore(STORE));
    return (await answered(opening)).transaction(STORE, mode).objectStore(STORE);
  };
  return {
    read: async () => {
      const kept = await answered((await store('readonly')).get(key));
      return typeof kept === 'string' ? kept : undefined;
    },
    write: async (text) => void (await answered((await store('readwrite')).put(text, key))),
  };
}

const STORE = 'states';

function answered<Result>(asking: Asking<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    asking.addEventListener('success', () => resolve(asking.result));
    asking.addEventListener('error', () => reject(asking.error ?? new Error('the state cannot be kept')));
  });
}
