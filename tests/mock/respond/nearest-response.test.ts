import { describe, expect, test } from '@jest/globals';
import { askWith } from '../ask-description.ts';
import { json } from '../../description/described.ts';

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

describe('a collection whose items nothing fits', () => {
  const parameters = [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }];
  const item = { $ref: '#/components/schemas/Thing' };
  const answers = (schema: object) => ({ description: 'ok', content: json(schema) });
  const paths = {
    '/things': {
      get: { responses: { 200: answers({ type: 'array', items: item }) } },
      post: { requestBody: { content: json({ type: 'object' }) }, responses: { 201: answers(item) } },
    },
    '/things/{id}': {
      parameters,
      get: { responses: { 200: answers(item), 404: { description: 'none' } } },
      patch: { requestBody: { content: json({ type: 'object' }) }, responses: { 200: answers(item) } },
    },
  };
  const components = { schemas: { Thing } };

  test('remembers them all the same, with a note in each response that shows one', async () => {
    const { ask } = askWith(paths, {}, components);
    const made = await ask('POST', '/things', { body: { both: 'mine' } });
    expect(made).toMatchObject({ status: 201, body: { both: 'mine' } });
    const { id } = made.body as { readonly id: string };
    const changed = await ask('PATCH', `/things/${id}`, { body: { both: 'other' } });
    expect(changed).toMatchObject({ status: 200, body: { id, both: 'other' } });
    const read = await ask('GET', `/things/${id}`);
    const listed = await ask('GET', '/things');
    expect(read.body).toEqual({ id, both: 'other' });
    expect(listed.body).toContainEqual(read.body);
    for (const { headers } of [made, changed, read, listed])
      expect(headers['x-stuntdouble-note']).toMatch(
        /fits the schema at \/components\/schemas\/Thing: \/both must match exactly one schema/,
      );
    expect((await ask('GET', '/things/none')).status).toBe(404);
  });

  test('still refuses what breaks another rule', async () => {
    const { ask } = askWith(paths, {}, components);
    const { body } = await ask('POST', '/things', { body: { both: 7, id: 8 } });
    expect(body).toEqual({ id: expect.any(String), both: expect.any(String) });
  });

  test('is empty with strict values, and a create is a 501', async () => {
    const { ask } = askWith(paths, { strictValues: true }, components);
    expect(await ask('GET', '/things')).toMatchObject({ status: 200, body: [] });
    expect((await ask('POST', '/things', { body: { both: 'x' } })).status).toBe(501);
  });
});
