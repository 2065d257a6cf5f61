import { describe, expect, test } from '@jest/globals';
import { askWith } from '../ask-description.ts';
import type { ExchangeEvent } from '../../../src/mock/control/exchange-event.ts';
import { json } from '../../description/described.ts';

const Thing = {
  type: 'object',
  required: ['name'],
  properties: { id: { type: 'integer' }, name: { type: 'string' } },
};
const PATHS = {
  '/things': {
    get: { responses: { 200: { description: 'ok', content: json({ type: 'array', items: Thing }) } } },
    post: {
      requestBody: { required: true, content: json(Thing) },
      responses: { 201: { description: 'made', content: json(Thing) }, 400: { description: 'wrong' } },
    },
  },
  '/things/{id}': {
    parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }],
    get: { responses: { 200: { description: 'ok', content: json(Thing) } } },
  },
};

describe('a lenient mock', () => {
  test('answers an invalid request, and tells what is wrong in a header field and to the observer', async () => {
    const seen: ExchangeEvent[] = [];
    const { ask } = askWith(PATHS, { lenient: true, observer: (event) => seen.push(event) });
    const { status, headers } = await ask('POST', '/things', { body: { name: 7 } });
    expect(status).toBe(201);
    const told: unknown = JSON.parse(String(headers['x-stuntdouble-violations']));
    expect(told).toEqual([
      { where: 'body', pointer: '/name', sentence: expect.stringContaining('must be string') },
    ]);
    expect(seen[0]?.reason).toMatch(/answered although .*must be string/);
    expect(seen[0]?.violations).toHaveLength(1);
  });

  test('changes nothing then', async () => {
    const { ask } = askWith(PATHS, { lenient: true });
    const before = await ask('GET', '/things');
    await ask('POST', '/things', { body: { name: 7 } });
    expect((await ask('GET', '/things')).body).toEqual(before.body);
  });

  test.each<[string, object]>([
    ['malformed JSON', { body: '{"name":', headers: { 'content-type': 'application/json' } }],
    ['another media type', { body: 'name', headers: { 'content-type': 'text/plain' } }],
    ['no body', {}],
  ])('answers %s too', async (_, sent) => {
    const { ask } = askWith(PATHS, { lenient: true });
    const { status, headers } = await ask('POST', '/things', sent);
    expect(status).toBe(201);
    expect(headers['x-stuntdouble-violations']).toBeDefined();
  });

  test('writes names in other scripts in ASCII', async () => {
    const { ask } = askWith(PATHS, { lenient: true });
    const { headers } = await ask('POST', '/things', { body: { näme: 'x' } });
    expect(String(headers['x-stuntdouble-violations'])).toMatch(/^[\x20-\x7e]+$/);
  });

  test('says nothing about a valid request', async () => {
    const { ask } = askWith(PATHS, { lenient: true });
    const { headers } = await ask('POST', '/things', { body: { name: 'x' } });
    expect(headers['x-stuntdouble-violations']).toBeUndefined();
  });

  test('is an option: otherwise the request is refused', async () => {
    const { ask } = askWith(PATHS);
    expect(await ask('POST', '/things', { body: { name: 7 } })).toMatchObject({ status: 400 });
  });
});

describe('the number of items that a collection starts with', () => {
  test.each([0, 1, 12])('is an option: %i', async (items) => {
    const { ask } = askWith(PATHS, { items });
    const { body } = await ask('GET', '/things');
    expect(body).toHaveLength(items);
    const ids = new Set((body as { id: number }[]).map(({ id }) => id));
    expect(ids.size).toBe(items);
  });
});
