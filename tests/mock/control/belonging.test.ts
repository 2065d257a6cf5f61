import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { loadDescriptionSync } from '../../../src/bundled/load-description.ts';
import { createMock } from '../../../src/create-mock.ts';
import { items } from '../../../src/base/json.ts';
import { listen } from '../../../src/mock/server/listen.ts';
import type { MockApp } from '../../../src/mock/server/app.ts';
import type { MockSnapshot } from '../../../src/mock/state/mock-snapshot.ts';
import { folderWith } from '../../temporary-folder.ts';
import { answers, listOf, pathParameter, takes } from '../../description/described.ts';
import { clientOf } from '../inferred/described.ts';
import { AUTHORIZE, FLOWS, post as postForm } from '../oauth/shop.ts';

const SPACE = { 'x-stuntdouble-namespace': 'one' };

const Payment = {
  type: 'object',
  required: ['id', 'amount'],
  properties: {
    id: { type: 'string', readOnly: true },
    amount: { type: 'integer', minimum: 1 },
    createdAt: { type: 'string', format: 'date-time', readOnly: true },
  },
};

const DOCUMENT = {
  openapi: '3.1.0',
  info: { title: 'Payments', version: '1' },
  paths: {
    '/payments': {
      get: { operationId: 'listPayments', responses: { 200: answers(listOf(Payment)) } },
      post: {
        operationId: 'createPayment',
        parameters: [{ name: 'Idempotency-Key', in: 'header', schema: { type: 'string' } }],
        requestBody: takes(Payment),
        responses: { 201: answers(Payment), 402: { description: 'No.' } },
      },
    },
    '/payments/{id}': {
      parameters: [pathParameter('id')],
      get: { responses: { 200: answers(Payment) } },
    },
    '/mine': {
      get: { security: [{ key: [] }], responses: { 200: answers({ type: 'array' }) } },
    },
    '/orders': {
      get: { security: [{ login: ['read:orders'] }], responses: { 200: { description: 'All.' } } },
    },
  },
  components: {
    securitySchemes: {
      login: { type: 'oauth2', flows: FLOWS },
      key: { type: 'apiKey', in: 'header', name: 'X-Key' },
    },
  },
};

function mock(): MockApp {
  return createMock({
    descriptions: loadDescriptionSync(DOCUMENT, { name: 'payments' }),
    fixtures: {
      payments: [],
      identities: [
        { id: 'ann', roles: ['read:orders'], credentials: { key: 'k' }, username: 'ann', password: 'p' },
      ],
    },
    scenarios: { outage: { faults: { fail: '503:100%' } }, 'as ann': { identity: 'ann' } },
  });
}

const clientIn = (app: MockApp) => clientOf(app, SPACE);

const create = (app: MockApp, headers = {}) => clientIn(app).post('/payments', { amount: 5 }, { ...headers });

async function statuses(count: number, send: () => Promise<{ readonly status: number }>) {
  const found: number[] = [];
  for (let index = 0; index < count; index += 1) found.push((await send()).status);
  return found;
}

const VERIFIER = 'v'.repeat(43);

/** Gets a code of the namespace, for a client that has it later. */
async function authorise(app: MockApp): Promise<void> {
  const form = {
    ...AUTHORIZE,
    user: 'ann',
    decision: 'allow',
    code_challenge: createHash('sha256').update(VERIFIER).digest('base64url'),
    code_challenge_method: 'S256',
  };
  const target = '/_stuntdouble/oauth/login/authorize';
  const { headers } = await postForm(app, form, { target, headers: SPACE });
  code = new URL(String(headers['location'])).searchParams.get('code') ?? 'none';
}

let code = '';

const redeem = (app: MockApp) =>
  postForm(
    app,
    {
      grant_type: 'authorization_code',
      client_id: 'app',
      redirect_uri: AUTHORIZE.redirect_uri,
      code,
      code_verifier: VERIFIER,
    },
    { headers: SPACE },
  );

/** What belongs to a namespace: how it is set, and how it is seen. Seeing may use it up. */
const BELONGINGS: Readonly<
  Record<
    string,
    { readonly set: (app: MockApp) => unknown; readonly see: (app: MockApp) => Promise<unknown> }
  >
