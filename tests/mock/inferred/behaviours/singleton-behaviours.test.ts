import { describe, expect, test } from '@jest/globals';
import { answers, NOTHING, pathParameter, ref, takes } from '../../../description/described.ts';
import { bodyOf, clientOf, mockPaths } from '../described.ts';

const Settings = {
  type: 'object',
  required: ['theme'],
  properties: {
    id: { type: 'string', readOnly: true },
    theme: { type: 'string', enum: ['light', 'dark'] },
    language: { type: 'string' },
    secret: { type: 'string', writeOnly: true },
    nested: { type: 'object', properties: { a: { type: 'integer' }, b: { type: 'integer' } } },
  },
};
const Change = {
  type: 'object',
  properties: {
    theme: Settings.properties.theme,
    language: { type: ['string', 'null'] },
    nested: Settings.properties.nested,
    secret: { type: 'string' },
  },
};

const paths = {
  '/settings': {
    get: { responses: { '200': answers(ref('Settings')) } },
    put: { requestBody: takes(ref('Settings')), responses: { '200': answers(ref('Settings')) } },
    patch: { requestBody: takes(Change), responses: { '200': answers(ref('Settings')) } },
  },
};
const client = (options = {}) => clientOf(mockPaths(paths, { schemas: { Settings }, ...options }));

describe('a singleton', () => {
  test('is the same each time it is read', async () => {
    const { get } = client();
    const first = await get('/settings');
    expect(first.status).toBe(200);
    expect((await get('/settings')).text).toBe(first.text);
  });

  test('is what was put, except for members that only the server sets', async () => {
    const { get, put } = client();
    const before = bodyOf(await get('/settings'));
    const sent = { theme: 'dark', language: 'eo', id: 'mine', secret: 'hush-hush' };
    const changed = await put('/settings', sent);
    expect(changed.body).toEqual({ theme: 'dark', language: 'eo', id: before['id'] });
    const read = await get('/settings');
    expect(read.body).toEqual(changed.body);
  });

  test('keeps its identifier when none is sent', async () => {
    const Profile = {
      type: 'object',
      required: ['id'],
      properties: { id: { type: 'string' }, bio: { type: 'string' } },
    };
    const sent = { ...Profile, required: [] };
    const own = {
      '/profile': {
        get: { responses: { '200': answers(Profile) } },
        put: {
          requestBody: takes(sent),
          responses: { '200': answers({ type: 'object', properties: { data: Profile } }) },
        },
      },
    };
    const { get, put } = clientOf(mockPaths(own));
    const { id } = bodyOf(await get('/profile'));
    expect((await put('/profile', { bio: 'short' })).body).toEqual({ data: { id, bio: 'short' } });
    expect((await get('/profile')).body).toEqual({ id, bio: 'short' });
  });

  test('may be created with a POST (201), beside the PUT that changes it', async () => {
    const both = {
      ...paths['/settings'],
      post: { requestBody: takes(ref('Settings')), responses: { '201': NOTHING } },
    };
    const { get, post, put } = clientOf(mockPaths({ '/settings': both }, { schemas: { Settings } }));
    const { id } = bodyOf(await get('/settings'));
    expect((await post('/settings', { theme: 'light', language: 'eo' })).status).toBe(201);
    expect((await get('/settings')).body).toMatchObject({ theme: 'light', language: 'eo', id });
    await put('/settings', { theme: 'dark', nested: { a: 1, b: 2 } });
    expect((await get('/settings')).body).toEqual({ theme: 'dark', nested: { a: 1, b: 2 }, id });
  });

  test('keeps members that a patch does not name', async () => {
    const { get, put, patch } = client();
    await put('/settings', { theme: 'dark', language: 'eo', nested: { a: 1, b: 2 } });
    const changed = await patch('/settings', { language: null, nested: { b: 3 } });
    expect(changed.body).toMatchObject({ theme: 'dark', nested: { a: 1, b: 3 } });
    expect(changed.body).not.toHaveProperty('language');
    expect((await get('/settings')).body).toEqual(changed.body);
  });

  test('keeps the values it showed before its first patch', async () => {
    const { get, patch } = client();
    const before = bodyOf(await get('/settings'));
    const changed = await patch('/settings', { language: 'eo' });
    expect(changed.body).toEqual({ ...before, language: 'eo' });
    expect((await get('/settings')).body).toEqual(changed.body);
  });

  test('is restored by a reset', async () => {
    const app = mockPaths(paths, { schemas: { Settings } });
    const { get, put } = clientOf(app);
    const before = await get('/settings');
    await put('/settings', { theme: 'dark', language: 'eo' });
    await app.reset();
    expect((await get('/settings')).text).toBe(before.text);
  });

  test('may be written without a response body', async () => {
    const quiet = {
      '/settings': {
        ...paths['/settings'],
        put: { requestBody: takes(ref('Settings')), responses: { '204': NOTHING } },
      },
    };
    const { get, put } = clientOf(mockPaths(quiet, { schemas: { Settings } }));
    expect((await put('/settings', { theme: 'dark', language: 'eo' })).status).toBe(204);
    expect((await get('/settings')).body).toMatchObject({ theme: 'dark', language: 'eo' });
  });

  test('may be in an envelope', async () => {
    const wrapped = { type: 'object', required: ['settings'], properties: { settings: ref('Settings') } };
    const enveloped = {
      '/settings': {
        get: { responses: { '200': answers(wrapped) } },
        put: { requestBody: takes(ref('Settings')), responses: { '200': answers(wrapped) } },
      },
    };
    const { get, put } = clientOf(mockPaths(enveloped, { schemas: { Settings } }));
    const changed = await put('/settings', { theme: 'dark', language: 'eo' });
    expect(changed.body).toMatchObject({ settings: { theme: 'dark', language: 'eo' } });
    expect((await get('/settings')).body).toEqual(changed.body);
  });

  test('may exist for each item', async () => {
    const below = {
      '/users/{userId}/settings': { parameters: [pathParameter('userId')], ...paths['/settings'] },
    };
    const { get, put } = clientOf(mockPaths(below, { schemas: { Settings } }));
    const before = await get('/users/2/settings');
    await put('/users/1/settings', { theme: 'dark', language: 'eo' });
    expect((await get('/users/1/settings')).body).toMatchObject({ language: 'eo' });
    expect((await get('/users/2/settings')).text).toBe(before.text);
  });
});

