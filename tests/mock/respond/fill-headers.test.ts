import { describe, expect, test } from '@jest/globals';
import { listen } from '../../../src/mock/server/listen.ts';
import { answers, clientOf, mockPaths } from '../inferred/described.ts';

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
    const { url, close } = await listen(app, { port: 0 });
    const response = await fetch(`${url}/a`);
    expect([response.status, await response.json()]).toEqual([200, {}]);
    await close();
  });
});
