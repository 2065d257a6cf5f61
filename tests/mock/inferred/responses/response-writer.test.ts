import { describe, expect, test } from '@jest/globals';
import { readBody } from '../../../../src/http/message.ts';
import { answers, listOf, NOTHING, pathParameter, ref } from '../../../description/described.ts';
import { bodyOf, clientOf, mockPaths, pluck } from '../described.ts';

/** One path that answers with this. */
function client(responses: object, options = {}) {
  return clientOf(mockPaths({ '/a': { get: { responses } } }, options));
}

const content = (byRange: object, extra: object = {}) => ({
  '200': { description: '', content: byRange, ...extra },
});
const Point = { type: 'object', required: ['x'], properties: { x: { type: 'integer' } } };

describe('the media type', () => {
  const both = content({
    'application/json': { example: { n: 1 } },
    'application/xml': {
      schema: { type: 'object', xml: { name: 'a' }, properties: { n: { type: 'integer' } } },
      example: { n: 1 },
    },
    'application/vnd.acme.v2+json': { example: { version: 2 } },
    'text/csv': { schema: { type: 'string' }, example: 'n\n1' },
  });

  test.each([
    [undefined, 'application/json'],
    ['', 'application/json'],
    ['*/*', 'application/json'],
    ['application/xml', 'application/xml'],
    ['APPLICATION/XML', 'application/xml'],
    ['application/*', 'application/json'],
    ['text/*', 'text/csv'],
    ['application/xml;q=0.5, application/json;q=0.4', 'application/xml'],
    ['application/xml;q=0.4, application/json;q=0.5', 'application/json'],
    ['text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8', 'application/xml'],
    ['application/json;q=0, */*', 'application/xml'],
    ['application/vnd.acme.v2+json', 'application/vnd.acme.v2+json'],
    ['*/*;q=0.1, application/vnd.acme.v2+json', 'application/vnd.acme.v2+json'],
    ['application/json; charset=utf-8', 'application/json'],
    ['nonsense, application/xml', 'application/xml'],
  ])('for Accept: %s is %s', async (accept, expected) => {
    const answer = await client(both).get('/a', accept === undefined ? {} : { accept });
    expect([answer.status, answer.headers['content-type']]).toEqual([200, expected]);
  });

  test.each(['text/html', 'application/json;q=0', 'application/vnd.acme.v3+json', 'image/*'])(
    'that is wanted but not offered is refused, with all that is: %s',
    async (accept) => {
      const only = content({ 'application/json': { schema: Point } });
      const answer = await client(only).get('/a', { accept });
      expect(answer.status).toBe(406);
      expect(answer.text).toContain('application/json');
    },
  );

  test('of an error is not negotiated: a client that accepts only XML still gets the reason', async () => {
    const paths = {
      '/a': {
        get: { parameters: [{ name: 'n', in: 'query', schema: { type: 'integer' } }], responses: both },
      },
    };
    const answer = await clientOf(mockPaths(paths)).get('/a?n=x', { accept: 'application/xml' });
    expect(answer.status).toBe(400);
  });
});

describe('the response', () => {
  test.each([
    [{ '404': NOTHING, '202': answers(Point), '201': answers(Point) }, 201],
    [{ default: answers(Point), '2XX': answers(Point) }, 200],
    [{ default: answers(Point) }, 200],
    [{ '3XX': NOTHING, '204': NOTHING }, 204],
    [{ '302': NOTHING }, 302],
    [{ '500': answers(Point) }, 500],
  ])('is the lowest success, else the default: %j', async (responses, status) => {
    expect((await client(responses).get('/a')).status).toBe(status);
  });

  test('has the documented header fields, examples before generated ones', async () => {
    const headers = {
      'X-Rate-Limit': { schema: { type: 'integer', minimum: 10, maximum: 20 } },
      'X-Request-Id': { required: true, schema: { type: 'string', format: 'uuid' } },
      'X-Plan': { schema: { type: 'string' }, example: 'gold' },
      'X-List': { schema: listOf({ type: 'integer' }), example: [1, 2] },
      ETag: { schema: { type: 'string' } },
    };
    const { get } = client(content({ 'application/json': { schema: Point } }, { headers }));
    const first = await get('/a');
    expect(first.headers).toMatchObject({
      'x-rate-limit': expect.stringMatching(/^1\d$|^20$/),
      'x-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
      'x-plan': 'gold',
      'x-list': '1,2',
      etag: expect.stringMatching(/^(W\/)?"[^"]+"$/),
    });
    expect((await get('/a')).headers).toEqual(first.headers);
  });
});

