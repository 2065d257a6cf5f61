import { describe, expect, test } from '@jest/globals';
import { createMock } from '../../../src/create-mock.ts';
import { loadDescriptionSync } from '../../../src/bundled/load-description.ts';
import { answers, pathParameter, takes } from '../../description/described.ts';
import { clientOf, mockPaths } from '../inferred/described.ts';
import { serveMock } from '../server/serve-mock.ts';

/** The header fields of a response that documents these headers. */
async function headersOf(headers: object) {
  const paths = { '/a': { get: { responses: { '200': answers({ type: 'object' }, { headers }) } } } };
  const answer = await clientOf(mockPaths(paths)).get('/a');
  expect([answer.status, answer.text]).toEqual([200, '{}']);
  return answer.headers;
}

describe('documented header fields', () => {
  const list = { type: 'array', items: { type: 'string' } };

  test.each([
    ['a text', { schema: { type: 'string' }, example: 'one' }, 'one'],
    ['a number', { schema: { type: 'integer', examples: [7] } }, '7'],
    ['a number, shown as a text', { schema: { type: 'integer' }, example: '7' }, '7'],
    ['a list', { schema: list, example: ['a', 'b'] }, 'a,b'],
    ['a list, shown as it is sent', { schema: list, example: 'a, b' }, 'a, b'],
    ['an object', { explode: true, schema: { type: 'object' }, example: { a: 1, b: 'x' } }, 'a=1,b=x'],
    ['JSON', { content: { 'application/json': { schema: list, example: ['a'] } } }, '["a"]'],
    [
      'JSON, by a named example',
      { content: { 'application/json': { schema: {}, examples: { one: { value: { a: 1 } } } } } },
      '{"a":1}',
    ],
    ['text content', { content: { 'text/plain': { schema: { type: 'string' }, example: 'a, b' } } }, 'a, b'],
    ['a written example', { schema: list, examples: { one: { serializedValue: 'a,b' } } }, 'a,b'],
    [
      'an example that fits beside one that does not',
      { schema: { enum: ['b'] }, examples: { one: { value: 'a' }, two: { value: 'b' } } },
      'b',
    ],
    ['no example', { schema: { type: 'integer', minimum: 3, maximum: 3 } }, '3'],
  ])('of %s arrive as documented', async (_, header, text) => {
    expect((await headersOf({ 'X-Any': header }))['x-any']).toBe(text);
  });

  test.each([
    ['Age', /^\d+$/],
    ['Allow', /^[A-Z]+(?:, [A-Z]+)*$/],
    ['Accept-Ranges', /^none$/],
    ['Pragma', /^no-cache$/],
    ['Strict-Transport-Security', /^max-age=\d+$/],
    ['Sunset', / GMT$/],
    ['Vary', /^[\w-]+$/],
    ['X-Content-Type-Options', /^nosniff$/],
  ])('have the form that a standard gives them, where the schema says text alone: %s', async (name, form) => {
    const headers = await headersOf({ [name]: { schema: { type: 'string' } } });
    expect(headers[name.toLowerCase()]).toMatch(form);
  });

  test('tell of ranges where a part is documented', async () => {
    const whole = answers(
      { type: 'object' },
      { headers: { 'Accept-Ranges': { schema: { type: 'string' } } } },
    );
    const paths = { '/a': { get: { responses: { '200': whole, '206': answers({ type: 'object' }) } } } };
    expect((await clientOf(mockPaths(paths)).get('/a')).headers['accept-ranges']).toBe('bytes');
  });

  test.each([
    ['a list', { 'Set-Cookie': { schema: list, example: ['a=1; Path=/', 'b=2'] } }],
    ['one name in two cases', { 'Set-Cookie': { example: 'a=1; Path=/' }, 'set-cookie': { example: 'b=2' } }],
    [
      'two names, one behind a control character',
      { 'Set-Cookie': { example: 'a=1; Path=/' }, '\0Set-Cookie': { example: 'b=2' } },
    ],
    [
      'the lines of a text',
      { 'Set-Cookie': { schema: { type: 'string', pattern: '^a.*\nb' }, example: 'a=1; Path=/\nb=2' } },
    ],
    [
      'an object',
      { 'Set-Cookie': { schema: { type: 'object', required: ['b'] }, example: { a: '1; Path=/', b: '2' } } },
    ],
  ])('of several cookies are a line each: %s', async (_, headers) => {
    expect((await headersOf(headers))['set-cookie']).toEqual(['a=1; Path=/', 'b=2']);
  });

  test('have the example of the name that the client prefers', async () => {
    const named = (one: unknown, two: unknown) => ({
      examples: { one: { value: one }, two: { value: two } },
    });
    const content = { 'application/json': named({ a: 1 }, { a: 2 }) };
    const response = { description: 'A.', headers: { 'X-Any': named('first', 'second') }, content };
    const client = clientOf(mockPaths({ '/a': { get: { responses: { '200': response } } } }));
    const answer = await client.get('/a', { prefer: 'example=two' });
    expect([answer.text, answer.headers['x-any']]).toEqual(['{"a":2}', 'second']);
    expect((await client.get('/a')).headers['x-any']).toBe('first');
  });

  test.each([
    ['Transfer-Encoding', 'chunked'],
    ['Content-Encoding', 'gzip'],
    ['Content-Length', '5'],
    ['Content-Type', 'text/plain'],
    ['Connection', 'close, X-Other'],
    ['Keep-Alive', 'timeout=5'],
    ['Trailer', 'X-Sum'],
    ['Upgrade', 'h2c'],
    ['TE', 'trailers'],
    ['X Not A Name', 'x'],
  ])('that only the sender can know are not taken from there: %s', async (name, example) => {
    const headers = await headersOf({ [name]: { required: true, schema: { type: 'string' }, example } });
    expect(Object.keys(headers)).not.toContain(name === 'Content-Type' ? '' : name.toLowerCase());
    expect(headers['content-type']).toBe('application/json');
  });

  test('leave a message that clients can read', async () => {
    const wire = {
      'Transfer-Encoding': 'chunked',
      'Content-Encoding': 'gzip',
      Trailer: 'X-Sum',
      Upgrade: 'h2c',
    };
    const headers = Object.fromEntries(
      Object.entries(wire).map(([name, example]) => [name, { schema: { type: 'string' }, example }]),
    );
    const app = mockPaths({
      '/a': { get: { responses: { '200': answers({ type: 'object' }, { headers }) } } },
    });
    const { url } = await serveMock(app);
    const response = await fetch(`${url}/a`);
    expect([response.status, await response.json()]).toEqual([200, {}]);
  });
});

