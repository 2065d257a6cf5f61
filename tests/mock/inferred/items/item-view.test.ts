import { describe, expect, test } from '@jest/globals';
import { member } from '../../../../src/base/json.ts';
import { answers, listOf, NOTHING, pathParameter, ref, takes } from '../../../description/described.ts';
import { bodyOf, clientOf, mockPaths, pluck } from '../described.ts';
import { thing } from '../collection.ts';

describe('an envelope', () => {
  const Thing = thing({ id: { type: 'integer', readOnly: true } });
  const wrap = (properties: object) => ({ type: 'object', required: Object.keys(properties), properties });
  const paths = (one: object, many: object, sent: object) => ({
    '/things': {
      get: { responses: { '200': answers(many) } },
      post: { requestBody: takes(sent), responses: { '201': answers(one) } },
    },
    '/things/{id}': {
      parameters: [pathParameter('id', { type: 'integer' })],
      get: { responses: { '200': answers(one) } },
      put: { requestBody: takes(sent), responses: { '200': answers(one) } },
      patch: { requestBody: takes(sent), responses: { '200': answers(one) } },
      delete: { responses: { '200': answers(wrap({ deleted: { type: 'boolean' } })) } },
    },
  });

  test.each([
    ['data', wrap({ data: ref('Thing') }), wrap({ data: listOf(ref('Thing')) }), ref('Thing')],
    [
      'thing',
      wrap({ thing: ref('Thing') }),
      wrap({ things: listOf(ref('Thing')) }),
      wrap({ thing: ref('Thing') }),
    ],
    [
      'result',
      wrap({ result: ref('Thing'), success: { const: true } }),
      wrap({ result: listOf(ref('Thing')), success: { const: true } }),
      ref('Thing'),
    ],
    [
      undefined,
      ref('Thing'),
      wrap({ items: listOf(ref('Thing')), total: { type: 'integer' } }),
      ref('Thing'),
    ],
  ])('%s is used by all operations', async (name, one, many, sent) => {
    const {
      get,
      post,
      put,
      patch,
      delete: remove,
    } = clientOf(mockPaths(paths(one, many, sent), { schemas: { Thing } }));
    const send = (item: object) => ('properties' in sent ? { thing: item } : item);
    const open = (body: unknown) => (name === undefined ? body : member(body, name));
    const listed = async () => Object.values(bodyOf(await get('/things'))).find(Array.isArray);
    const before = (await listed())?.length ?? 0;
    expect(before).toBeGreaterThan(0);
    const made = await post('/things', send({ name: 'A' }));
    expect(made.status).toBe(201);
    expect(open(made.body)).toMatchObject({ name: 'A', id: expect.any(Number) });
    const at = String(made.headers['location']);
    expect((await get(at)).body).toEqual(made.body);
    expect(await listed()).toHaveLength(before + 1);
    expect((await listed())?.at(-1)).toEqual(open(made.body));
    expect(open((await put(at, send({ name: 'B' }))).body)).toMatchObject({ name: 'B' });
    expect(open((await patch(at, send({ name: 'C' }))).body)).toMatchObject({ name: 'C' });
    expect((await remove(at)).status).toBe(200);
    expect((await get(at)).status).toBe(404);
    expect(await listed()).toHaveLength(before);
  });

  test('with a second list beside the items keeps them separate', async () => {
    const many = wrap({
      errors: listOf({ type: 'string' }),
      included: listOf({ type: 'object' }),
      data: listOf(ref('Thing')),
    });
    const { get, post } = clientOf(
      mockPaths(paths(ref('Thing'), many, ref('Thing')), { schemas: { Thing } }),
    );
    await post('/things', { name: 'A' });
    expect(pluck(bodyOf(await get('/things'))['data'], 'name')).toContain('A');
  });

  test('of JSON:API has the members in attributes', async () => {
    const resource = wrap({
      id: { type: 'string' },
      type: { const: 'things' },
      attributes: wrap({ name: { type: 'string' } }),
    });
    const sent = wrap({
      data: wrap({ type: { const: 'things' }, attributes: wrap({ name: { type: 'string' } }) }),
    });
    const described = paths(wrap({ data: resource }), wrap({ data: listOf(resource) }), sent);
    const things = {
      ...described,
      '/things/{id}': { ...described['/things/{id}'], parameters: [pathParameter('id')] },
    };
    const { get, post, patch } = clientOf(mockPaths(things));
    const made = await post('/things', { data: { type: 'things', attributes: { name: 'A' } } });
    expect(made.body).toMatchObject({ data: { type: 'things', attributes: { name: 'A' } } });
    const id = String(member(bodyOf(made)['data'], 'id'));
    expect((await get(`/things/${id}`)).body).toEqual(made.body);
    const changed = await patch(`/things/${id}`, { data: { type: 'things', attributes: { name: 'B' } } });
    expect(changed.body).toMatchObject({ data: { id, attributes: { name: 'B' } } });
  });
});

