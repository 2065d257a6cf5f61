import type { Store } from '../state/store.ts';

/** The last run of each queue, by store and namespace. */
const queues = new WeakMap<Store, Map<string, Promise<unknown>>>();

/** True while runs wait for their turn: a new run has to queue behind them. */
export function hasQueue(store: Store, namespace: string): boolean {
  return queues.get(store)?.has(namespace) ?? false;
}

/**
 * Runs `run` after all runs that are queued for the namespace. Runs that have disturbed each other are queued here:
 * at the same time they would disturb each other again, and the slowest would never commit.
 */
export async function runInTurn<Value>(
  store: Store,
  namespace: string,
  run: () => Promise<Value>,
): Promise<Value> {
  const ofStore = queues.get(store) ?? new Map<string, Promise<unknown>>();
  queues.set(store, ofStore);
  const previous = ofStore.get(namespace);
  const turn = (previous ?? Promise.resolve()).then(run, run);
  ofStore.set(namespace, turn);
  try {
    return await turn;
  } finally {
    if (ofStore.get(namespace) === turn) ofStore.delete(namespace);
  }
}
