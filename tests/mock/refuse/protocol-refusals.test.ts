import { describe, expect, test } from '@jest/globals';
import { ask } from '../ask.ts';
import { mockThings, thingsDocument, thingsWithPaths } from '../things.ts';
import { items, member } from '../../../src/base/json.ts';

const json = { 'content-type': 'application/json' };
const fixtures = {
  identities: [
    { id: 'u', roles: ['reader'], credentials: { key: 'k' } },
    { id: 'w', roles: ['writer'], credentials: { key: 'writer' } },
  ],
};

/** The things, but creating one needs the role of a writer. */
const guarded = {
  ...thingsDocument,
  paths: {
    ...thingsDocument.paths,
    '/things': {
      ...thingsDocument.paths['/things'],
      post: { ...thingsDocument.paths['/things'].post, security: [{ key: ['writer'] }] },
    },
  },
};

describe('a request that is wrong in several ways', () => {
  test.each([
    [
      404,
      { method: 'PATCH', target: '/nowhere?limit=x', headers: { accept: 'image/png' }, body: 'x'.repeat(50) },
    ],
    [
      405,
      { method: 'PATCH', target: '/things?limit=x', headers: { accept: 'image/png' }, body: 'x'.repeat(50) },
    ],
    [401, { method: 'POST', target: '/things', headers: { accept: 'image/png' }, body: 'x'.repeat(50) }],
    [
      403,
      {
        method: 'POST',
        target: '/things',
        headers: { 'x-key': 'k', accept: 'image/png' },
        body: 'x'.repeat(50),
      },
    ],
    [
      413,
      {
        method: 'POST',
        target: '/things',
        headers: { 'x-key': 'writer', accept: 'image/png', 'content-type': 'text/plain' },
        body: 'x'.repeat(50),
      },
    ],
    [
      415,
      {
        method: 'POST',
        target: '/things',
        headers: { 'x-key': 'writer', accept: 'image/png', 'content-type': 'text/plain' },
        body: 'x',
      },
    ],
    [
      406,
      {
        method: 'POST',
        target: '/things',
        headers: { 'x-key': 'writer', accept: 'image/png', ...json },
        body: '{',
      },
    ],
    [400, { method: 'POST', target: '/things', headers: { 'x-key': 'writer', ...json }, body: '{' }],
  ])('is refused with %i first', async (status, request) => {
    const app = mockThings({ document: guarded, auth: true, fixtures, bodyLimit: 40 });
    expect((await ask(app, request)).status).toBe(status);
    const listed = await ask(app, { target: '/things', headers: { 'x-key': 'k' } });
    expect(listed.body).toEqual([]);
  });
});

describe('a path that nobody serves', () => {
  test('is a 404 problem that names the paths which look like it', async () => {
    const answer = await ask(mockThings(), { target: '/thing?secret=x' });
    expect(answer.status).toBe(404);
    expect(answer.headers['content-type']).toBe('application/problem+json');
    expect(answer.body).toMatchObject({ status: 404, near: expect.arrayContaining(['/things']) });
    expect(answer.text).toContain('GET /thing');
    expect(answer.text).not.toContain('secret');
  });

  test('names no path where none looks like it', async () => {
    const answer = await ask(mockThings(), { target: '/something/entirely/different/from/all/of/them' });
    expect(answer.body).toMatchObject({ status: 404, near: [] });
  });
});

describe('a method that the path lacks', () => {
  test.each([
    ['/things', 'GET, HEAD, POST, OPTIONS'],
    ['/things/7', 'GET, HEAD, DELETE, OPTIONS'],
    ['/echo', 'PUT, OPTIONS'],
  ])('on %s is a 405 that allows %s', async (target, allow) => {
    const answer = await ask(mockThings(), { method: 'PATCH', target });
    expect(answer.status).toBe(405);
    const allowed = String(answer.headers['allow']).split(', ').toSorted();
    expect(allowed).toEqual(allow.split(', ').toSorted());
  });

  test('is told apart from OPTIONS, which says what there is to everybody', async () => {
    const answer = await ask(mockThings({ auth: true, fixtures }), {
      method: 'OPTIONS',
      target: '/things/7',
    });
    expect(answer.status).toBe(204);
    expect(String(answer.headers['allow']).split(', ').toSorted()).toEqual([
      'DELETE',
      'GET',
      'HEAD',
      'OPTIONS',
    ]);
    expect(answer.text).toBe('');
  });

  test('on a literal path allows those of the template that it gives way to', async () => {
    const responses = { '204': { description: 'Done.' } };
    const id = [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }];
    const document = thingsWithPaths({
      '/a/{id}': { parameters: id, get: { responses } },
      '/a/b': { post: { responses } },
    });
    const app = mockThings({ document });
    const answer = await ask(app, { method: 'PUT', target: '/a/b' });
    expect(String(answer.headers['allow']).split(', ').toSorted()).toEqual([
      'GET',
      'HEAD',
      'OPTIONS',
      'POST',
    ]);
    expect((await ask(app, { method: 'GET', target: '/a/b' })).status).toBe(204);
  });
});

