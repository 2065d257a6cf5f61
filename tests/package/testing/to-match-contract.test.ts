import { describe, expect, test } from '@jest/globals';
import { toMatchContract, type MatchResult } from '../../../src/testing/matchers/to-match-contract.ts';

const json = (schema: object) => ({ description: 'it', content: { 'application/json': { schema } } });

const documentOf = (openapi: string) => ({
  openapi,
  info: { title: 'Boats', version: '1' },
  servers: [{ url: 'https://boats.example.com/v2' }],
  paths: {
    '/boats/{id}': {
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
      get: { operationId: 'getBoat', responses: { 200: json({ type: 'object', required: ['id'] }) } },
    },
    '/boats/newest': { get: { operationId: 'newestBoat', responses: { 200: json({ type: 'string' }) } } },
  },
});

/** A response as axios gives it. */
const received = (path: string, data: unknown, method = 'get') => ({
  status: 200,
  headers: { 'content-type': 'application/json' },
  data,
  config: { method, url: `https://elsewhere.example.com${path}` },
});

const judge = (one: unknown, openapi = '3.1.0', options = {}) =>
  toMatchContract(one, documentOf(openapi), options) as MatchResult;

describe('a response', () => {
  test.each(['3.0.3', '3.1.0', '3.2.0'])('is judged by a description in OpenAPI %s', (openapi) => {
    expect(judge(received('/boats/1', { id: 1 }), openapi).pass).toBe(true);
    const bad = judge(received('/boats/1', {}), openapi);
    expect(bad.pass).toBe(false);
    expect(bad.message()).toMatch(
      /^GET \/boats\/1 \(getBoat\) was answered 200, which breaks .*\n {2}body must have required property 'id'/,
    );
  });

  test('is of the path with the fewest parameters, below the base path of a server or without one', () => {
    expect(judge(received('/boats/newest', '"Ada"')).pass).toBe(true);
    expect(judge(received('/v2/boats/newest?full=1', '"Ada"')).pass).toBe(true);
    expect(judge(received('/v3/boats/newest', '"Ada"')).message()).toContain(
      'no operation for GET /v3/boats/newest',
    );
  });

  test('is of the operation that is named', () => {
    expect(judge(received('/proxy', '"Ada"'), '3.1.0', { operation: 'newestBoat' }).pass).toBe(true);
    expect(judge(received('/x', ''), '3.1.0', { operation: 'oldestBoat' }).message()).toContain(
      'no operation oldestBoat',
    );
  });

  test('of fetch whose body has been read cannot be judged', async () => {
    const response = new Response('{}', { headers: { 'content-type': 'application/json' } });
    await response.text();
    await expect(async () => toMatchContract(response, documentOf('3.1.0'))).rejects.toThrow(
      'has been read already',
    );
  });
});
