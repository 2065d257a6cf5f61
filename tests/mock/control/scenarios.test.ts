import { describe, expect, test } from '@jest/globals';
import type { GivenAnswers } from '../../../src/mock/control/scenarios/chosen-answer.ts';
import type { Scenario } from '../../../src/mock/control/scenarios/scenario.ts';
import type { MockApp } from '../../../src/mock/server/app.ts';
import type { MockSnapshot } from '../../../src/mock/state/mock-snapshot.ts';
import { serveMock } from '../server/serve-mock.ts';
import { ask } from '../ask.ts';
import { collection } from '../inferred/collection.ts';
import { ref } from '../../description/described.ts';
import { clientOf, mockPaths } from '../inferred/described.ts';
import { mockThings, type ThingsOptions } from '../things.ts';

const inSpace = (namespace: string) => ({ 'x-stuntdouble-namespace': namespace });

const list = (app: MockApp, namespace = '', headers = {}) =>
  ask(app, { target: '/things', headers: { ...inSpace(namespace), ...headers } });

async function statuses(app: MockApp, count: number, namespace = ''): Promise<readonly number[]> {
  const found: number[] = [];
  for (let index = 0; index < count; index += 1) found.push((await list(app, namespace)).status);
  return found;
}

const SCENARIOS: Readonly<Record<string, Scenario>> = {
  outage: { faults: { fail: '503:100%' } },
  empty: { fixtures: { things: [] } },
  'payment declined': { answers: { createThing: [{ status: 402, times: 2 }, 409] } },
  'new year': { clock: '2024-01-01T00:00:00Z' },
};

const FIXTURES = { things: [{ id: 'a', name: 'one' }] };

const mockScenarios = (options: ThingsOptions = {}) =>
  mockThings({ scenarios: SCENARIOS, fixtures: FIXTURES, ...options });

const create = (app: MockApp, namespace = '') =>
  ask(app, { method: 'POST', target: '/things', body: { name: 'x' }, headers: inSpace(namespace) });

