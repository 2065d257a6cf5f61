import { describe, expect, test } from '@jest/globals';
import { createMock } from '../../../src/create-mock.ts';
import { loadDescriptionSync } from '../../../src/bundled/load-description.ts';
import { answers, listOf, NOTHING, pathParameter, takes } from '../../description/described.ts';
import { bodyOf, clientOf, mockPaths, type DescribedOptions } from '../inferred/described.ts';

const TEXT = { type: 'string' };
const User = {
  type: 'object',
  required: ['id', 'name'],
  properties: { id: { type: 'integer', readOnly: true }, name: TEXT },
};
const tagged = (schema: object, tag: object = TEXT) =>
  answers(schema, { headers: { ETag: { schema: tag } } });
const REFUSALS = { '304': NOTHING, '412': NOTHING };

/** Users whose operations document entity tags; `put`: the response to PUT. */
function users(put: object = { '204': NOTHING }, tag: object = TEXT) {
  return {
    '/users': {
      get: { responses: { '200': tagged(listOf(User)), '304': NOTHING } },
      post: { requestBody: takes(User), responses: { '201': tagged(User) } },
    },
    '/users/{id}': {
      parameters: [pathParameter('id', { type: 'integer' })],
      get: { responses: { '200': tagged(User, tag), '404': NOTHING, ...REFUSALS } },
      put: { requestBody: takes(User), responses: { '412': NOTHING, ...put } },
      patch: { requestBody: takes({ type: 'object' }), responses: { '200': tagged(User) } },
      delete: { responses: { '204': NOTHING, '412': NOTHING } },
    },
  };
}

const client = (paths: object = users(), options: DescribedOptions = {}) =>
  clientOf(mockPaths(paths, { memory: 'empty', ...options }));

async function withOne(paths: object = users()) {
  const asking = client(paths);
  await asking.post('/users', { name: 'A' });
  return asking;
}

describe('an entity tag', () => {
  test('is the same for the same content, and another for each other content', async () => {
    const { get, put, post } = await withOne();
    await post('/users', { name: 'B' });
    const tagOf = async (target: string) => String((await get(target)).headers['etag']);
    const first = await tagOf('/users/1');
    expect(first).toMatch(/^"[0-9a-f]{32}"$/);
    expect(await tagOf('/users/1')).toBe(first);
    expect(new Set([first, await tagOf('/users/2'), await tagOf('/users')]).size).toBe(3);
    const list = await tagOf('/users');
    await put('/users/1', { name: 'C' });
    expect(await tagOf('/users/1')).not.toBe(first);
    expect(await tagOf('/users')).not.toBe(list);
    await put('/users/1', { name: 'A' });
    expect(await tagOf('/users/1')).toBe(first);
  });

  test('is the same in the response to HEAD, to the change, to the creation, and after a restore', async () => {
    const app = mockPaths(users({ '200': tagged(User) }), { memory: 'empty' });
    const { get, put, post, send } = clientOf(app);
    const created = (await post('/users', { name: 'A' })).headers['etag'];
    expect((await get('/users/1')).headers['etag']).toBe(created);
    expect((await send('HEAD', '/users/1')).headers['etag']).toBe(created);
    const saved = await app.snapshot();
    const changed = (await put('/users/1', { name: 'B' })).headers['etag'];
    expect((await get('/users/1')).headers['etag']).toBe(changed);
    await app.restore(saved);
    expect((await get('/users/1')).headers['etag']).toBe(created);
  });

  test('of a change without a body, or with another one, is that of what is read', async () => {
    const bare = { description: '', headers: { ETag: { schema: TEXT } } };
    const other = tagged({ type: 'object', properties: { ok: { type: 'boolean' } } });
    for (const put of [{ '204': bare }, { '200': other }]) {
      const { get, put: change } = await withOne(users(put));
      const changed = await change('/users/1', { name: 'B' });
      expect(changed.headers['etag']).toBe((await get('/users/1')).headers['etag']);
    }
  });

  test.each([
    ['weak', '^W/"', /^W\/"[0-9a-f]{32}"$/],
    ['without quotes', '^[0-9a-f]+$', /^[0-9a-f]{32}$/],
  ])('is %s where its schema wants that', async (_, pattern, expected) => {
    const { get } = await withOne(users({}, { ...TEXT, pattern }));
    const { etag } = (await get('/users/1')).headers;
    expect(etag).toMatch(expected);
    expect((await get('/users/1', { 'if-none-match': String(etag) })).status).toBe(304);
  });

  test('is not sent where it is not documented', async () => {
    const { put } = await withOne();
    expect((await put('/users/1', { name: 'B' })).headers).not.toHaveProperty('etag');
  });

  test('is that of the example without state, too', async () => {
    const { get, put } = client(users(), { memory: 'off' });
    const { etag } = (await get('/users/7')).headers;
    expect((await get('/users/7', { 'if-none-match': String(etag) })).status).toBe(304);
    expect((await put('/users/7', { name: 'B' }, { 'if-match': String(etag) })).status).toBe(204);
    expect((await put('/users/7', { name: 'B' }, { 'if-match': '"other"' })).status).toBe(412);
  });
});

