import { describe, expect, test } from '@jest/globals';
import {
  answers,
  listOf,
  NOTHING,
  pathParameter,
  queryParameter,
  ref,
  takes,
} from '../../../description/described.ts';
import { bodyOf, clientOf, mockPaths, pluck } from '../described.ts';

const Pet = {
  type: 'object',
  required: ['id', 'name'],
  properties: {
    id: { type: 'integer', readOnly: true },
    name: { type: 'string' },
    kind: { type: 'string', enum: ['cat', 'dog'], default: 'cat' },
    nick: { type: 'string' },
    weight: { type: 'number' },
    tags: listOf({ type: 'string' }),
    owner: { type: 'object', properties: { name: { type: 'string' }, city: { type: 'string' } } },
    password: { type: 'string', writeOnly: true },
    createdAt: { type: 'string', format: 'date-time', readOnly: true },
    updatedAt: { type: 'string', format: 'date-time', readOnly: true },
    state: { type: 'string', readOnly: true },
  },
};

const problem = answers({
  type: 'object',
  required: ['message'],
  properties: { message: { type: 'string' } },
});

const paths = {
  '/pets': {
    get: { responses: { '200': answers(listOf(ref('Pet'))) } },
    post: { requestBody: takes(ref('Pet')), responses: { '201': answers(ref('Pet')), '400': problem } },
  },
  '/pets/{petId}': {
    parameters: [pathParameter('petId', { type: 'integer' })],
    get: { responses: { '200': answers(ref('Pet')), '404': problem } },
    put: { requestBody: takes(ref('Pet')), responses: { '200': answers(ref('Pet')) } },
    patch: {
      requestBody: {
        content: {
          'application/merge-patch+json': { schema: { type: 'object' } },
          'application/json-patch+json': { schema: listOf({ type: 'object' }) },
        },
      },
      responses: { '200': answers(ref('Pet')) },
    },
    delete: { responses: { '204': NOTHING } },
  },
};

const clock = new Date('2025-01-02T03:04:05Z');
const pets = (options = {}) => clientOf(mockPaths(paths, { schemas: { Pet }, clock, ...options }));
const merge = { 'content-type': 'application/merge-patch+json' };
const jsonPatch = { 'content-type': 'application/json-patch+json' };

