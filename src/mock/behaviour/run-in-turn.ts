import type { Store } from '../state/store.ts';

/** The last in line, by store and namespace. */
const lines = new WeakMap<Store, Map<string, Promise<unknown>>>();

/** Whether somebody was disturbed, and has not got through yet: who comes now has to queue up behind. */
export function isAnyoneWaiting(store: Store, namespace: string): boolean {
  return lines.get(store)?.has(namespace) ?? false;
}

/**
 * Runs one after the other what was disturbed by others before: side by side they would only disturb each other
 * again, and the slowest would never get through. Each holds its turn until it is done.
 */
export async function inTurn<Value>(
  store: Store,
  namespace: string,
  run: () => Promise<Value>,
): Promise<Value> {
  const ofStore = lines.get(store) ?? new Map<string, Promise<unknown>>();
  lines.set(store, ofStore);
  const before = ofStore.get(namespace);
  const own = (before ?? Promise.resolve()).then(run, run);
  ofStore.set(namespace, own);
  try {
    return await own;
  } finally {
    if (ofStore.get(namespace) === own) ofStore.delete(namespace);
  }
}
