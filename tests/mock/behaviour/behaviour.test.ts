import { afterEach, describe, expect, jest, test } from '@jest/globals';
import type { Behaviour } from '../../../src/mock/behaviour/behaviour.ts';
import { items, member } from '../../../src/base/json.ts';
import { ask } from '../ask.ts';
import { mockThings, thingsWithPaths } from '../things.ts';

const listed = async (app: ReturnType<typeof mockThings>) =>
  items((await ask(app, { target: '/things' })).body).map((thing) => member(thing, 'name'));

afterEach(() => {
  jest.useRealTimers();
});

/** Stores a thing, then does what is given. */
function storeThen(rest: Behaviour): Behaviour {
  return async (request, tx) => {
    (await tx.collection('things')).put({ id: tx.newId(), name: 'stored' });
    return rest(request, tx);
  };
}

/** What a behaviour can do wrong. */
const cycle: unknown[] = [];
cycle.push(cycle);
const faults: readonly (readonly [string, Behaviour])[] = [
  ['throws', () => Promise.reject(new Error('broken on purpose'))],
  ['throws what is no error', () => Promise.reject('broken on purpose')],
  ['answers a body that breaks its schema', () => ({ status: 201, body: { id: 'x', name: 7 } })],
  ['answers a status that is not documented', () => ({ status: 202, body: { id: 'x', name: 'x' } })],
  ['answers without the body that is documented', () => ({ status: 201 })],
  ['answers a body that cannot be written', () => ({ status: 201, body: { id: 'x', name: 'x', cycle } })],
  [
    'answers a number that JSON lacks',
    () => ({ status: 201, body: { id: 'x', name: 'x', size: Number.NaN } }),
  ],
  ['answers nothing at all', () => JSON.parse('null') as never],
  ['answers a status that HTTP lacks', () => ({ status: 20_000, body: {} })],
];

describe('a behaviour that fails', () => {
  test.each(faults)(
    'because it %s is a 500 problem that names it, and nothing is stored',
    async (_, fault) => {
      const app = mockThings({ operations: { createThing: storeThen(fault) } });
      const answer = await ask(app, { method: 'POST', target: '/things', body: { name: 'x' } });
      expect(answer.status).toBe(500);
      expect(answer.headers['content-type']).toBe('application/problem+json');
      expect(answer.text).toContain('createThing');
      expect(await listed(app)).toEqual([]);
    },
  );

  test('leaves the next identifier as it was', async () => {
    const draw = async (app: ReturnType<typeof mockThings>) => {
      const answer = await ask(app, { method: 'POST', target: '/things', body: { name: 'x' } });
      return member(answer.body, 'id');
    };
    let isBroken = true;
    const createThing: Behaviour = async ({ body }, tx) => {
      const id = tx.newId();
      if (isBroken) throw new Error(`broken after ${id}`);
      return { status: 201, body: { ...Object(body), id } };
    };
    const app = mockThings({ operations: { createThing } });
    expect(await draw(app)).toBeUndefined();
    isBroken = false;
    expect(await draw(app)).toBe(await draw(mockThings({ operations: { createThing } })));
  });

  test('says where its answer breaks the description', async () => {
    const createThing: Behaviour = () => ({ status: 201, body: { id: 'x', name: 7 } });
    const app = mockThings({ operations: { createThing } });
    const answer = await ask(app, { method: 'POST', target: '/things', body: { name: 'x' } });
    expect(answer.body).toMatchObject({
      status: 500,
      violations: [
        {
          where: 'body',
          pointer: '/name',
          descriptionPointer: '/components/schemas/Thing/properties/name/type',
        },
      ],
    });
  });

  test('says what it threw', async () => {
    const getThing: Behaviour = () => Promise.reject(new Error('broken on purpose'));
    const answer = await ask(mockThings({ operations: { getThing } }), { target: '/things/7' });
    expect(answer.text).toContain('broken on purpose');
  });

  test('because a fixture breaks the description names the pointer', async () => {
    const app = mockThings({
      fixtures: {
        things: [
          { id: 'a', name: 'A' },
          { id: 'b', name: null },
        ],
      },
    });
    const answer = await ask(app, { target: '/things' });
    expect(answer.status).toBe(500);
    expect(answer.body).toMatchObject({ violations: [{ where: 'body', pointer: '/1/name' }] });
    expect((await ask(app, { target: '/things/a' })).status).toBe(200);
  });

  test('because a documented header is missing names the header', async () => {
    const headers = { 'X-Total': { required: true, schema: { type: 'integer' } } };
    const document = thingsWithPaths({
      '/a': { get: { operationId: 'a', responses: { '204': { description: 'Done.', headers } } } },
    });
    const answerWith = async (sent: Readonly<Record<string, string>>) =>
      ask(mockThings({ document, operations: { a: () => ({ status: 204, headers: sent }) } }), {
        target: '/a',
      });
    expect((await answerWith({ 'x-total': '7' })).status).toBe(204);
    expect((await answerWith({})).body).toMatchObject({
      status: 500,
      violations: [{ where: 'header', pointer: '/X-Total' }],
    });
    expect((await answerWith({ 'x-total': 'many' })).status).toBe(500);
  });
});

