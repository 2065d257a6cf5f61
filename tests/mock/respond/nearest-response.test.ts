import { describe, expect, test } from '@jest/globals';
import { askWith } from '../ask-description.ts';

const json = (schema: object, extra: object = {}) => ({ 'application/json': { schema, ...extra } });
const twice = { oneOf: [{ type: 'string' }, { type: 'string' }] };
const Thing = {
  type: 'object',
  required: ['id', 'both'],
  properties: { id: { type: 'string' }, both: twice },
};
const get = (schema: object, extra: object = {}) => ({
  get: { operationId: 'get', responses: { 200: { description: 'ok', content: json(schema, extra) } } },
});

describe('a response whose schema nothing fits', () => {
  test('is the nearest value, with a note that says where and why', async () => {
    const { ask } = askWith({ '/odd': get(Thing) });
    const { status, headers, body } = await ask('GET', '/odd');
    expect(status).toBe(200);
    expect(body).toEqual({ id: expect.any(String), both: expect.any(String) });
    expect(headers['x-stuntdouble-note']).toMatch(
      /no value was found .* \/both must match exactly one schema/,
    );
  });

  test('is the documented example, where that breaks the schema at the same place', async () => {
    const { ask } = askWith({ '/odd': get(Thing, { example: { id: '7', both: 'hi' } }) });
    const { headers, body } = await ask('GET', '/odd');
    expect(body).toEqual({ id: '7', both: 'hi' });
    expect(headers['x-stuntdouble-note']).toContain('/both');
  });

  test('is not the documented example, where that breaks the schema elsewhere too', async () => {
    const { ask } = askWith({ '/odd': get(Thing, { example: { id: 7, both: 'hi' } }) });
    expect((await ask('GET', '/odd')).body).toMatchObject({ id: expect.any(String) });
  });

  test('ends a circle that has no end with null', async () => {
    const Node = {
      type: 'object',
      required: ['next'],
      properties: { next: { $ref: '#/components/schemas/Node' } },
    };
    const { ask } = askWith(
      { '/node': get({ $ref: '#/components/schemas/Node' }) },
      {},
      { schemas: { Node } },
    );
    expect(await ask('GET', '/node')).toMatchObject({
      status: 200,
      body: { next: { next: { next: null } } },
    });
  });

  test('is the nearest value too where a collection is inferred', async () => {
    const created = { responses: { 201: { description: 'made', content: json(Thing) } } };
    const paths = {
      '/things': {
        ...get({ type: 'array', items: Thing }),
        post: { requestBody: { content: json({ type: 'object' }) }, ...created },
      },
      '/things/{id}': {
        parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
        get: { responses: { 200: { description: 'ok', content: json(Thing) } } },
      },
    };
    const { ask } = askWith(paths);
    const { status, headers } = await ask('POST', '/things', { body: { both: 'x' } });
    expect(status).toBe(201);
    expect(headers['x-stuntdouble-note']).toContain('/both');
  });

  test('is a 501 that says why, with strict values', async () => {
    const { ask } = askWith({ '/odd': get(Thing) }, { strictValues: true });
    const { status, text } = await ask('GET', '/odd');
    expect(status).toBe(501);
    expect(text).toContain('/both must match exactly one schema in oneOf');
    expect(text).not.toContain('content type');
  });

  test('lets a page of another origin read the note', async () => {
    const { ask } = askWith({ '/odd': get(Thing) });
    const { headers } = await ask('GET', '/odd', { headers: { origin: 'https://page.example' } });
    expect(headers['access-control-expose-headers']).toMatch(/x-stuntdouble-note/i);
  });
});
