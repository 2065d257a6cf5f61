import { describe, expect, test } from '@jest/globals';
import { items } from '../../../../src/base/json.ts';
import { answers, listOf, NOTHING, pathParameter, takes } from '../../../description/described.ts';
import { bodyOf, clientOf, mockPaths, pluck } from '../described.ts';

const Shift = { type: 'object', properties: { id: { type: 'string' }, name: { type: 'string' } } };

/** Shifts whose item path has these responses to DELETE, and these refusals of GET. */
function shifts(deleted: object, refusals: object = {}) {
  return {
    '/shifts': {
      get: { responses: { '200': answers(listOf(Shift)) } },
      post: { requestBody: takes(Shift), responses: { '200': answers(Shift) } },
    },
    '/shifts/{id}': {
      parameters: [pathParameter('id')],
      get: { responses: { '200': answers(Shift), ...refusals } },
      delete: { responses: deleted },
    },
  };
}

describe('deleting an item again', () => {
  test.each([
    ['204 where 404 is not documented', 204, { '204': NOTHING }],
    ['204 where another refusal is documented', 204, { '204': NOTHING, '403': NOTHING }],
    ['404 where it is documented', 404, { '204': NOTHING, '404': NOTHING }],
    ['404 where any error is documented', 404, { '204': NOTHING, default: NOTHING }],
  ])('is %s', async (_, status, deleted) => {
    const { post, get, delete: remove } = clientOf(mockPaths(shifts(deleted)));
    const { id } = bodyOf(await post('/shifts', { name: 'early' }));
    expect((await remove(`/shifts/${String(id)}`)).status).toBe(204);
    expect((await remove(`/shifts/${String(id)}`)).status).toBe(status);
    expect((await get(`/shifts/${String(id)}`)).status).toBe(404);
    expect(pluck((await get('/shifts')).body, 'id')).not.toContain(id);
  });

  test('is answered with the documented body, about that item', async () => {
    const { get, delete: remove } = clientOf(mockPaths(shifts({ '200': answers(Shift) })));
    const [id] = pluck((await get('/shifts')).body, 'id');
    await remove(`/shifts/${String(id)}`);
    const again = await remove(`/shifts/${String(id)}`);
    expect([again.status, bodyOf(again)['id']]).toEqual([200, id]);
  });

  test('is not the same as deleting one that never existed', async () => {
    const { delete: remove } = clientOf(mockPaths(shifts({ '204': NOTHING })));
    expect((await remove('/shifts/misspelt')).status).toBe(404);
  });
});

describe('an unknown item', () => {
  test('is 404, also where the operation does not document it', async () => {
    const { get } = clientOf(mockPaths(shifts({ '204': NOTHING })));
    const unknown = await get('/shifts/misspelt');
    expect([unknown.status, unknown.headers['content-type']]).toEqual([404, 'application/problem+json']);
  });

  test('is 404 with the documented body of another refusal', async () => {
    const Refusal = { type: 'object', required: ['message'], properties: { message: { type: 'string' } } };
    const { get } = clientOf(mockPaths(shifts({ '204': NOTHING }, { '400': answers(Refusal) })));
    expect((await get('/shifts/misspelt')).body).toEqual({
      message: 'there is no item with id misspelt in shifts',
    });
  });
});

describe('a deleted singleton', () => {
  const Me = { type: 'object', properties: { note: { type: 'string' } } };
  const me = (refusals: object) => ({
    '/me': {
      get: { responses: { '200': answers(Me), ...refusals } },
      put: { requestBody: takes(Me), responses: { '200': answers(Me) } },
      patch: { requestBody: takes(Me), responses: { '200': answers(Me), ...refusals } },
      delete: { responses: { '204': NOTHING, ...refusals } },
    },
  });

  test('is as at the start where no 404 is documented', async () => {
    const { get, put, patch, delete: remove } = clientOf(mockPaths(me({})));
    const before = (await get('/me')).body;
    await put('/me', { note: 'changed' });
    for (const _ of [1, 2]) expect((await remove('/me')).status).toBe(204);
    expect((await get('/me')).body).toEqual(before);
    expect((await patch('/me', { note: 'new' })).status).toBe(200);
    expect((await get('/me')).body).toEqual({ note: 'new' });
  });

  test('is 404 where that is documented, until it is put again', async () => {
    const { get, put, patch, delete: remove } = clientOf(mockPaths(me({ '404': NOTHING })));
    expect((await remove('/me')).status).toBe(204);
    expect((await remove('/me')).status).toBe(404);
    expect([(await get('/me')).status, (await patch('/me', {})).status]).toEqual([404, 404]);
    expect((await put('/me', { note: 'again' })).status).toBe(200);
    expect((await get('/me')).body).toEqual({ note: 'again' });
  });
});