describe('a generated body', () => {
  const Person = {
    type: 'object',
    required: [
      'id',
      'email',
      'firstName',
      'city',
      'website',
      'created_at',
      'age',
      'avatarUrl',
      'nick',
      'iban',
    ],
    properties: {
      id: { type: 'integer' },
      email: { type: 'string' },
      firstName: { type: 'string' },
      city: { type: 'string' },
      website: { type: 'string' },
      created_at: { type: 'string' },
      age: { type: 'integer' },
      avatarUrl: { type: 'string' },
      nick: { type: 'string', 'x-faker': 'animal.cat' },
      iban: { type: 'string', 'x-faker': '{{finance.iban}}' },
    },
  };

  test('is plausible by the names of its members, and follows x-faker', async () => {
    const person = bodyOf(await client({ '200': answers(Person) }).get('/a'));
    expect(person['email']).toMatch(/^\S+@example\.com$/);
    expect(person['website']).toMatch(/^https:\/\//);
    expect(person['avatarUrl']).toMatch(/^https:\/\//);
    expect(new Date(String(person['created_at'])).getTime()).not.toBeNaN();
    expect(Number(person['age'])).toBeLessThan(120);
    expect(person['iban']).toMatch(/^[A-Z]{2}\d/);
  });

  test('is the same for the same request, and different for another', async () => {
    const { get } = client({ '200': answers(Person) });
    const first = await get('/a?x=1');
    expect((await get('/a?x=1')).text).toBe(first.text);
    expect((await get('/a?x=2')).text).not.toBe(first.text);
    expect((await get('/a?x=1', { prefer: 'seed=2' })).text).not.toBe(first.text);
    expect((await client({ '200': answers(Person) }, { seed: 9 }).get('/a?x=1')).text).not.toBe(first.text);
  });

  test('has as many items as a list may have, with unique identifiers', async () => {
    const { get } = client({ '200': answers({ ...listOf(Person), minItems: 30 }) });
    const ids = pluck((await get('/a')).body, 'id');
    expect(ids).toHaveLength(30);
    expect(new Set(ids).size).toBe(30);
  });

  test.each(['_id', 'uuid', 'userId', 'key'])(
    'has different values of %s in a list, even of few',
    async (name) => {
      const Item = {
        type: 'object',
        required: [name, 'n'],
        properties: { [name]: { type: 'integer', minimum: 1, maximum: 12 }, n: { type: 'integer' } },
      };
      const { get } = client({ '200': answers({ ...listOf(Item), minItems: name === 'userId' ? 2 : 12 }) });
      const ids = pluck((await get('/a')).body, name);
      if (name !== 'userId') expect(new Set(ids).size).toBe(12);
    },
  );

  test('repeats values of the path, also in an envelope and in another spelling', async () => {
    const Report = {
      type: 'object',
      required: ['reportId', 'title'],
      properties: { reportId: { type: 'integer' }, title: { type: 'string' } },
    };
    const paths = (schema: object, name: string) => ({
      [`/reports/{${name}}/summary`]: {
        get: {
          parameters: [pathParameter(name, { type: 'integer' })],
          responses: { '200': answers(schema) },
        },
      },
    });
    const wrapped = { type: 'object', required: ['data'], properties: { data: Report } };
    expect(
      (await clientOf(mockPaths(paths(Report, 'reportId'))).get('/reports/77/summary')).body,
    ).toMatchObject({ reportId: 77 });
    expect(
      (await clientOf(mockPaths(paths(wrapped, 'reportId'))).get('/reports/77/summary')).body,
    ).toMatchObject({ data: { reportId: 77 } });
    expect(
      (await clientOf(mockPaths(paths(Report, 'report_id'))).get('/reports/77/summary')).body,
    ).toMatchObject({ reportId: 77 });
  });

  test('of a recursive schema is finite', async () => {
    const Node = {
      type: 'object',
      required: ['name'],
      properties: { name: { type: 'string' }, children: listOf(ref('Node')), parent: ref('Node') },
    };
    const answer = await client({ '200': answers(ref('Node')) }, { schemas: { Node } }).get('/a');
    expect(answer.status).toBe(200);
    expect(answer.text.length).toBeLessThan(50_000);
  });

  test.each([
    ['nothing fits', { type: 'string', minLength: 5, maxLength: 2 }],
    ['it requires itself', ref('Loop')],
  ])('for a schema that no value fits is the nearest value, and says so: %s', async (_, schema) => {
    const Loop = { type: 'object', required: ['self'], properties: { self: ref('Loop') } };
    const answer = await client({ '200': answers(schema) }, { schemas: { Loop } }).get('/a');
    expect(answer.status).toBe(200);
    expect(answer.headers['x-stuntdouble-note']).toMatch(/no value was found that fits/);
  });

  test('for a schema that nothing may be is a 501 that says so', async () => {
    const answer = await client({ '200': answers(false as unknown as object) }).get('/a');
    expect(answer.status).toBe(501);
    expect(answer.headers['content-type']).toBe('application/problem+json');
    expect(answer.text).toMatch(/GET \/a.*no value was found that fits/);
  });

  test('has no writeOnly members', async () => {
    const User = {
      type: 'object',
      required: ['name', 'password'],
      properties: { name: { type: 'string' }, password: { type: 'string', writeOnly: true } },
    };
    expect(Object.keys(bodyOf(await client({ '200': answers(User) }).get('/a')))).toEqual(['name']);
  });
});

describe('an example that breaks its schema', () => {
  const wrong = content({
    'application/json': { schema: Point, examples: { bad: { value: { x: 'one' } } } },
  });

  test('is replaced, and the response says so', async () => {
    const answer = await client(wrong).get('/a');
    expect([answer.status, answer.body]).toEqual([200, { x: expect.any(Number) }]);
    expect(answer.headers['x-stuntdouble-note']).toMatch(/bad.*\/x/);
  });

  test('is replaced by another one that fits', async () => {
    const two = content({
      'application/json': { schema: Point, examples: { bad: { value: {} }, good: { value: { x: 7 } } } },
    });
    const answer = await client(two).get('/a');
    expect(answer.body).toEqual({ x: 7 });
    expect(answer.headers['x-stuntdouble-note']).toBeUndefined();
  });

  test('is sent unchanged on request', async () => {
    const answer = await client(wrong, { examplesAsIs: true }).get('/a');
    expect([answer.status, answer.body]).toEqual([200, { x: 'one' }]);
  });
});

describe('a body that is not JSON', () => {
  test('is an image for an image type', async () => {
    for (const [range, start] of [
      ['image/png', [0x89, 0x50, 0x4e, 0x47]],
      ['image/gif', [0x47, 0x49, 0x46]],
      ['image/jpeg', [0xff, 0xd8, 0xff]],
      ['application/pdf', [0x25, 0x50, 0x44, 0x46]],
    ] as const) {
      const app = mockPaths({ '/a': { get: { responses: content({ [range]: {} }) } } });
      const response = await app.handle({ target: '/a' });
      expect([response.status, response.headers['content-type']]).toEqual([200, range]);
      const bytes = await readBody(response);
      expect(Array.from(bytes.slice(0, start.length))).toEqual([...start]);
    }
  });

  test.each([
    ['application/octet-stream', { type: 'string', format: 'binary' }],
    ['application/octet-stream', undefined],
    ['application/zip', {}],
    ['audio/mpeg', { type: 'string', contentMediaType: 'audio/mpeg' }],
  ])('is bytes for %s', async (range, schema) => {
    const { get } = client(content({ [range]: schema === undefined ? {} : { schema } }));
    const answer = await get('/a');
    expect([answer.status, answer.headers['content-type']]).toEqual([200, range]);
    expect(answer.text.length).toBeGreaterThan(0);
  });

  test.each([
    ['text/plain', { type: 'string' }, /^\S/],
    ['text/plain', { type: 'integer', minimum: 3, maximum: 4 }, /^[34]$/],
    ['text/plain', undefined, /^\S/],
    ['text/html', { type: 'string' }, /^<!doctype html>/i],
    ['text/csv', { type: 'string' }, /^[^\n]+,[^\n]+\n/],
    ['application/x-www-form-urlencoded', Point, /^x=\d+$/],
    ['application/xml', { ...Point, xml: { name: 'point' } }, /<point><x>\d+<\/x><\/point>/],
  ])('is written as %s with the schema %j', async (range, schema, expected) => {
    const { get } = client(content({ [range]: schema === undefined ? {} : { schema } }));
    const answer = await get('/a');
    expect([answer.status, answer.headers['content-type']]).toEqual([200, range]);
    expect(answer.text).toMatch(expected);
  });

  test.each([
    [
      'of items described by itemSchema',
      {
        itemSchema: {
          type: 'object',
          required: ['data'],
          properties: { event: { const: 'tick' }, data: { type: 'string' }, id: { type: 'string' } },
        },
      },
      /^event: tick\ndata: /,
    ],
    ['described as a text', { schema: { type: 'string' } }, /^(event: .*\n)?data: /],
    [
      'with an example',
      { schema: { type: 'string' }, example: 'data: one\n\ndata: two\n\n' },
      /^data: one\n\ndata: two\n\n$/,
    ],
    ['of which nothing is said', {}, /^data: /],
    [
      'whose data is JSON',
      {
        itemSchema: {
          type: 'object',
          required: ['data'],
          properties: {
            data: { type: 'string', contentMediaType: 'application/json', contentSchema: Point },
          },
        },
      },
      /^data: \{"x":\d+\}\n/,
    ],
  ])('is a stream of events %s', async (_, media, expected) => {
    const answer = await client(content({ 'text/event-stream': media })).get('/a');
    expect([answer.status, answer.headers['content-type']]).toEqual([200, 'text/event-stream']);
    expect(answer.text).toMatch(expected);
    expect(answer.text).toMatch(/\n\n$/);
  });

  test.each([
    ['application/jsonl', { itemSchema: Point }],
    ['application/x-ndjson', { schema: Point }],
    ['application/x-ndjson', { schema: listOf(Point) }],
    ['application/json-seq', { itemSchema: Point }],
  ])('is a line for each item: %s %j', async (range, media) => {
    const answer = await client(content({ [range]: media })).get('/a');
    expect([answer.status, answer.headers['content-type']]).toEqual([200, range]);
    const lines = answer.text.split('\n').filter((line) => line !== '');
    expect(lines.length).toBeGreaterThan(1);
    for (const line of lines)
      expect(JSON.parse(line.replace('\u001E', ''))).toEqual({ x: expect.any(Number) });
  });
});
