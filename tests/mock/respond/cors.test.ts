import { describe, expect, test } from '@jest/globals';
import type { RequestLike } from '../../../src/mock/server/functions/request-like.ts';
import { ask } from '../ask.ts';
import { answers } from '../../description/described.ts';
import { clientOf, mockPaths } from '../inferred/described.ts';
import { mockThings } from '../things.ts';

describe('a page of another origin', () => {
  test.each(['/things', '/things/7', '/nowhere'])(
    'may ask beforehand about %s, without credentials',
    async (target) => {
      const answer = await ask(mockThings({ auth: true }), {
        method: 'OPTIONS',
        target,
        headers: {
          Origin: 'https://app.example',
          'Access-Control-Request-Method': 'DELETE',
          'Access-Control-Request-Headers': 'x-auth-token, x-user-id',
        },
      });
      expect(answer.status).toBe(204);
      expect(answer.text).toBe('');
      expect(answer.headers).toMatchObject({
        'access-control-allow-origin': 'https://app.example',
        'access-control-allow-methods': expect.stringContaining('DELETE'),
        'access-control-allow-headers': expect.stringContaining('x-auth-token'),
      });
    },
  );

  test.each([
    [200, { target: '/things', headers: { 'x-key': 'k' } }],
    [401, { target: '/things' }],
    [404, { target: '/nowhere' }],
    [405, { target: '/things', method: 'PATCH' }],
  ])('may read the response, including a %i', async (status, request: RequestLike) => {
    const headers = { ...request.headers, origin: 'https://app.example' };
    const answer = await ask(mockThings({ auth: true }), { ...request, headers });
    expect(answer.status).toBe(status);
    expect(answer.headers).toMatchObject({
      'access-control-allow-origin': 'https://app.example',
      vary: 'Origin',
    });
  });

  test('may read the header fields that say how to continue', async () => {
    const answer = await ask(mockThings(), {
      target: '/things',
      method: 'PATCH',
      headers: { origin: 'null' },
    });
    expect(answer.headers['access-control-allow-origin']).toBe('null');
    expect(answer.headers['access-control-expose-headers']).toEqual(expect.stringContaining('Allow'));
  });

  test('is accepted without an Origin field', async () => {
    expect((await ask(mockThings(), { target: '/things' })).headers['access-control-allow-origin']).toBe('*');
  });
});

describe('a page of another origin, with documented header fields', () => {
  const headers = {
    'X-Total-Count': { schema: { type: 'integer', enum: [3] } },
    'x-request-id': { schema: { type: 'string' } },
    ETag: { schema: { type: 'string' } },
    'Cache-Control': { schema: { type: 'string' } },
    'Set-Cookie': { schema: { type: 'string' } },
    'Access-Control-Expose-Headers': { example: 'X-Mine, *' },
    'Access-Control-Allow-Origin': { example: 'https://only.example' },
    'Access-Control-Allow-Credentials': { example: 'false' },
    Vary: { example: 'Accept' },
  };
  const paths = {
    '/a': {
      get: { responses: { '200': answers({ type: 'object' }, { headers }) } },
      options: { responses: { '200': { description: 'Its own.', headers } } },
    },
  };
  const page = { origin: 'https://app.example' };

  test('may read those that the response has, and those that it names', async () => {
    const answer = await clientOf(mockPaths(paths)).get('/a', page);
    const exposed = String(answer.headers['access-control-expose-headers']).split(', ');
    expect(exposed).toEqual(expect.arrayContaining(['Location', 'X-Total-Count', 'X-Request-Id', 'X-Mine']));
    expect(exposed).toContain('ETag');
    expect(exposed.filter((name) => /^(\*|cache-control|set-cookie|access-.*|vary)$/i.test(name))).toEqual(
      [],
    );
    expect(new Set(exposed.map((name) => name.toLowerCase())).size).toBe(exposed.length);
  });

  test('may read the response whatever they say about origins', async () => {
    const mock = mockPaths(paths);
    expect((await clientOf(mock).get('/a', page)).headers).toMatchObject({
      'access-control-allow-origin': 'https://app.example',
      'access-control-allow-credentials': 'true',
      vary: 'Accept, Origin',
    });
    expect((await clientOf(mock).get('/a')).headers).toMatchObject({
      'access-control-allow-origin': '*',
      'access-control-allow-credentials': undefined,
    });
  });

  test('gets them as documented when the mock is told so', async () => {
    const mock = mockPaths(paths, { cors: 'documented' });
    expect((await clientOf(mock).get('/a', page)).headers).toMatchObject({
      'access-control-allow-origin': 'https://only.example',
      'access-control-allow-credentials': 'false',
      'access-control-expose-headers': 'X-Mine, *',
      vary: 'Accept',
    });
    const preflight = await clientOf(mock).send('OPTIONS', '/a', undefined, {
      ...page,
      'access-control-request-method': 'GET',
    });
    expect([preflight.status, preflight.headers['access-control-allow-methods']]).toEqual([200, undefined]);
    const undescribed = await clientOf(mockPaths({ '/b': paths['/a'] }, { cors: 'documented' })).get(
      '/a',
      page,
    );
    expect(Object.keys(undescribed.headers).filter((name) => name.startsWith('access-'))).toEqual([]);
  });

  test('may ask a private address beforehand', async () => {
    const asking = { ...page, 'access-control-request-method': 'GET' };
    const client = clientOf(mockPaths(paths));
    const asked = await client.send('OPTIONS', '/a', undefined, {
      ...asking,
      'access-control-request-private-network': 'true',
    });
    expect(asked.headers['access-control-allow-private-network']).toBe('true');
    const other = await client.send('OPTIONS', '/a', undefined, asking);
    expect(other.headers['access-control-allow-private-network']).toBeUndefined();
  });
});
