import { describe, expect, test } from '@jest/globals';
import { askWith } from '../ask-description.ts';

const json = (schema: object, examples: object = {}) => ({ 'application/json': { schema, examples } });
const any = { type: 'object' };

const PATHS = {
  '/pay': {
    post: {
      requestBody: {
        content: json(any, { approved: { value: { card: '4242' } }, declined: { value: { card: '4000' } } }),
      },
      responses: {
        200: { description: 'ok', content: json(any, { approved: { value: { ok: true } } }) },
        402: { description: 'no', content: json(any, { declined: { value: { why: 'no money' } } }) },
      },
    },
  },
  '/rooms/{id}': {
    get: {
      parameters: [
        {
          name: 'id',
          in: 'path',
          required: true,
          schema: { type: 'integer' },
          examples: { small: { value: 1 }, large: { value: 2 }, gone: { value: 9 } },
        },
        { name: 'lang', in: 'query', schema: { type: 'string' }, examples: { small: { value: 'de' } } },
      ],
      responses: {
        200: {
          description: 'ok',
          content: json(any, { small: { value: { size: 's' } }, large: { value: { size: 'l' } } }),
        },
        404: { description: 'none', content: json(any, { gone: { value: { why: 'gone' } } }) },
      },
    },
  },
  '/lone': {
    get: {
      parameters: [{ name: 'q', in: 'query', schema: { type: 'string' }, example: 'x' }],
      responses: {
        200: { description: 'ok', content: { 'application/json': { schema: any } } },
        404: { description: 'none', content: { 'application/json': { schema: any, example: { why: 'x' } } } },
      },
    },
  },
};

describe('a request that sends a documented example', () => {
  test.each([
    ['POST', '/pay', { card: '4242' }, 200, { ok: true }],
    ['POST', '/pay', { card: '4000' }, 402, { why: 'no money' }],
    ['POST', '/pay', { card: 'other' }, 200, { ok: true }],
    ['GET', '/rooms/1?lang=de', undefined, 200, { size: 's' }],
    ['GET', '/rooms/2', undefined, 200, { size: 'l' }],
    ['GET', '/rooms/2?lang=de', undefined, 200, { size: 'l' }],
    ['GET', '/rooms/9', undefined, 404, { why: 'gone' }],
  ])(
    'gets the response example of the same name, in its status: %s %s %j',
    async (method, path, body, status, answer) => {
      const { ask } = askWith(PATHS, { memory: 'off' });
      const response = await ask(method, path, { body });
      expect(response).toMatchObject({ status, body: answer });
    },
  );

  test('gets the one that it prefers, whatever it sends', async () => {
    const { ask } = askWith(PATHS);
    const headers = { prefer: 'code=200' };
    expect(await ask('POST', '/pay', { body: { card: '4000' }, headers })).toMatchObject({ status: 200 });
  });

  test('gets an ordinary response where the examples have no names', async () => {
    const { ask } = askWith(PATHS);
    expect(await ask('GET', '/lone?q=x')).toMatchObject({ status: 200 });
  });
});
