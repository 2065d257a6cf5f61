import { describe, expect, test } from '@jest/globals';
import type { RequestLike } from '../../../src/mock/server/request-like.ts';
import { ask } from '../ask.ts';
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