describe('a behaviour that refuses', () => {
  test('changes nothing', async () => {
    const responses = { '204': { description: 'Done.' }, '409': { description: 'No.' } };
    const document = thingsWithPaths({
      '/a': { post: { operationId: 'a', responses } },
      '/things': {
        get: {
          operationId: 'listThings',
          responses: { '200': { description: 'All.', content: { 'application/json': {} } } },
        },
      },
    });
    const app = mockThings({ document, operations: { a: storeThen(() => ({ status: 409 })) } });
    expect((await ask(app, { method: 'POST', target: '/a' })).status).toBe(409);
    expect(await listed(app)).toEqual([]);
  });
});

describe('behaviours that run at the same time', () => {
  test('are run again until each has seen what the others did', async () => {
    const createThing: Behaviour = async (_, tx) => {
      const things = await tx.collection('things');
      const size = things.all().length;
      await new Promise((resolve) => setTimeout(resolve, size % 3));
      return { status: 201, body: things.put({ id: tx.newId(), name: `number ${size}` }) };
    };
    const app = mockThings({ operations: { createThing } });
    const requests = Array.from({ length: 12 }, () =>
      ask(app, { method: 'POST', target: '/things', body: { name: '' } }),
    );
    const answers = await Promise.all(requests);
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 12 }, () => 201));
    const names = await listed(app);
    expect(names).toEqual(Array.from({ length: 12 }, (_, index) => `number ${index}`));
  });

  test('give up with a 500 where others never let them through', async () => {
    jest.useFakeTimers();
    const app = mockThings({
      operations: {
        getThing: async (_, tx) => {
          await tx.collection('things');
          await ask(app, { method: 'POST', target: '/things', body: { name: 'quicker' } });
          return { status: 200, body: { id: 'x', name: 'x' } };
        },
      },
    });
    const asked = ask(app, { target: '/things/7' });
    await jest.advanceTimersByTimeAsync(11_000); // it waits for a request that waits for it, for ten seconds
    const answer = await asked;
    expect(answer.status).toBe(500);
    expect(answer.text).toContain('getThing');
  });
});

describe('an operation called like a member that all objects have', () => {
  test.each(['constructor', 'toString', '__proto__'])(
    'such as %s has no behaviour unless there is one',
    async (operationId) => {
      const responses = {
        '200': { description: '', content: { 'application/json': { example: 'documented' } } },
      };
      const document = thingsWithPaths({ '/a': { get: { operationId, responses } } });
      expect((await ask(mockThings({ document }), { target: '/a' })).body).toBe('documented');
    },
  );
});

describe('a behaviour', () => {
  test('gets its parameters decoded, and defaults filled in', async () => {
    const parameters = [
      { name: 'id', in: 'path', required: true, schema: { type: 'integer' } },
      { name: 'page', in: 'query', schema: { type: 'integer', default: 1 } },
      { name: 'tags', in: 'query', schema: { type: 'array', items: { type: 'string' } } },
      { name: 'X-Flag', in: 'header', schema: { type: 'boolean' } },
      { name: 'session', in: 'cookie', schema: { type: 'string' } },
    ];
    const responses = { '200': { description: 'All.', content: { 'application/json': {} } } };
    const document = thingsWithPaths({ '/a/{id}': { get: { operationId: 'a', parameters, responses } } });
    const app = mockThings({
      document,
      operations: {
        a: ({ path, query, headers, cookies, body }) => ({
          status: 200,
          body: { path, query, headers, cookies, body: typeof body },
        }),
      },
    });
    const answer = await ask(app, {
      target: '/a/7?tags=x',
      headers: { 'x-flag': 'true', cookie: 'a=b; session=s%20t' },
    });
    expect(answer.body).toEqual({
      path: { id: 7 },
      query: { page: 1, tags: ['x'] },
      headers: { 'X-Flag': true },
      cookies: { session: 's t' },
      body: 'undefined',
    });
  });

  test('knows who asks', async () => {
    const getThing: Behaviour = (_, { identity }) => ({
      status: 200,
      body: { id: String(identity?.id), name: String(identity?.item['team']) },
    });
    const fixtures = { identities: [{ id: 'ann', team: 'red', roles: [], credentials: { key: 'k' } }] };
    const app = mockThings({ auth: true, fixtures, operations: { getThing } });
    const answer = await ask(app, { target: '/things/7', headers: { 'x-key': 'k' } });
    expect(answer.body).toEqual({ id: 'ann', name: 'red' });
  });

  test('cannot change what is stored by changing what it read', async () => {
    const getThing: Behaviour = async (_, tx) => {
      const thing = (await tx.collection<{ id: string; name: string }>('things')).get('a');
      Object.assign(thing ?? {}, { name: 'changed' });
      return { status: 200, body: thing };
    };
    const app = mockThings({ fixtures: { things: [{ id: 'a', name: 'A' }] }, operations: { getThing } });
    expect((await ask(app, { target: '/things/a' })).status).toBe(500);
    expect(await listed(app)).toEqual(['A']);
  });
});