describe('a conditional read', () => {
  test('is 304 without a body, but with the tag, when the client has the version', async () => {
    const { get } = await withOne();
    const { etag } = (await get('/users/1')).headers;
    const again = await get('/users/1', { 'if-none-match': `"other", ${String(etag)}` });
    expect([again.status, again.text, again.headers['etag']]).toEqual([304, '', etag]);
    expect(again.headers).not.toHaveProperty('content-type');
    expect((await get('/users/1', { 'if-none-match': '"other"' })).status).toBe(200);
    expect((await get('/users/9', { 'if-none-match': '*' })).status).toBe(404);
  });

  test('is 412 for a version that is not there', async () => {
    const { get } = await withOne();
    expect((await get('/users/1', { 'if-match': '"other"' })).status).toBe(412);
  });

  test('is an ordinary read where 304 is not documented', async () => {
    const paths = users();
    const get = { responses: { '200': tagged(User) } };
    const { get: read } = await withOne({ ...paths, '/users/{id}': { ...paths['/users/{id}'], get } });
    expect((await read('/users/1', { 'if-none-match': '*' })).status).toBe(200);
    expect((await read('/users/1', { 'if-match': '"other"' })).status).toBe(200);
  });

  test('goes by the time of change in the content', async () => {
    const Note = {
      type: 'object',
      required: ['id', 'updatedAt'],
      properties: { id: TEXT, text: TEXT, updatedAt: { ...TEXT, format: 'date-time', readOnly: true } },
    };
    const read = answers(Note, { headers: { 'Last-Modified': { schema: TEXT } } });
    const paths = {
      '/notes': { post: { requestBody: takes({ type: 'object' }), responses: { '201': answers(Note) } } },
      '/notes/{id}': {
        parameters: [pathParameter('id')],
        get: { responses: { '200': read, '304': NOTHING } },
      },
    };
    const { get, post } = client(paths, { clock: new Date('2026-02-03T04:05:06.789Z') });
    const target = `/notes/${String(bodyOf(await post('/notes', { text: 'a' }))['id'])}`;
    const date = String((await get(target)).headers['last-modified']);
    expect(date).toBe('Tue, 03 Feb 2026 04:05:06 GMT');
    expect((await get(target, { 'if-modified-since': date })).status).toBe(304);
    expect((await get(target, { 'if-modified-since': 'Mon, 02 Feb 2026 00:00:00 GMT' })).status).toBe(200);
  });
});

describe('a conditional change', () => {
  test('is made only to the version that the client has', async () => {
    const { get, put, delete: remove } = await withOne();
    const { etag } = (await get('/users/1')).headers;
    expect((await put('/users/1', { name: 'B' }, { 'if-match': String(etag) })).status).toBe(204);
    expect((await put('/users/1', { name: 'C' }, { 'if-match': String(etag) })).status).toBe(412);
    expect((await remove('/users/1', { 'if-match': String(etag) })).status).toBe(412);
    expect((await get('/users/1')).body).toEqual({ id: 1, name: 'B' });
    expect((await remove('/users/1', { 'if-match': '*' })).status).toBe(204);
  });

  test('is 404 before it is 412', async () => {
    const { put } = await withOne();
    expect((await put('/users/9', { name: 'B' }, { 'if-match': '"other"' })).status).toBe(404);
  });

  test('creates only what is not there with If-None-Match: *', async () => {
    const paths = {
      '/users': { get: { responses: { '200': answers(listOf(User)) } } },
      '/users/{id}': {
        parameters: [pathParameter('id', { type: 'integer' })],
        get: { responses: { '200': tagged(User) } },
        put: {
          requestBody: takes(User),
          responses: { '200': answers(User), '201': answers(User), '412': NOTHING },
        },
      },
    };
    const { put } = client(paths);
    const only = { 'if-none-match': '*' };
    expect((await put('/users/1', { name: 'A' }, { 'if-match': '*' })).status).toBe(412);
    expect((await put('/users/1', { name: 'A' }, only)).status).toBe(201);
    expect((await put('/users/1', { name: 'B' }, only)).status).toBe(412);
  });

  test('is an ordinary change where 412 is not documented', async () => {
    const { patch } = await withOne();
    expect((await patch('/users/1', { name: 'B' }, { 'if-match': '"other"' })).status).toBe(200);
  });

  test('of a given behaviour is dropped, too', async () => {
    const document = {
      openapi: '3.1.0',
      info: { title: 'Counter', version: '1' },
      paths: {
        '/counter': {
          get: { operationId: 'read', responses: { '200': tagged({ type: 'integer' }), ...REFUSALS } },
          post: { operationId: 'count', responses: { '200': tagged({ type: 'integer' }), '412': NOTHING } },
        },
      },
    };
    const app = createMock({
      descriptions: loadDescriptionSync(document, { name: 'counter' }),
      behaviours: {
        operations: {
          read: async (_, tx) => ({ status: 200, body: (await tx.collection('counts')).all().length }),
          count: async (_, tx) => {
            const counts = await tx.collection('counts');
            counts.put({ id: tx.newId() });
            return { status: 200, body: counts.all().length };
          },
        },
      },
    });
    const { get, post } = clientOf(app);
    const { etag } = (await get('/counter')).headers;
    const counted = await post('/counter', undefined, { 'if-match': String(etag) });
    expect(counted.body).toBe(1);
    expect(counted.headers['etag']).toBe((await get('/counter')).headers['etag']);
    expect((await post('/counter', undefined, { 'if-match': String(etag) })).status).toBe(412);
    expect((await get('/counter')).body).toBe(1);
  });
});
