import { describe, expect, test } from '@jest/globals';
import { randomStateOf } from '../../../src/base/random.ts';
import type { Behaviour } from '../../../src/mock/behaviour/behaviour.ts';
import { createMemoryStore } from '../../../src/mock/state/memory-store.ts';
import { runBehaviour } from '../../../src/mock/behaviour/run-behaviour.ts';
import type { Store } from '../../../src/mock/state/store.ts';
import { describeThings } from '../things.ts';

const [operation] = describeThings().operations;

interface Count {
  readonly id: string;
  readonly value: number;
}

async function run(store: Store, behaviour: Behaviour, namespace = ''): Promise<number> {
  if (operation === undefined) throw new Error('there is no operation');
  const request = { path: {}, query: {}, headers: {}, cookies: {}, body: undefined, operation };
  const context = { store, namespace, identity: undefined, now: new Date(0), keyOf: () => 'id' };
  const answer = await runBehaviour(behaviour, request, context, ({ status }) => ({
    response: { status, headers: {}, body: new Uint8Array() },
    fault: undefined,
  }));
  return answer.response.status;
}

/** Adds one to a number that all of them share, after so many turns of waiting. */
function adding(turns: number, onAttempt: () => void = () => {}): Behaviour {
  return async (_request, tx) => {
    onAttempt();
    const counts = await tx.collection<Count>('counts');
    const { value } = counts.get('all') ?? { value: 0 };
    for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
    counts.put({ id: 'all', value: value + 1 });
    return { status: 200 };
  };
}

function emptyStore(): Store {
  return createMemoryStore(() => ({ collections: {}, random: randomStateOf(1) }));
}

describe('a behaviour that others disturb', () => {
  test('succeeds soon, regardless of how many quick ones follow', async () => {
    const store = emptyStore();
    let [attempts, quick] = [0, 0];
    const state = { isDone: false };
    const slow = run(
      store,
      adding(200, () => (attempts += 1)),
    ).finally(() => (state.isDone = true));
    const others = Array.from({ length: 3 }, async () => {
      while (!state.isDone && quick < 20_000) {
        await run(store, adding(0));
        quick += 1;
      }
    });
    expect(await slow).toBe(200);
    await Promise.all(others);
    expect(attempts).toBeLessThan(10);
    const { items } = await store.read('', 'counts');
    expect(items.get('all')).toEqual({ id: 'all', value: quick + 1 });
  });

  test('does not delay behaviours in another namespace', async () => {
    const store = emptyStore();
    const order: string[] = [];
    const all = ['one', 'two', 'three'].map(async () =>
      run(store, adding(500)).then(() => order.push('busy')),
    );
    await run(store, adding(0), 'quiet');
    order.push('quiet');
    await Promise.all(all);
    expect(order).toEqual(['quiet', 'busy', 'busy', 'busy']);
  });

  test('does not delay later behaviours', async () => {
    const store = emptyStore();
    await Promise.all(Array.from({ length: 5 }, () => run(store, adding(3))));
    let attempts = 0;
    await run(
      store,
      adding(0, () => (attempts += 1)),
    );
    expect(attempts).toBe(1);
  });
});