describe('a created item', () => {
  test('gets the documented status, a Location, and all members that the server sets', async () => {
    const { post } = pets();
    const made = await post('/pets', { name: 'Tom', weight: 3.5 });
    expect(made.status).toBe(201);
    const { id } = bodyOf(made);
    expect(made.headers['location']).toBe(`/pets/${String(id)}`);
    expect(made.body).toEqual({
      id: expect.any(Number),
      name: 'Tom',
      weight: 3.5,
      kind: 'cat',
      createdAt: '2025-01-02T03:04:05.000Z',
      updatedAt: '2025-01-02T03:04:05.000Z',
      state: expect.any(String),
    });
  });

  test('can be read unchanged, and is the last of the list', async () => {
    const { get, post } = pets();
    const before = await get('/pets');
    const made = await post('/pets', { name: 'Tom' });
    const read = await get(String(made.headers['location']));
    expect([read.status, read.body]).toEqual([200, made.body]);
    expect((await get('/pets')).body).toEqual([...(before.body as []), made.body]);
  });

  test('has no invented values for members that the client omitted', async () => {
    const made = await pets().post('/pets', { name: 'Tom' });
    expect(Object.keys(bodyOf(made))).not.toEqual(expect.arrayContaining(['nick']));
    expect(made.body).not.toHaveProperty('weight');
    expect(made.body).not.toHaveProperty('owner');
    expect(made.body).not.toHaveProperty('tags');
  });

  test('keeps the sent values, including falsy and unusual ones', async () => {
    const { get, post } = pets();
    const sent = { name: '', weight: 0, tags: [], owner: { name: 'Ä "q" 🐾' } };
    const made = await post('/pets', sent);
    expect(made.body).toMatchObject(sent);
    expect((await get(String(made.headers['location']))).body).toMatchObject(sent);
  });

  test('has readOnly members from the server, regardless of what the client sends', async () => {
    const made = await pets().post('/pets', { name: 'Tom', id: 9999, createdAt: '1999-01-01T00:00:00Z' });
    if (made.status === 201) {
      expect(bodyOf(made)['id']).not.toBe(9999);
      expect(bodyOf(made)['createdAt']).toBe('2025-01-02T03:04:05.000Z');
    } else expect(made.status).toBe(400);
  });

  test('never shows writeOnly members: not when created, read, listed or changed', async () => {
    const { get, post, put, patch } = pets();
    const made = await post('/pets', { name: 'Tom', password: 'hush-hush' });
    const at = String(made.headers['location']);
    const answers_ = [
      made,
      await get(at),
      await get('/pets'),
      await patch(at, { nick: 'T' }, merge),
      await put(at, { name: 'Tim', password: 'hush-hush' }),
    ];
    expect(answers_.map(({ status }) => status)).toEqual([201, 200, 200, 200, 200]);
    expect(answers_.map(({ text }) => text).join()).not.toMatch(/hush-hush|password/);
  });

  test('does not exist when it was refused', async () => {
    const { get, post } = pets();
    const before = await get('/pets');
    const refused = await post('/pets', { weight: 1 });
    expect([refused.status, bodyOf(refused)['message']]).toEqual([400, expect.stringContaining('name')]);
    expect((await get('/pets')).body).toEqual(before.body);
  });

  test('has an id that no other item has, including deleted ones', async () => {
    const { get, post, delete: remove } = pets();
    const ids = new Set(pluck((await get('/pets')).body, 'id'));
    for (let round = 0; round < 5; round += 1) {
      const { id = '' } = bodyOf(await post('/pets', { name: 'Tom' }));
      expect(ids.has(id)).toBe(false);
      ids.add(id);
      await remove(`/pets/${String(id)}`);
    }
  });

  test('is created once for each of two simultaneous requests', async () => {
    const { get, post } = pets();
    const made = await Promise.all(
      Array.from({ length: 10 }, (_, index) => post('/pets', { name: `p${index}` })),
    );
    expect(new Set(made.map((one) => bodyOf(one)['id'])).size).toBe(10);
    const names = pluck((await get('/pets')).body, 'name');
    expect(names).toEqual(expect.arrayContaining(made.map((one) => bodyOf(one)['name'])));
  });
});

describe('an item', () => {
  test('of the list can be read as it is listed', async () => {
    const { get } = pets();
    const listed = (await get('/pets')).body as readonly { id: number }[];
    expect(listed.length).toBeGreaterThan(1);
    for (const item of listed) expect((await get(`/pets/${item.id}`)).body).toEqual(item);
  });

  test.each(['GET', 'PUT', 'PATCH', 'DELETE'])('that is not there cannot be found by %s', async (method) => {
    const { send } = pets();
    const body = { PUT: { name: 'x' }, PATCH: { name: 'x' } }[method];
    const answer = await send(method, '/pets/987654', body, method === 'PATCH' ? merge : {});
    expect(answer.status).toBe(404);
    expect(answer.text).toContain('987654');
    expect(answer.headers['content-type']).toBe(
      method === 'GET' ? 'application/json' : 'application/problem+json',
    );
  });

  test('has the bytes of GET in the headers of HEAD', async () => {
    const { get, send } = pets();
    const read = await get('/pets/1');
    const head = await send('HEAD', '/pets/1');
    expect([head.status, head.text]).toEqual([200, '']);
    expect(head.headers['content-length']).toBe(String(Buffer.byteLength(read.text)));
  });

  test('lists its methods for OPTIONS', async () => {
    const answer = await pets().send('OPTIONS', '/pets/1');
    expect(answer.status).toBe(204);
    expect(String(answer.headers['allow']).split(', ').toSorted()).toEqual([
      'DELETE',
      'GET',
      'HEAD',
      'OPTIONS',
      'PATCH',
      'PUT',
    ]);
  });
});