> = {
  items: {
    set: create,
    see: async (app) => items((await clientIn(app).get('/payments')).body).length,
  },
  'the position of the random generator': {
    set: create,
    see: async (app) => (await create(app)).headers['location'],
  },
  'the scenario': {
    set: (app) => app.setScenario('outage', 'one'),
    see: async (app) => (await clientIn(app).get('/payments')).headers['x-stuntdouble-scenario'],
  },
  'the identity of all callers': {
    set: (app) => app.setScenario('as ann', 'one'),
    see: async (app) => (await clientIn(app).get('/mine')).status,
  },
  'chosen answers that are left': {
    set: async (app) => {
      app.setAnswers('createPayment', { status: 402, times: 3 }, 'one');
      await create(app);
    },
    see: (app) => statuses(4, () => create(app)),
  },
  'the position of faults': {
    set: async (app) => {
      app.setFaults({ fail: '503:50%' }, 'one');
      await statuses(7, () => clientIn(app).get('/payments'));
    },
    see: (app) => statuses(12, () => clientIn(app).get('/payments')),
  },
  'the position of latency': {
    set: async (app) => {
      app.setFaults({ latency: '0-9ms' }, 'one');
      await statuses(3, () => clientIn(app).get('/payments'));
    },
    see: async (app) => (await clientIn(app).get('/payments')).headers['x-stuntdouble-fault'],
  },
  'the clock': {
    set: (app) => app.setClock({ set: '2030-01-01T00:00:00Z' }, 'one'),
    see: async (app) => app.mock.now('one').toISOString().slice(0, 4),
  },
  'idempotency keys': {
    set: (app) => create(app, { 'idempotency-key': 'a' }),
    see: async (app) =>
      (await clientIn(app).post('/payments', { amount: 7 }, { 'idempotency-key': 'a' })).status,
  },
  'authorization codes': {
    set: authorise,
    see: async (app) => (await redeem(app)).status,
  },
};

/** Returns the same mock in a new process: all that it knows comes from the file. */
async function restarted(app: MockApp, use: () => Promise<unknown>): Promise<MockApp> {
  const file = join(folderWith({}), 'state.json');
  const first = await listen(app, { port: 0, persist: file });
  await use();
  await first.close();
  const next = mock();
  await (await listen(next, { port: 0, persist: file })).close();
  return next;
}

describe.each(Object.entries(BELONGINGS))('a namespace has %s', (_, { set, see }) => {
  test('which a snapshot keeps, also as JSON, and a restore puts back', async () => {
    const app = mock();
    await set(app);
    const saved = JSON.parse(JSON.stringify(await app.snapshot('one'))) as MockSnapshot;
    const seen = await see(app);
    await app.restore(saved, 'one');
    expect(await see(app)).toEqual(seen);
    const other = mock();
    await other.restore(saved, 'one');
    expect(await see(other)).toEqual(seen);
  });

  test('which a reset takes away', async () => {
    const app = mock();
    await set(app);
    const [seen, initial] = [await see(app), await see(mock())];
    expect(seen).not.toEqual(initial);
    await app.reset('one');
    expect(await see(app)).toEqual(initial);
    await set(app);
    await app.reset();
    expect(await see(app)).toEqual(initial);
  });

  test('which another namespace has not', async () => {
    const [app, untouched] = [mock(), mock()];
    await set(app);
    expect(await app.snapshot('two')).toEqual(await untouched.snapshot('two'));
  });

  test('which lasts over a restart with --persist', async () => {
    const app = mock();
    const next = await restarted(app, async () => set(app));
    expect(await see(next)).toEqual(await see(app));
  });
});

describe('an issued token', () => {
  test('holds after a restore, a restart and a reset: it says itself whose it is', async () => {
    const app = mock();
    const { body } = await postForm(
      app,
      { grant_type: 'password', client_id: 'app', username: 'ann', password: 'p', scope: 'read:orders' },
      { headers: SPACE },
    );
    const token = String((body as { readonly access_token?: string }).access_token);
    const see = async (one: MockApp) =>
      (await clientIn(one).get('/orders', { authorization: `Bearer ${token}` })).status;
    expect(await see(app)).toBe(200);
    const saved = await app.snapshot('one');
    await app.restore(saved, 'one');
    expect(await see(app)).toBe(200);
    expect(await see(await restarted(app, async () => undefined))).toBe(200);
    await app.reset();
    expect(await see(app)).toBe(200);
  });
});

describe('a snapshot of an earlier version', () => {
  test.each([
    ['without settings', {}],
    ['of version 1', { version: 1, settings: { drawn: 3 } }],
  ])('%s can be restored', async (_, extra) => {
    const app = mock();
    await create(app);
    const { apis } = await app.snapshot('one');
    app.setClock({ set: '2030-01-01T00:00:00Z' }, 'one');
    await app.restore({ ...extra, apis }, 'one');
    expect(items((await clientIn(app).get('/payments')).body)).toHaveLength(1);
    expect(app.mock.controls.settings('one').clock).toBeUndefined();
  });
});