describe('a scenario', () => {
  test('is switched on for a namespace, said in a header field, and switched off', async () => {
    const app = mockScenarios();
    await app.setScenario('outage', 'a');
    const [on, other] = [await list(app, 'a'), await list(app, 'b')];
    expect([on.status, on.headers['x-stuntdouble-scenario']]).toEqual([503, 'outage']);
    expect([other.status, other.headers['x-stuntdouble-scenario']]).toEqual([200, undefined]);
    await app.setScenario(undefined, 'a');
    expect((await list(app, 'a')).status).toBe(200);
  });

  test('is on for all namespaces, also those that come later, until all are reset', async () => {
    const app = mockScenarios();
    await list(app, 'a');
    await app.setScenario('empty');
    expect([(await list(app, 'a')).body, (await list(app, 'new')).body]).toEqual([[], []]);
    await create(app, 'a');
    await app.reset('a');
    expect((await list(app, 'a')).body).toEqual([]);
    await app.reset();
    expect([(await list(app, 'a')).body, (await list(app, 'new')).body]).toEqual([
      FIXTURES.things,
      FIXTURES.things,
    ]);
  });

  test('with fixtures replaces the items of a namespace; one without leaves them', async () => {
    const app = mockScenarios();
    await create(app, 'a');
    await app.setScenario('outage', 'a');
    await app.setScenario(undefined, 'a');
    expect((await list(app, 'a')).body).toHaveLength(2);
    await app.setScenario('empty', 'a');
    expect([(await list(app, 'a')).body, (await list(app)).body]).toEqual([[], FIXTURES.things]);
    await app.setScenario(undefined, 'a');
    expect((await list(app, 'a')).body).toEqual(FIXTURES.things);
  });

  test('with an empty collection: no items are made up for it', async () => {
    const Note = {
      type: 'object',
      required: ['id'],
      properties: { id: { type: 'string' }, text: { type: 'string' } },
    };
    const scenarios = { empty: { fixtures: { notes: [] } } };
    const app = mockPaths(collection(ref('Note'), { path: '/notes' }), { schemas: { Note }, scenarios });
    const { get, post } = clientOf(app);
    expect((await get('/notes')).body).toHaveLength(3);
    await app.setScenario('empty');
    expect((await get('/notes')).body).toEqual([]);
    await post('/notes', { id: 'x', text: 'one' });
    expect((await get('/notes')).body).toHaveLength(1);
    await app.setScenario(undefined);
    expect((await get('/notes')).body).toHaveLength(3);
  });

  test('may be on at start; a reset goes back to it', async () => {
    const app = mockScenarios({ scenario: 'empty' });
    expect((await list(app)).headers['x-stuntdouble-scenario']).toBe('empty');
    await create(app);
    expect((await list(app)).body).toHaveLength(1);
    await app.reset();
    expect((await list(app)).body).toEqual([]);
    await app.setScenario(undefined, 'a');
    expect([(await list(app, 'a')).body, (await list(app)).body]).toEqual([FIXTURES.things, []]);
  });

  test('sets the clock', async () => {
    const app = mockScenarios();
    await app.setScenario('new year', 'a');
    expect(app.mock.now('a').toISOString()).toBe('2024-01-01T00:00:00.000Z');
  });

  test('makes every caller one identity, with its roles', async () => {
    const roles = {
      '/things': { get: { security: [{ key: ['read'] }], responses: { 200: { description: 'ok' } } } },
    };
    const document = {
      openapi: '3.1.1',
      info: { title: 'Things', version: '1' },
      paths: roles,
      components: { securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'X-Key' } } },
    };
    const app = mockThings({
      document,
      operations: {
        'GET /things': (_request, tx) => ({ status: 200, headers: { 'x-who': tx.identity?.id ?? '' } }),
      },
      auth: true,
      fixtures: {
        identities: [
          { id: 'reader', roles: ['read'], credentials: { key: 'reader-key' } },
          { id: 'guest', credentials: { key: 'guest-key' } },
        ],
      },
      scenarios: { asReader: { identity: 'reader' }, asGuest: { identity: 'guest' } },
    });
    expect((await list(app, 'a')).status).toBe(401);
    await app.setScenario('asReader', 'a');
    const nobody = await list(app, 'a');
    const guest = await list(app, 'a', { 'x-key': 'guest-key' });
    expect([nobody.status, nobody.headers['x-who'], guest.headers['x-who']]).toEqual([
      200,
      'reader',
      'reader',
    ]);
    await app.setScenario('asGuest', 'a');
    expect((await list(app, 'a', { 'x-key': 'reader-key' })).status).toBe(403);
  });

  test.each([
    ['a setting that does not exist', { boom: { fail: '1%' } }, /scenario 'boom': there is no setting fail/],
    ['a fault that cannot be', { boom: { faults: { fail: 'x' } } }, /scenario 'boom': \/fail/],
    ['an operation that does not exist', { boom: { answers: { getNothing: 404 } } }, /\/answers\/getNothing/],
    ['a status that does not exist', { boom: { answers: { getThing: 99 } } }, /\/answers\/getThing\/status/],
    ['an answer that does not exist', { boom: { answers: { getThing: { code: 5 } } } }, /no such member/],
    ['a time that does not exist', { boom: { clock: 'now' } }, /scenario 'boom': \/set/],
    ['an identity that does not exist', { boom: { identity: 'ann' } }, /no identity ann/],
    ['a name that no header field can have', { 'bö\nm': {} }, /ASCII/],
    ['items without identifiers', { boom: { fixtures: { things: [{}] } } }, /identifies/],
  ])('is refused at start with %s', (_, scenarios, message) => {
    expect(() => mockThings({ scenarios: scenarios as never })).toThrow(message);
  });

  test('is refused where nobody has defined it', async () => {
    await expect(mockScenarios().setScenario('outrage')).rejects.toThrow('there is no scenario outrage');
    expect(() => mockThings({ scenario: 'outage' })).toThrow('the settings have none');
  });
});