describe('PUT', () => {
  test('replaces only what the client may set', async () => {
    const { get, post, put } = pets({ clock: undefined });
    const made = await post('/pets', { name: 'Tom', nick: 'T', weight: 3 });
    const at = String(made.headers['location']);
    const replaced = await put(at, { name: 'Tim' });
    expect(replaced.status).toBe(200);
    const { id, createdAt, state } = bodyOf(made);
    expect(replaced.body).toEqual({
      id,
      createdAt,
      state,
      name: 'Tim',
      kind: 'cat',
      updatedAt: expect.any(String),
    });
    expect(String(bodyOf(replaced)['updatedAt']) > String(bodyOf(made)['updatedAt'])).toBe(true);
    expect((await get(at)).body).toEqual(replaced.body);
  });

  test('does not change other items', async () => {
    const { get, put } = pets();
    const [, ...others] = (await get('/pets')).body as readonly { id: number }[];
    await put('/pets/1', { name: 'Tim', id: others[0]?.id });
    expect(((await get('/pets')).body as readonly unknown[]).slice(1)).toEqual(others);
    expect(bodyOf(await get('/pets/1'))['id']).toBe(1);
  });

  test('keeps the place in the list', async () => {
    const { get, put } = pets();
    const before = pluck((await get('/pets')).body, 'id');
    await put('/pets/1', { name: 'Tim' });
    expect(pluck((await get('/pets')).body, 'id')).toEqual(before);
  });
});

describe('PATCH', () => {
  test('with a merge patch changes the named members, nested ones too, and removes those that are null', async () => {
    const { get, post, patch } = pets();
    const made = await post('/pets', {
      name: 'Tom',
      nick: 'T',
      tags: ['a', 'b'],
      owner: { name: 'O', city: 'C' },
    });
    const at = String(made.headers['location']);
    const changed = await patch(at, { nick: null, tags: ['c'], owner: { city: 'D' } }, merge);
    expect(changed.status).toBe(200);
    const { nick, ...rest } = bodyOf(made);
    expect(nick).toBe('T');
    expect(changed.body).toEqual({ ...rest, tags: ['c'], owner: { name: 'O', city: 'D' } });
    expect((await get(at)).body).toEqual(changed.body);
  });

  test('with a JSON Patch applies all operations or none', async () => {
    const { get, post, patch } = pets();
    const made = await post('/pets', { name: 'Tom', tags: ['a'] });
    const at = String(made.headers['location']);
    const changed = await patch(
      at,
      [
        { op: 'test', path: '/name', value: 'Tom' },
        { op: 'replace', path: '/name', value: 'Tim' },
        { op: 'add', path: '/tags/-', value: 'b' },
      ],
      jsonPatch,
    );
    expect(changed.body).toMatchObject({ name: 'Tim', tags: ['a', 'b'] });
    const refused = await patch(
      at,
      [
        { op: 'replace', path: '/name', value: 'Tam' },
        { op: 'test', path: '/name', value: 'Tom' },
      ],
      jsonPatch,
    );
    expect(refused.status).toBeGreaterThanOrEqual(400);
    expect((await get(at)).body).toEqual(changed.body);
  });

  test('keeps members that only the server sets', async () => {
    const { get, patch } = pets();
    const before = bodyOf(await get('/pets/1'));
    const patched = await patch(
      '/pets/1',
      { id: 77, createdAt: '1999-01-01T00:00:00Z', state: 'mine', name: 'N' },
      merge,
    );
    expect(patched.status).toBe(200);
    expect(patched.body).toMatchObject({
      id: 1,
      name: 'N',
      createdAt: before['createdAt'],
      state: before['state'],
    });
    const operations = [
      { op: 'replace', path: '/id', value: 77 },
      { op: 'replace', path: '/state', value: 'mine' },
    ];
    expect((await patch('/pets/1', operations, jsonPatch)).body).toMatchObject({
      id: 1,
      state: before['state'],
    });
  });

  test('that would make the item invalid is refused, and changes nothing', async () => {
    const { get, patch } = pets();
    const before = await get('/pets/1');
    for (const wrong of [{ name: null }, { weight: 'heavy' }, { kind: 'cow' }]) {
      const refused = await patch('/pets/1', wrong, merge);
      expect([wrong, refused.status]).toEqual([wrong, 400]);
      expect(refused.text).toContain(Object.keys(wrong)[0]);
    }
    expect((await get('/pets/1')).body).toEqual(before.body);
  });
});