describe('an operation that documents no success', () => {
  test('is answered as documented, and changes nothing, where it documents refusals only', async () => {
    const { get, delete: remove } = clientOf(mockPaths(shifts({ '404': NOTHING })));
    const [id] = pluck((await get('/shifts')).body, 'id');
    expect((await remove(`/shifts/${String(id)}`)).status).toBe(404);
    expect((await get(`/shifts/${String(id)}`)).status).toBe(200);
  });

  test('is answered with the redirection that it documents, and has its effect', async () => {
    const { get, delete: remove } = clientOf(mockPaths(shifts({ '303': NOTHING, '404': NOTHING })));
    const before = pluck((await get('/shifts')).body, 'id');
    expect((await remove(`/shifts/${String(before[0])}`)).status).toBe(303);
    expect(pluck((await get('/shifts')).body, 'id')).toEqual(before.slice(1));
  });

  test('creates with a redirection to the new item', async () => {
    const located = { description: '', headers: { Location: { schema: { type: 'string' } } } };
    const paths = shifts({ '204': NOTHING });
    const create = { requestBody: takes(Shift), responses: { '303': located } };
    const { get, post } = clientOf(mockPaths({ ...paths, '/shifts': { ...paths['/shifts'], post: create } }));
    const made = await post('/shifts', { name: 'late' });
    expect(made.status).toBe(303);
    expect((await get(String(made.headers['location']))).body).toMatchObject({ name: 'late' });
  });
});

test('a response of any media type is JSON', async () => {
  const { '200': ok } = { '200': { description: '', content: { '*/*': { schema: Shift } } } };
  const paths = {
    '/shifts': {
      get: { responses: { '200': { description: '', content: { '*/*': { schema: listOf(Shift) } } } } },
    },
    '/shifts/{id}': {
      parameters: [pathParameter('id')],
      get: { responses: { '200': ok } },
      put: { requestBody: takes(Shift), responses: { '200': ok } },
    },
    '/shift': {
      get: { responses: { '200': answers(Shift) } },
      put: { requestBody: { content: { '*/*': { schema: Shift } } }, responses: { '200': ok } },
    },
  };
  const { get, put } = clientOf(mockPaths(paths));
  const listed = await get('/shifts');
  expect(listed.headers['content-type']).toBe('application/json');
  const id = String(pluck(listed.body, 'id')[0]);
  expect((await put(`/shifts/${id}`, { name: 'new' })).body).toEqual({ id, name: 'new' });
  expect((await get(`/shifts/${id}`)).body).toEqual({ id, name: 'new' });
  expect((await put('/shift', { name: 'only' })).body).toMatchObject({ name: 'only' });
});

test('an item for which no value can be made is answered as without state', async () => {
  const Odd = {
    type: 'object',
    required: ['id', 'code'],
    properties: { id: { type: 'string' }, code: { type: 'string', minLength: 5, maxLength: 2 } },
  };
  const example = { id: 'abc', code: 'none' };
  const content = { 'application/json': { schema: Odd, example } };
  const paths = {
    '/odds': { get: { responses: { '200': answers(listOf(Odd)) } } },
    '/odds/{id}': {
      parameters: [{ ...pathParameter('id'), example: 'abc' }],
      get: { responses: { '200': { description: '', content } } },
    },
  };
  const { get } = clientOf(mockPaths(paths));
  expect(items((await get('/odds')).body)).toEqual([]);
  const read = await get('/odds/abc');
  expect(read.status).not.toBe(500);
  expect(read.text).not.toContain('content type');
});
