import { describe, expect, test } from '@jest/globals';
import { answers, listOf, NOTHING, pathParameter, takes } from '../../../description/described.ts';
import { clientOf, mockPaths, pluck } from '../described.ts';

describe('fixtures of items with an `id` that paths do not use', () => {
  const user = {
    type: 'object',
    required: ['id', 'username'],
    properties: {
      id: { type: 'integer' },
      nickname: { type: 'string' },
      username: { type: 'string' },
      email: { type: 'string' },
    },
  };
  const sent = {
    type: 'object',
    required: ['username'],
    properties: { username: { type: 'string' }, nickname: { type: 'string' }, email: { type: 'string' } },
  };
  const paths = {
    '/users': {
      get: { responses: { '200': answers(listOf(user)) } },
      post: { requestBody: takes(sent), responses: { '201': answers(user), '409': NOTHING } },
    },
    '/users/{username}': {
      parameters: [pathParameter('username')],
      get: { responses: { '200': answers(user) } },
      put: { requestBody: takes(sent), responses: { '200': answers(user) } },
      delete: { responses: { '204': NOTHING } },
    },
  };
  const ann = { id: 1, nickname: 'ann', username: 'ann', email: 'ann@example.com' };
  const bob = { id: 2, nickname: 'b', username: 'bob', email: 'bob@example.com' };
  const client = (users: readonly object[]) => clientOf(mockPaths(paths, { fixtures: { users } }));

  test('are found, changed and deleted by the identifier of the path', async () => {
    const { get, put, delete: remove } = client([ann, bob]);
    expect((await get('/users/ann')).body).toEqual(ann);
    expect((await get('/users/1')).status).toBe(404);
    const changed = await put('/users/ann', { username: 'ann', nickname: 'Annie' });
    expect(changed.body).toMatchObject({ id: 1, nickname: 'Annie', username: 'ann' });
    expect(pluck((await get('/users')).body, 'id')).toEqual([1, 2]);
    await remove('/users/ann');
    expect(pluck((await get('/users')).body, 'username')).toEqual(['bob']);
  });

  test('leave new numbers to the server, and names to the client', async () => {
    const { get, post } = client([ann, bob]);
    const made = await post('/users', { username: 'cy' });
    expect(made.body).toMatchObject({ id: 3, username: 'cy' });
    expect(made.headers['location']).toBe('/users/cy');
    expect((await get('/users/cy')).body).toEqual(made.body);
    expect((await post('/users', { username: 'ann' })).status).toBe(409);
  });

  test('may lack the identifier of the path only when the description allows that, which is checked at start', () => {
    expect(() => client([ann, { id: 2, username: 7 }])).toThrow(/users \/1\/username: must be string/);
    expect(() => client([{ ...ann, colour: 'red' }])).not.toThrow();
  });
});

describe('items that a documented example shows', () => {
  const time = { type: 'string', format: 'date-time', minLength: 25, maxLength: 25 };
  const thing = { type: 'object', required: ['id', 'at'], properties: { id: { type: 'string' }, at: time } };
  const shown = (id: string) => ({ id, at: '2025-10-15T13:53:25.136Z' });
  const answering = (schema: object, example?: unknown) => ({
    description: 'ok',
    content: { 'application/json': { schema, ...(example !== undefined && { example }) } },
  });

  test.each([
    ['of the item', answering(thing, shown('abc')), answers(listOf(thing))],
    ['of the list', answers(thing), answering(listOf(thing), [shown('abc'), shown('def')])],
  ])(
    'are the same in the list and alone where the example breaks its schema: that %s',
    async (_, one, all) => {
      const parameters = [pathParameter('id')];
      const { get } = clientOf(
        mockPaths({
          '/things': { get: { responses: { '200': all } } },
          '/things/{id}': { parameters, get: { responses: { '200': one } } },
        }),
      );
      const list = (await get('/things')).body as { readonly id: string; readonly at: string }[];
      expect(list[0]?.id).toBe('abc');
      for (const item of list) {
        expect(item.at).toHaveLength(25);
        expect((await get(`/things/${item.id}`)).body).toEqual(item);
      }
    },
  );
});