describe('DELETE', () => {
  test('deletes the item, from the list too, and again as it is documented', async () => {
    const { get, delete: remove } = pets();
    expect(await remove('/pets/1')).toMatchObject({ status: 204, text: '' });
    expect((await get('/pets/1')).status).toBe(404);
    expect(pluck((await get('/pets')).body, 'id')).not.toContain(1);
    expect((await remove('/pets/1')).status).toBe(204);
  });

  test('of the last item leaves an empty list, which stays empty', async () => {
    const { get, delete: remove } = pets();
    for (const id of pluck((await get('/pets')).body, 'id')) await remove(`/pets/${String(id)}`);
    expect((await get('/pets')).body).toEqual([]);
    expect((await get('/pets')).body).toEqual([]);
  });
});

describe('the initial items of a collection', () => {
  test('are a few different, valid items, always the same', async () => {
    const first = await pets().get('/pets');
    expect((await pets().get('/pets')).text).toBe(first.text);
    const ids = pluck(first.body, 'id');
    expect(ids).toEqual([1, 2, 3]);
    expect(new Set(pluck(first.body, 'name')).size).toBeGreaterThan(1);
    expect((await pets({ seed: 2 }).get('/pets')).text).not.toBe(first.text);
  });

  test('are none on request', async () => {
    const { get, post } = pets({ memory: 'empty' });
    expect((await get('/pets')).body).toEqual([]);
    expect((await get('/pets/1')).status).toBe(404);
    const made = await post('/pets', { name: 'Tom' });
    expect(bodyOf(made)['id']).toBe(1);
    expect((await get('/pets')).body).toEqual([made.body]);
  });

  test('are the fixtures when there are any', async () => {
    const fixtures = {
      pets: [
        { id: 10, name: 'Rex' },
        { id: 20, name: 'Kit', password: 'p' },
      ],
    };
    const { get, post } = pets({ fixtures });
    expect((await get('/pets')).body).toEqual([
      { id: 10, name: 'Rex' },
      { id: 20, name: 'Kit' },
    ]);
    expect((await get('/pets/1')).status).toBe(404);
    expect(bodyOf(await post('/pets', { name: 'Tom' }))['id']).toBe(21);
  });

  test('are restored by a reset', async () => {
    const app = mockPaths(paths, { schemas: { Pet }, clock });
    const { get, post, delete: remove } = clientOf(app);
    const before = await get('/pets');
    await post('/pets', { name: 'Tom' });
    await remove('/pets/1');
    await app.reset();
    expect((await get('/pets')).text).toBe(before.text);
    expect(bodyOf(await post('/pets', { name: 'Tom' }))['id']).toBe(4);
  });

  test('exist in each namespace', async () => {
    const app = mockPaths(paths, { schemas: { Pet }, clock });
    const [one, two] = ['one', 'two'].map((name) => clientOf(app, { 'x-stuntdouble-namespace': name }));
    await one?.post('/pets', { name: 'Only in one' });
    await two?.delete('/pets/1');
    expect(pluck((await one?.get('/pets'))?.body, 'id')).toEqual([1, 2, 3, 4]);
    expect(pluck((await two?.get('/pets'))?.body, 'id')).toEqual([2, 3]);
    expect(pluck((await clientOf(app).get('/pets')).body, 'id')).toEqual([1, 2, 3]);
  });

  test('do not exist without state: each response is generated for its request', async () => {
    const { get, post } = pets({ memory: 'off' });
    const made = await post('/pets', { name: 'Tom' });
    expect(made.status).toBe(201);
    expect((await get('/pets/987')).status).toBe(200);
    expect((await get('/pets/987')).text).toBe((await get('/pets/987')).text);
    expect((await get('/pets/987')).text).not.toBe((await get('/pets/988')).text);
  });
});