describe('the Location of a created item', () => {
  const item = { type: 'object', properties: { id: { type: 'string' }, name: { type: 'string' } } };

  /** The `Location` that a create answers, whose header has this schema. */
  async function locationOf(schema: object, headers: Readonly<Record<string, string>> = {}) {
    const created = answers(item, { headers: { Location: { required: true, schema } } });
    const description = loadDescriptionSync({
      openapi: '3.0.3',
      info: { title: 'T', version: '1' },
      servers: [{ url: 'https://api.example.com/v1' }],
      paths: {
        '/lists': { post: { requestBody: takes(item), responses: { '201': created } } },
        '/lists/{id}': { parameters: [pathParameter('id')], get: { responses: { '200': answers(item) } } },
      },
    });
    const client = clientOf(createMock({ descriptions: description }));
    const answer = await client.post('/v1/lists', { id: 'a b', name: 'x' }, headers);
    expect(answer.status).toBe(201);
    const location = String(answer.headers['location']);
    if (/^(https?:\/\/127|\/)/.test(location)) {
      const read = await client.get(location.replace(/^https?:\/\/[^/]*/, ''));
      expect([read.status, read.body]).toMatchObject([200, { name: 'x' }]);
    }
    return location;
  }

  test.each([
    ['a text', { type: 'string' }, '/v1/lists/a%20b'],
    ['a URI reference', { type: 'string', format: 'uri-reference' }, '/v1/lists/a%20b'],
    ['a URI', { type: 'string', format: 'uri' }, 'http://127.0.0.1:3000/v1/lists/a%20b'],
    [
      'a URI of the server',
      { pattern: '^https://api\\.example\\.com/' },
      'https://api.example.com/v1/lists/a%20b',
    ],
    ['an identifier', { pattern: '^[a-z ]*$' }, 'a b'],
    ['something else', { enum: ['nowhere'] }, 'nowhere'],
  ])('is %s where its schema says so', async (_, schema, location) => {
    expect(await locationOf(schema, { host: '127.0.0.1:3000' })).toBe(location);
  });

  test('is a URL of the description for a client that names no host', async () => {
    const uri = { type: 'string', format: 'uri' };
    expect(await locationOf(uri)).toBe('https://api.example.com/v1/lists/a%20b');
  });
});
