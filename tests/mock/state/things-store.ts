import { expect } from '@jest/globals';
import { createMemoryStore } from '../../../src/mock/state/memory-store.ts';
import { randomStateOf } from '../../../src/base/random.ts';
import type { Item, Store } from '../../../src/mock/state/store.ts';
import { openTransaction, type OpenTransaction } from '../../../src/mock/state/transaction.ts';

export function storeOf(things: readonly Item[] = [], seed = 1): Store {
  const entries = things.map((thing) => [String(thing['id']), thing] as const);
  return createMemoryStore(() => ({ collections: { things: entries }, random: randomStateOf(seed) }));
}

export async function open(store: Store, namespace = ''): Promise<OpenTransaction> {
  return openTransaction({ store, namespace, identity: undefined, now: new Date(0), keyOf: () => 'id' });
}

export async function thingsIn(store: Store, namespace = ''): Promise<readonly Item[]> {
  return (await (await open(store, namespace)).tx.collection('things')).all();
}

/** Puts an item in a transaction of its own. */
export async function put(store: Store, item: Item, namespace = ''): Promise<void> {
  const { tx, commit } = await open(store, namespace);
  (await tx.collection('things')).put(item);
  expect(await commit()).toBe(true);
}