describe('what cannot be read', () => {
  test.each([
    ['malformed JSON', 400, { method: 'POST', target: '/things', headers: json, body: '{"name": ' }],
    ['a body of white space', 400, { method: 'POST', target: '/things', headers: json, body: '  ' }],
    ['no body', 400, { method: 'POST', target: '/things', headers: json }],
    [
      'a body that is no UTF-8',
      400,
      { method: 'POST', target: '/things', headers: json, body: Uint8Array.of(34, 255, 34) },
    ],
    [
      'another content type',
      415,
      { method: 'POST', target: '/things', headers: { 'content-type': 'text/plain' }, body: 'x' },
    ],
    [
      'a content type that is none',
      415,
      { method: 'POST', target: '/things', headers: { 'content-type': 'json' }, body: '{}' },
    ],
    ['broken percent-encoding in the query', 400, { target: '/things?limit=%zz' }],
    ['half a character in the query', 400, { target: '/things?limit=%E2%82' }],
    ['broken percent-encoding in the path', 400, { target: '/things/%zz' }],
    ['half a character in the path', 400, { method: 'DELETE', target: '/things/%C3' }],
    ['a parameter given twice', 400, { target: '/things?limit=1&limit=2' }],
    ['a parameter of the wrong type', 400, { target: '/things?limit=many' }],
    ['a value out of bounds', 400, { target: '/things?limit=0' }],
  ])('%s is refused with %i, and nothing changes', async (_, status, request) => {
    const app = mockThings({ fixtures: { things: [{ id: 'a', name: 'A' }] } });
    const answer = await ask(app, request);
    expect(answer.status).toBe(status);
    expect(member(answer.body, 'status')).toBe(status);
    expect((await ask(app, { target: '/things' })).body).toEqual([{ id: 'a', name: 'A' }]);
  });

  test('is told as a problem with the place and the rule', async () => {
    const answer = await ask(mockThings(), { target: '/things?limit=0' });
    expect(answer.headers['content-type']).toBe('application/problem+json');
    expect(answer.body).toMatchObject({
      status: 400,
      detail: expect.stringContaining('limit'),
      violations: [{ where: 'query', pointer: '/limit', keyword: 'minimum' }],
    });
  });

  test('may come twice where a list is meant', async () => {
    expect((await ask(mockThings(), { target: '/things?tag=a&tag=b' })).status).toBe(200);
  });
});

describe('the body limit', () => {
  const bodyOf = (length: number) => `{"name":"${'x'.repeat(length - 11)}"}`;

  test('lets a body of exactly its size through, and refuses one byte more', async () => {
    const app = mockThings({ bodyLimit: 100 });
    const send = (body: string) => ask(app, { method: 'POST', target: '/things', headers: json, body });
    expect((await send(bodyOf(100))).status).toBe(201);
    expect((await send(bodyOf(101))).status).toBe(413);
    expect(items((await ask(app, { target: '/things' })).body)).toHaveLength(1);
  });

  test('is one mebibyte unless it is set', async () => {
    const app = mockThings();
    const send = (body: string) => ask(app, { method: 'POST', target: '/things', headers: json, body });
    expect((await send(bodyOf(1_048_576))).status).toBe(201);
    expect((await send(bodyOf(1_048_577))).status).toBe(413);
  });

  test('counts bytes, not characters', async () => {
    const app = mockThings({ bodyLimit: 20 });
    const body = '{"name":"ääääääää"}';
    expect(body.length).toBeLessThan(20);
    expect((await ask(app, { method: 'POST', target: '/things', headers: json, body })).status).toBe(413);
  });
});