describe('responses without the item', () => {
  const Thing = thing({ id: { type: 'integer', readOnly: true } });
  const withAnswers = (created: object, updated: object, deleted: object) => ({
    '/things': {
      get: { responses: { '200': answers(listOf(ref('Thing'))) } },
      post: { requestBody: takes(ref('Thing')), responses: created },
    },
    '/things/{id}': {
      parameters: [pathParameter('id', { type: 'integer' })],
      get: { responses: { '200': answers(ref('Thing')) } },
      put: { requestBody: takes(ref('Thing')), responses: updated },
      delete: { responses: deleted },
    },
  });

  test.each([
    ['204', { '204': NOTHING }, 204],
    ['202', { '202': NOTHING }, 202],
    ['200 with nothing', { '200': NOTHING }, 200],
    [
      '201 with the id alone',
      { '201': answers({ type: 'object', required: ['id'], properties: { id: { type: 'integer' } } }) },
      201,
    ],
    [
      '200 with a message',
      {
        '200': answers({
          type: 'object',
          required: ['message'],
          properties: { message: { type: 'string' } },
        }),
      },
      200,
    ],
    ['2XX', { '2XX': answers(ref('Thing')) }, 200],
    ['default', { default: answers(ref('Thing')) }, 200],
    ['400 first', { '400': NOTHING, '201': answers(ref('Thing')) }, 201],
  ])('%s: the item is stored nevertheless', async (_, responses, status) => {
    const {
      get,
      post,
      put,
      delete: remove,
    } = clientOf(mockPaths(withAnswers(responses, responses, responses), { schemas: { Thing } }));
    const made = await post('/things', { name: 'A' });
    expect(made.status).toBe(status);
    const listed = (await get('/things')).body;
    expect(pluck(listed, 'name')).toContain('A');
    const id = String(pluck(listed, 'id').at(-1));
    expect((await put(`/things/${id}`, { name: 'B' })).status).toBe(status);
    expect(bodyOf(await get(`/things/${id}`))['name']).toBe('B');
    expect((await remove(`/things/${id}`)).status).toBe(status);
    expect((await get(`/things/${id}`)).status).toBe(404);
  });
});

describe('a response with fewer members than others', () => {
  test('has neither other sent members, nor generated ones', async () => {
    const full = thing({
      id: { type: 'string', readOnly: true },
      status: { type: 'string' },
      updatedAt: { type: 'string', format: 'date-time' },
    });
    const made = { type: 'object', properties: { thingID: { type: 'string' } } };
    const brief = { type: 'object', required: ['id'], properties: { id: { type: 'string' } } };
    const paths = {
      '/things': {
        get: { responses: { '200': answers(listOf(brief)) } },
        post: { requestBody: takes(thing({})), responses: { '200': answers(made) } },
      },
      '/things/{thingID}': {
        parameters: [pathParameter('thingID')],
        get: { responses: { '200': answers(full) } },
      },
    };
    const { get, post } = clientOf(mockPaths(paths));
    const answer = await post('/things', { name: 'one' });
    const { thingID: id } = bodyOf(answer);
    expect(answer.body).toEqual({ thingID: id });
    expect((await get('/things')).body).toContainEqual({ id });
    expect((await get(`/things/${String(id)}`)).body).toMatchObject({ id, name: 'one' });
  });
});
