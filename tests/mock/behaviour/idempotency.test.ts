import { describe, expect, test } from '@jest/globals';
import { items } from '../../../src/base/json.ts';
import { NO_BODY } from '../../../src/http/message.ts';
import type { Behaviour } from '../../../src/mock/behaviour/behaviour.ts';
import { idempotentBehaviour } from '../../../src/mock/behaviour/idempotency.ts';
import { runBehaviour } from '../../../src/mock/behaviour/run-behaviour.ts';
import type { Store } from '../../../src/mock/state/store.ts';
import { answers, listOf, NOTHING, pathParameter, takes } from '../../description/described.ts';
import { clientOf, mockPaths } from '../inferred/described.ts';
import { storeOf } from '../state/things-store.ts';
import { describeThings } from '../things.ts';

const Payment = {
  type: 'object',
  required: ['id', 'amount'],
  properties: { id: { type: 'integer', readOnly: true }, amount: { type: 'integer', minimum: 1 } },
};
const Key = { name: 'Idempotency-Key', in: 'header', schema: { type: 'string' } };
const creating = (parameters: readonly object[] = [Key]) => ({
  parameters,
  requestBody: takes(Payment),
  responses: { '201': answers(Payment) },
});
const paths = {
  '/payments': { get: { responses: { '200': answers(listOf(Payment)) } }, post: creating() },
  '/payments/{id}': {
    parameters: [pathParameter('id', { type: 'integer' })],
    get: { responses: { '200': answers(Payment) } },
    delete: { responses: { '204': NOTHING } },
    post: { ...creating(), responses: { '200': answers(Payment) } },
  },
  '/refunds': { get: { responses: { '200': answers(listOf(Payment)) } }, post: creating() },
  '/refunds/{id}': {
    parameters: [pathParameter('id', { type: 'integer' })],
    get: { responses: { '200': answers(Payment) } },
  },
  '/others': { get: { responses: { '200': answers(listOf(Payment)) } }, post: creating([]) },
  '/others/{id}': {
    parameters: [pathParameter('id', { type: 'integer' })],
    get: { responses: { '200': answers(Payment) } },
  },
};
const KEYED = { 'idempotency-key': 'k-1' };

const mock = (options = {}) => mockPaths(paths, { memory: 'empty', ...options });
const countOf = async ({ get }: ReturnType<typeof clientOf>, target = '/payments') =>
  items((await get(target)).body).length;

describe('a repeated idempotency key', () => {
  test('gives the same answer, and has no second effect', async () => {
    const client = clientOf(mock());
    const first = await client.post('/payments', { amount: 5 }, KEYED);
    const second = await client.post('/payments', { amount: 5 }, KEYED);
    expect([second.status, second.text, second.headers]).toEqual([201, first.text, first.headers]);
    expect(await countOf(client)).toBe(1);
    await client.delete('/payments/1');
    expect((await client.post('/payments', { amount: 5 }, KEYED)).text).toBe(first.text);
    expect(await countOf(client)).toBe(0);
  });

  test('is refused with another body', async () => {
    const client = clientOf(mock());
    await client.post('/payments', { amount: 5 }, KEYED);
    const other = await client.post('/payments', { amount: 6 }, KEYED);
    expect([other.status, other.text]).toEqual([422, expect.stringContaining('k-1')]);
    expect(await countOf(client)).toBe(1);
  });

  test('has an effect once for several requests at the same time', async () => {
    const client = clientOf(mock());
    const answered = await Promise.all([1, 2, 3].map(() => client.post('/payments', { amount: 5 }, KEYED)));
    expect(new Set(answered.map(({ text }) => text)).size).toBe(1);
    expect(await countOf(client)).toBe(1);
  });

  test('means another request in another operation, path or namespace', async () => {
    const client = clientOf(mock());
    await client.post('/payments', { amount: 5 }, KEYED);
    expect((await client.post('/refunds', { amount: 5 }, KEYED)).status).toBe(201);
    expect(await countOf(client, '/refunds')).toBe(1);
    await client.post('/payments/1', { amount: 7 }, KEYED);
    expect((await client.post('/payments/2', { amount: 7 }, KEYED)).status).toBe(422);
    const elsewhere = { ...KEYED, 'x-stuntdouble-namespace': 'other' };
    expect((await client.post('/payments', { amount: 6 }, elsewhere)).status).toBe(201);
  });

  test('of a refused request may be used again', async () => {
    const client = clientOf(mock());
    expect((await client.post('/payments', { amount: 0 }, KEYED)).status).toBe(400);
    expect((await client.post('/payments', { amount: 5 }, KEYED)).status).toBe(201);
  });

  test('means nothing where it is not documented', async () => {
    const client = clientOf(mock());
    for (const amount of [5, 5, 6]) {
      expect((await client.post('/others', { amount }, KEYED)).status).toBe(201);
    }
    expect(await countOf(client, '/others')).toBe(3);
  });

  test('belongs to snapshot, restore and reset', async () => {
    const app = mock();
    const client = clientOf(app);
    const empty = await app.snapshot();
    const first = await client.post('/payments', { amount: 5 }, KEYED);
    const full = await app.snapshot();
    await app.restore(empty);
    expect((await client.post('/payments', { amount: 6 }, KEYED)).status).toBe(201);
    await app.restore(full);
    expect((await client.post('/payments', { amount: 5 }, KEYED)).text).toBe(first.text);
    await app.reset();
    expect((await client.post('/payments', { amount: 7 }, KEYED)).status).toBe(201);
  });

  test('is forgotten after a thousand others', async () => {
    const client = clientOf(mock());
    const use = (key: number, amount: number) =>
      client.post('/payments', { amount }, { 'idempotency-key': String(key) });
    for (let key = 0; key < 1000; key += 1) await use(key, 5);
    expect((await use(0, 6)).status).toBe(422);
    await use(1000, 5);
    expect((await use(1, 6)).status).toBe(422);
    expect((await use(0, 6)).status).toBe(201);
  });
});

describe('an idempotency key', () => {
  const [operation] = describeThings().operations;
  const identity = (id: string) => ({ id, roles: [], credentials: {}, item: {} });

  /** Counts in a behaviour with a key, at this hour and for this caller. */
  async function counted(store: Store, hour: number, caller: string): Promise<unknown> {
    if (operation === undefined) throw new Error('there is no operation');
    const counting: Behaviour = async (_, tx) => {
      const counts = await tx.collection('counts');
      counts.put({ id: tx.newId() });
      return { status: 200, body: counts.all().length };
    };
    const behaviour = idempotentBehaviour(counting, { key: 'k', fingerprint: 'f' });
    const request = { path: {}, query: {}, headers: {}, cookies: {}, body: undefined, operation };
    const now = new Date(hour * 3_600_000);
    const context = { store, namespace: '', identity: identity(caller), now, keyOf: () => 'id' };
    let body: unknown;
    await runBehaviour(behaviour, request, context, (response) => {
      ({ body } = response);
      return { response: { status: 200, headers: {}, body: NO_BODY }, fault: undefined };
    });
    return body;
  }

  test("is kept for 24 hours of the mock's clock", async () => {
    const store = storeOf();
    const counts = [];
    for (const hour of [0, 1, 23, 24, 25, 47, 48]) counts.push(await counted(store, hour, 'ann'));
    expect(counts).toEqual([1, 1, 1, 2, 2, 2, 3]);
  });

  test('is that of one caller', async () => {
    const store = storeOf();
    const counts = [];
    for (const caller of ['ann', 'bob', 'ann']) counts.push(await counted(store, 0, caller));
    expect(counts).toEqual([1, 2, 1]);
  });
});