describe('many simultaneous requests', () => {
  test('all succeed, each with a unique id', async () => {
    const { get, post, delete: remove } = pets();
    const before = pluck((await get('/pets')).body, 'id');
    const made = await Promise.all(Array.from({ length: 150 }, () => post('/pets', { name: 'Tom' })));
    expect(new Set(made.map(({ status }) => status))).toEqual(new Set([201]));
    const ids = made.map((one) => String(bodyOf(one)['id']));
    expect(new Set(ids).size).toBe(150);
    const gone = await Promise.all(ids.map((id) => remove(`/pets/${id}`)));
    expect(new Set(gone.map(({ status }) => status))).toEqual(new Set([204]));
    expect(pluck((await get('/pets')).body, 'id')).toEqual(before);
  });
});

describe('DELETE on the collection itself', () => {
  const Note = {
    type: 'object',
    required: ['id', 'kind'],
    properties: { id: { type: 'integer', readOnly: true }, kind: { type: 'string' } },
  };
  const notes = {
    '/notes': {
      get: { responses: { '200': answers(listOf(Note)) } },
      post: { requestBody: takes(Note), responses: { '201': answers(Note) } },
      delete: {
        parameters: [queryParameter('kind', { type: 'string' }), queryParameter('olderThan')],
        requestBody: { content: { 'application/json': { schema: {} } } },
        responses: { '204': NOTHING },
      },
    },
    '/notes/{id}': {
      parameters: [pathParameter('id', { type: 'integer' })],
      get: { responses: { '200': answers(Note) } },
    },
  };
  const fixtures = { notes: [1, 2, 3].map((id) => ({ id, kind: id === 2 ? 'b' : 'a' })) };

  test.each([
    ['everything', '/notes', undefined, []],
    ['what the query means', '/notes?kind=a', undefined, [2]],
    ['what the body lists', '/notes', [1, 3], [2]],
    ['what the body lists in an object', '/notes', { ids: [2] }, [1, 3]],
    ['nothing, where the query is not understood', '/notes?olderThan=7', undefined, [1, 2, 3]],
    ['nothing, where the body is not understood', '/notes', { reason: 'old' }, [1, 2, 3]],
  ])('deletes %s', async (_, target, body, left) => {
    const { get, send } = clientOf(mockPaths(notes, { fixtures }));
    expect((await send('DELETE', target, body)).status).toBe(204);
    expect(pluck((await get('/notes')).body, 'id')).toEqual(left);
  });

  test('deletes one item when the path leads to an item', async () => {
    const World = {
      type: 'object',
      required: ['id', 'instanceId'],
      properties: { id: { type: 'string', readOnly: true }, instanceId: { type: 'string' } },
    };
    const worldId = pathParameter('worldId');
    const worlds = {
      '/worlds': { post: { requestBody: takes(World), responses: { '200': answers(World) } } },
      '/worlds/{worldId}': {
        parameters: [worldId],
        get: { responses: { '200': answers(World), '404': NOTHING } },
        delete: { responses: { '200': NOTHING } },
      },
      '/worlds/{worldId}/{instanceId}': {
        parameters: [worldId, pathParameter('instanceId')],
        get: { responses: { '200': answers(World) } },
      },
    };
    const { get, post, delete: remove } = clientOf(mockPaths(worlds));
    const path = `/worlds/${String(bodyOf(await post('/worlds', { instanceId: 'a' }))['id'])}`;
    expect((await get(path)).status).toBe(200);
    await remove(path);
    expect((await get(path)).status).toBe(404);
  });
});