describe('chosen answers', () => {
  test('are given to valid requests, as often as was said, and change nothing', async () => {
    const app = mockScenarios();
    await app.setScenario('payment declined', 'a');
    const invalid = await ask(app, { method: 'POST', target: '/things', body: {}, headers: inSpace('a') });
    const seen = [invalid.status];
    for (let count = 0; count < 4; count += 1) seen.push((await create(app, 'a')).status);
    expect(seen).toEqual([400, 402, 402, 409, 409]);
    expect((await list(app, 'a')).body).toEqual(FIXTURES.things);
    expect(app.requests({ namespace: 'a', status: 402 })).toHaveLength(2);
  });

  test('are chosen for one operation: the next two times', async () => {
    const app = mockScenarios();
    app.setAnswers('GET /things', { status: 500, times: 2 });
    expect(await statuses(app, 3)).toEqual([500, 500, 200]);
    app.setAnswers('listThings', [503, { status: 429, headers: { 'Retry-After': '9' } }]);
    expect(await statuses(app, 3)).toEqual([503, 429, 429]);
    expect((await list(app)).headers['retry-after']).toBe('9');
    app.setAnswers('listThings', undefined);
    expect(await statuses(app, 1)).toEqual([200]);
  });

  test('have a body, which has to fit the description, or a status that nobody documents', async () => {
    const app = mockScenarios();
    const answered = async (given: GivenAnswers) => {
      app.setAnswers('listThings', given);
      return list(app);
    };
    expect(await answered({ body: [{ id: 'z', name: 'chosen' }] })).toMatchObject({
      status: 200,
      body: [{ id: 'z', name: 'chosen' }],
    });
    expect(await answered({ body: [{ id: 5 }] })).toMatchObject({
      status: 500,
      text: expect.stringContaining('/0/id'),
    });
    expect(await answered({ status: 418, body: { tea: true } })).toMatchObject({
      status: 418,
      body: { tea: true },
    });
    expect(await answered({ status: 302, headers: { Location: '/x' } })).toMatchObject({
      status: 302,
      headers: { location: '/x' },
    });
  });

  test('are examples of the description', async () => {
    const content = {
      'application/json': {
        examples: { first: { value: { a: 1 } }, second: { value: { a: 2 } } },
      },
    };
    const app = mockPaths({
      '/one': { get: { operationId: 'getOne', responses: { 200: { description: 'ok', content } } } },
    });
    app.setAnswers('getOne', [{ example: 'second', times: 1 }]);
    const { get } = clientOf(app);
    expect([(await get('/one')).body, (await get('/one')).body]).toEqual([{ a: 2 }, { a: 1 }]);
  });

  test('yield to what a request prefers', async () => {
    const app = mockScenarios();
    app.setAnswers('listThings', 500);
    expect((await list(app, '', { prefer: 'code=200' })).status).toBe(200);
  });
});

test('all of it belongs to the snapshot of a namespace, with what is left of it', async () => {
  const app = mockScenarios();
  await app.setScenario('payment declined', 'a');
  expect((await create(app, 'a')).status).toBe(402);
  const saved = JSON.parse(JSON.stringify(await app.snapshot('a'))) as MockSnapshot;
  const play = async (namespace: string) => [
    (await create(app, namespace)).status,
    (await create(app, namespace)).status,
    (await create(app, namespace)).headers['x-stuntdouble-scenario'],
  ];
  const first = await play('a');
  expect(first).toEqual([402, 409, 'payment declined']);
  await app.restore(saved, 'b');
  expect(await play('b')).toEqual(first);
  await app.restore(saved, 'a');
  expect(await play('a')).toEqual(first);
  await app.reset('a');
  expect((await create(app, 'a')).status).toBe(201);
});

test('over HTTP a scenario is switched on and off, and answers are chosen', async () => {
  const app = mockScenarios();
  const { url } = await serveMock(app);
  const send = async (path: string, method = 'GET', body?: unknown) => {
    const response = await fetch(`${url}/_stuntdouble/${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...inSpace('a') },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return [response.status, await response.json()];
  };
  const scenarios = Object.keys(SCENARIOS);
  expect(await send('scenario')).toEqual([200, { namespace: 'a', scenario: null, scenarios }]);
  expect(await send('scenario', 'POST', { name: 'outage' })).toEqual([
    200,
    { namespace: 'a', scenario: 'outage', scenarios },
  ]);
  expect(await statuses(app, 1, 'a')).toEqual([503]);
  expect(await send('scenario', 'POST', { name: 'outrage' })).toEqual([400, expect.anything()]);
  expect(await send('scenario', 'POST', {})).toEqual([400, expect.anything()]);
  expect(await send('scenario', 'DELETE')).toEqual([200, { namespace: 'a', scenario: null, scenarios }]);
  expect(
    await send('answers', 'POST', { operation: 'listThings', answers: [{ status: 500, times: 1 }] }),
  ).toEqual([200, { namespace: 'a', answers: { listThings: [{ status: 500, times: 1 }] } }]);
  expect(await statuses(app, 2, 'a')).toEqual([500, 200]);
  expect(await send('answers', 'POST', { operation: 'nothing', answers: 500 })).toEqual([
    400,
    expect.anything(),
  ]);
  await send('scenario?all=true', 'POST', { name: 'outage' });
  expect(await statuses(app, 1, 'b')).toEqual([503]);
});