test('a patch sets a member of a singleton to null where null is allowed', async () => {
  const Limits = {
    type: 'object',
    required: ['daily'],
    properties: { daily: { type: ['integer', 'null'] }, weekly: { type: ['integer', 'null'] } },
  };
  const own = {
    '/limits': {
      get: { responses: { '200': answers(Limits) } },
      patch: { requestBody: takes({ ...Limits, required: [] }), responses: { '200': answers(Limits) } },
    },
  };
  const { get, patch } = clientOf(mockPaths(own));
  expect((await patch('/limits', { daily: null, weekly: null })).body).toEqual({ daily: null, weekly: null });
  expect((await get('/limits')).body).toEqual({ daily: null, weekly: null });
});

describe('POST on the path of a singleton', () => {
  const text = { type: 'string' };
  const Account = { type: 'object', properties: { name: text, plan: text } };
  const account = (post: object, shown: object = Account) => ({
    '/account': { get: { responses: { '200': answers(shown) } }, post },
  });

  test('changes the members that it sends', async () => {
    const { get, post } = clientOf(
      mockPaths(account({ requestBody: takes(Account), responses: { '200': answers(Account) } })),
    );
    await post('/account', { name: 'A', plan: 'free' });
    expect((await post('/account', { plan: 'paid' })).body).toEqual({ name: 'A', plan: 'paid' });
    expect((await get('/account')).body).toEqual({ name: 'A', plan: 'paid' });
  });

  test.each([
    ['creates something', { requestBody: takes(Account), responses: { '201': answers(Account) } }, Account],
    [
      'takes something else',
      { requestBody: takes({ type: 'object', properties: { force: text } }), responses: { '200': NOTHING } },
      Account,
    ],
    [
      'stands beside a list of texts',
      { requestBody: takes(Account), responses: { '200': NOTHING } },
      { type: 'array', items: text },
    ],
  ])('changes nothing when it %s', async (_, post, shown) => {
    const { get, post: send } = clientOf(mockPaths(account(post, shown)));
    const before = await get('/account');
    await send('/account', { name: 'A', plan: 'free' });
    expect((await get('/account')).text).toBe(before.text);
  });
});

test('a singleton with an object and one other member is kept whole when both are put', async () => {
  const Root = {
    type: 'object',
    properties: {
      inner: { type: 'object', properties: { id: { type: 'string' } } },
      note: { type: 'string' },
    },
  };
  const own = {
    '/root': {
      get: { responses: { '200': answers(Root) } },
      put: { requestBody: takes(Root), responses: { '201': NOTHING } },
    },
  };
  const { get, put } = clientOf(mockPaths(own));
  await put('/root', { inner: { id: 'a' }, note: 'changed' });
  expect((await get('/root')).body).toEqual({ inner: { id: 'a' }, note: 'changed' });
});
