import { describe, expect, test } from '@jest/globals';
import { answers, listOf, NOTHING, pathParameter, takes } from '../../../description/described.ts';
import { bodyOf, clientOf, mockPaths, pluck } from '../described.ts';

const TEXT = { type: 'string' };
const Customer = {
  type: 'object',
  required: ['id'],
  properties: {
    id: TEXT,
    name: TEXT,
    phone: { type: ['string', 'null'] },
    secret: { ...TEXT, writeOnly: true },
  },
};
const Change = {
  type: 'object',
  properties: { name: TEXT, phone: { type: ['string', 'null'] }, coupon: TEXT },
};

/** Customers that a POST changes, with these paths beside. */
function customers(post: object, others: object = {}) {
  return {
    '/customers': {
      get: { responses: { '200': answers(listOf(Customer)) } },
      post: { requestBody: takes(Change), responses: { '200': answers(Customer) } },
    },
    '/customers/{customer}': {
      parameters: [pathParameter('customer')],
      get: { responses: { '200': answers(Customer), '404': NOTHING } },
      post,
    },
    ...others,
  };
}

const below = (name: string, operation: object) => ({
  [`/customers/{customer}${name}`]: { parameters: [pathParameter('customer')], ...operation },
});

async function withOne(paths: object) {
  const client = clientOf(mockPaths(paths, { memory: 'empty' }));
  const created = await client.post('/customers', { name: 'A', phone: '1' });
  return { ...client, target: `/customers/${String(bodyOf(created)['id'])}`, created: bodyOf(created) };
}

describe('POST on the path of an item', () => {
  const update = { requestBody: takes(Change), responses: { '200': answers(Customer) } };

  test('changes the members that it sends, and answers the item', async () => {
    const { post, get, target, created } = await withOne(customers(update));
    const changed = await post(target, { name: 'B', phone: null, coupon: 'x' });
    expect([changed.status, changed.body]).toEqual([200, { ...created, name: 'B', phone: null }]);
    expect((await get(target)).body).toEqual(changed.body);
    expect(pluck((await get('/customers')).body, 'name')).toEqual(['B']);
  });

  test('reads a form as well', async () => {
    const form = takes(Change, 'application/x-www-form-urlencoded');
    const { send, get, target } = await withOne(customers({ ...update, requestBody: form }));
    const type = { 'content-type': 'application/x-www-form-urlencoded' };
    expect((await send('POST', target, 'name=C', type)).body).toMatchObject({ name: 'C', phone: '1' });
    expect((await get(target)).body).toMatchObject({ name: 'C' });
  });

  test('changes the item although it answers nothing of it', async () => {
    const { post, get, target } = await withOne(
      customers({ requestBody: takes(Change), responses: { '204': NOTHING } }),
    );
    expect((await post(target, { name: 'B' })).status).toBe(204);
    expect((await get(target)).body).toMatchObject({ name: 'B', phone: '1' });
  });

  test('is an action on the item when it takes nothing of it', async () => {
    const { post, get, target, created } = await withOne(
      customers({ responses: { '200': answers(Customer) } }),
    );
    expect((await post(target)).body).toEqual(created);
    expect((await get(target)).body).toEqual(created);
  });

  test('is 404 for an unknown item', async () => {
    const { post } = await withOne(customers(update));
    expect((await post('/customers/unknown', { name: 'B' })).status).toBe(404);
  });

  test('creates an unknown item when it documents 201', async () => {
    const { post, get } = await withOne(
      customers({ requestBody: takes(Change), responses: { '201': answers(Customer) } }),
    );
    expect((await post('/customers/mine', { name: 'B' })).status).toBe(201);
    expect((await get('/customers/mine')).body).toMatchObject({ id: 'mine', name: 'B' });
  });

  test('is neither when it takes and shows something else', async () => {
    const Report = { type: 'object', required: ['lines'], properties: { lines: { type: 'integer' } } };
    const other = { requestBody: takes(Report), responses: { '200': answers(Report) } };
    const { post, get, target, created } = await withOne(customers(other));
    expect((await post('/customers/unknown', { lines: 1 })).status).toBe(200);
    await post(target, { lines: 1 });
    expect((await get(target)).body).toEqual(created);
  });

  test('creates items below it when the path is also a collection', async () => {
    const Visit = { type: 'object', required: ['id'], properties: { id: TEXT, day: TEXT } };
    const visits = {
      '/places/{place}': {
        parameters: [pathParameter('place')],
        get: { responses: { '200': answers(listOf(Visit)) } },
        post: { requestBody: takes(Visit), responses: { '201': answers(Visit) } },
      },
      '/places/{place}/{visit}': {
        parameters: [pathParameter('place'), pathParameter('visit')],
        get: { responses: { '200': answers(Visit) } },
      },
    };
    const { post, get } = clientOf(mockPaths(visits, { memory: 'empty' }));
    await post('/places/here', { id: 'first', day: 'monday' });
    expect(pluck((await get('/places/here')).body, 'day')).toEqual(['monday']);
  });
});

describe('an action on an item', () => {
  const action = { responses: { '200': answers(Customer) } };

  test.each([['/close'], [':close'], ['/actions/close']])(
    'answers the item of its path: %s',
    async (name) => {
      const { post, target, created } = await withOne(customers(action, below(name, { post: action })));
      const isKnown = name !== '/actions/close';
      expect((await post(`${target}${name}`)).status).toBe(200);
      if (isKnown) expect((await post(`${target}${name}`)).body).toEqual(created);
      expect((await post(`/customers/unknown${name}`)).status).toBe(404);
    },
  );

  test('changes the members that the item has, and shows no others', async () => {
    const sent = { type: 'object', properties: { name: TEXT, reason: TEXT } };
    const renaming = below('/rename', { put: { requestBody: takes(sent), ...action } });
    const { put, get, target, created } = await withOne(customers(action, renaming));
    const renamed = await put(`${target}/rename`, { name: 'B', reason: 'marriage' });
    expect(renamed.body).toEqual({ ...created, name: 'B' });
    expect((await get(target)).body).toEqual(renamed.body);
  });

  test.each([
    ['it creates another one', { responses: { '201': answers(Customer) } }],
    [
      'it shows something else',
      { responses: { '200': answers({ type: 'object', properties: { id: TEXT, size: TEXT } }) } },
    ],
  ])('is none when %s', async (_, operation) => {
    const { post, target, created } = await withOne(customers(action, below('/copy', { post: operation })));
    expect(bodyOf(await post(`${target}/copy`))['id']).not.toBe(created['id']);
  });
});