describe('an empty-looking body', () => {
  test.each(['false', '0', '""', 'null', '{}', '[]'])('of %s is a body', async (body) => {
    const answer = await ask(mockThings(), { method: 'PUT', target: '/echo', headers: json, body });
    expect(answer.status).toBe(200);
    expect(answer.text).toBe(body);
  });

  test.each([false, 0, null])('of the value %j is sent as JSON', async (body) => {
    const answer = await ask(mockThings(), { method: 'PUT', target: '/echo', body });
    expect(answer.text).toBe(JSON.stringify(body));
  });
});

describe('query parameters that the description does not name', () => {
  test.each(['other=1', 'other', 'limit%5Ba%5D=1', 'LIMIT=x', '__proto__=1', '%zz=1'])(
    'are ignored: %s',
    async (query) => {
      expect((await ask(mockThings(), { target: `/things?${query}` })).status).toBe(200);
    },
  );

  test('are refused where the query is strict, by name', async () => {
    const answer = await ask(mockThings({ strictQuery: true }), { target: '/things?limit=1&other=1' });
    expect(answer.status).toBe(400);
    expect(answer.text).toContain('other');
  });

  test.each(['limit=1', 'tag=a&tag=b', '%6Cimit=1', ''])('are not those it does name: %s', async (query) => {
    expect((await ask(mockThings({ strictQuery: true }), { target: `/things?${query}` })).status).toBe(200);
  });

  test('do not include the properties of an object that is spread over the query', async () => {
    const schema = { type: 'object', properties: { from: { type: 'integer' } }, additionalProperties: false };
    const parameters = [{ name: 'range', in: 'query', schema }];
    const responses = { '204': { description: 'Done.' } };
    const document = thingsWithPaths({ '/spread': { get: { parameters, responses } } });
    const app = mockThings({ document, strictQuery: true });
    expect((await ask(app, { target: '/spread?from=1' })).status).toBe(204);
    expect((await ask(app, { target: '/spread?until=1' })).status).toBe(400);
  });
});

describe('a refusal', () => {
  const shape = (properties: object) => ({ type: 'object', required: Object.keys(properties), properties });
  const documentWith = (responses: object) =>
    thingsWithPaths({
      '/a': {
        get: {
          parameters: [{ name: 'n', in: 'query', schema: { type: 'integer' } }],
          responses: { '204': { description: 'Done.' }, ...responses },
        },
      },
    });
  const content = (schema: object, example?: unknown) => ({
    description: 'No.',
    content: { 'application/json': { schema, ...(example !== undefined && { example }) } },
  });

  test('has the shape that is documented for its status, with the real reason', async () => {
    const schema = shape({ code: { type: 'integer' }, message: { type: 'string' } });
    const document = documentWith({ '400': content(schema, { code: 17, message: 'An example' }) });
    const answer = await ask(mockThings({ document }), { target: '/a?n=x' });
    expect(answer.headers['content-type']).toBe('application/json');
    expect(answer.body).toEqual({ code: 17, message: expect.stringContaining('must be integer') });
  });

  test('borrows the shape of the nearest documented 4xx', async () => {
    const document = documentWith({
      '404': content(shape({ error: { type: 'string' } })),
      '500': content(shape({ other: { type: 'string' } })),
    });
    const answer = await ask(mockThings({ document }), { target: '/a?n=x' });
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual({ error: expect.stringContaining('must be integer') });
  });

  test('is 422 where the description documents that and no 400', async () => {
    const document = documentWith({ '422': content(shape({ detail: { type: 'string' } })) });
    expect((await ask(mockThings({ document }), { target: '/a?n=x' })).status).toBe(422);
  });

  test('is worded by the behaviours, but only in the shape that is documented', async () => {
    const document = documentWith({ '400': content(shape({ error: { type: 'string' } })) });
    const worded = mockThings({ document, behaviours: { refuse: () => ({ error: 'No.' }) } });
    expect((await ask(worded, { target: '/a?n=x' })).body).toEqual({ error: 'No.' });
    const misworded = mockThings({ document, behaviours: { refuse: () => ({ error: 5 }) } });
    expect((await ask(misworded, { target: '/a?n=x' })).body).toEqual({ error: expect.any(String) });
  });
});
