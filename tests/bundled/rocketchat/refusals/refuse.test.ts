import { describe, expect, test } from '@jest/globals';
import { ask } from '../../../mock/ask.ts';
import {
  ADMIN,
  CHART,
  DEPARTMENTS,
  DOCUMENTED_ID,
  fixturesWith,
  get,
  mockRocketchat,
  NEW_DEPARTMENT,
  POWERLESS,
  QUEUE,
} from '../rocketchat.ts';

const operations = [
  { name: 'list', method: 'GET', target: DEPARTMENTS },
  { name: 'create', method: 'POST', target: DEPARTMENTS, body: { department: NEW_DEPARTMENT } },
  { name: 'read', method: 'GET', target: `${DEPARTMENTS}/${DOCUMENTED_ID}` },
  { name: 'update', method: 'PUT', target: `${DEPARTMENTS}/${DOCUMENTED_ID}`, body: { department: {} } },
  { name: 'delete', method: 'DELETE', target: `${DEPARTMENTS}/${DOCUMENTED_ID}` },
  { name: 'queue', method: 'GET', target: QUEUE },
  { name: 'chart', method: 'GET', target: `${CHART}?start=2024-01-01&end=2024-01-02` },
];

const token = ADMIN['X-Auth-Token'];
const user = ADMIN['X-User-Id'];

const strangers: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  ['nothing', {}],
  ['only the token', { 'X-Auth-Token': token }],
  ['only the user', { 'X-User-Id': user }],
  ['an empty token', { 'X-Auth-Token': '', 'X-User-Id': user }],
  ['the token of somebody else', { 'X-Auth-Token': 'no-permissions', 'X-User-Id': user }],
  ['the user of somebody else', { 'X-Auth-Token': token, 'X-User-Id': 'aobEdbYhXfu5hkeqG' }],
  ['a token that nobody has', { 'X-Auth-Token': 'wrong', 'X-User-Id': user }],
  ['a token in another case', { 'X-Auth-Token': token.toLowerCase(), 'X-User-Id': user }],
  ['names of members that all objects have', { 'X-Auth-Token': '__proto__', 'X-User-Id': 'constructor' }],
];

describe.each(operations)('$method $target', ({ method, target, body }) => {
  test.each(strangers)(
    'with %s is a 401 with the documented body, and nothing changes',
    async (_, headers) => {
      const app = mockRocketchat();
      const before = await get(app, DEPARTMENTS);
      const answer = await ask(app, { method, target, headers, body });
      expect(answer.status).toBe(401);
      expect(answer.body).toEqual({ status: 'error', message: 'You must be logged in to do this.' });
      expect(answer.headers).toHaveProperty('www-authenticate');
      expect((await get(app, DEPARTMENTS)).body).toEqual(before.body);
    },
  );

  test('by a caller without permissions is a 403 with the first documented text, and nothing changes', async () => {
    const app = mockRocketchat();
    const before = await get(app, DEPARTMENTS);
    const answer = await ask(app, { method, target, headers: POWERLESS, body });
    expect(answer.status).toBe(403);
    expect(answer.body).toEqual({
      success: false,
      error: 'User does not have the permissions required for this action [error-unauthorized]',
    });
    expect((await get(app, DEPARTMENTS)).body).toEqual(before.body);
  });

  test('is open to both documented users', async () => {
    const other = {
      'x-auth-token': '9HqLlyZOugoStsXCUfD_0YdwnNnunAJF8V47U3QHXSq',
      'x-user-id': 'aobEdbYhXfu5hkeqG',
    };
    for (const headers of [ADMIN, other]) {
      const answer = await ask(mockRocketchat(), { method, target, headers, body });
      expect(answer.status).toBe(200);
    }
  });

  test('needs no credentials when authentication is switched off', async () => {
    const answer = await ask(mockRocketchat({ auth: false }), { method, target, body });
    expect(answer.status).toBe(200);
  });
});

describe('a permission', () => {
  test.each([
    ['view-livechat-departments', ['list', 'read']],
    ['view-l-room', ['list', 'read', 'queue']],
    ['manage-livechat-departments', ['create', 'update', 'delete']],
    ['remove-livechat-department', ['delete']],
    ['view-livechat-manager', ['chart']],
    ['another', []],
  ])('%s alone gives access to %j', async (role, open) => {
    const identities = [{ id: 'u', roles: [role], credentials: { authToken: 't', userId: 'u' } }];
    const fixtures = fixturesWith({ identities });
    const headers = { 'X-Auth-Token': 't', 'X-User-Id': 'u' };
    const answers = await Promise.all(
      operations.map(async ({ name, method, target, body }) => {
        const { status } = await ask(mockRocketchat({ fixtures }), { method, target, headers, body });
        return [name, status] as const;
      }),
    );
    expect(answers).toEqual(operations.map(({ name }) => [name, open.includes(name) ? 200 : 403]));
  });

  test('is checked before parameters and bodies', async () => {
    const wrong = [
      { method: 'GET', target: `${DEPARTMENTS}?count=ten` },
      { method: 'POST', target: DEPARTMENTS, body: '{' },
      { method: 'GET', target: CHART },
    ];
    const app = mockRocketchat();
    for (const request of wrong) {
      expect((await ask(app, request)).status).toBe(401);
      expect((await ask(app, { ...request, headers: POWERLESS })).status).toBe(403);
      expect((await ask(app, { ...request, headers: ADMIN })).status).toBe(400);
    }
  });

  test('may be held by a second user with the same roles, whose changes are visible to all', async () => {
    const app = mockRocketchat();
    const headers = {
      'X-Auth-Token': '9HqLlyZOugoStsXCUfD_0YdwnNnunAJF8V47U3QHXSq',
      'X-User-Id': 'aobEdbYhXfu5hkeqG',
    };
    const body = { department: { name: 'Seen by all' } };
    await ask(app, { method: 'PUT', target: `${DEPARTMENTS}/${DOCUMENTED_ID}`, headers, body });
    expect((await get(app, `${DEPARTMENTS}/${DOCUMENTED_ID}`)).text).toContain('Seen by all');
  });
});

describe('the second documented text of the 403', () => {
  test.each(operations)(
    'of $name is returned when the caller prefers it',
    async ({ method, target, body }) => {
      const headers = { ...ADMIN, Prefer: 'code=403, example=unauthorized' };
      const answer = await ask(mockRocketchat(), { method, target, headers, body });
      expect(answer.status).toBe(403);
      expect(answer.body).toEqual({ success: false, error: 'unauthorized' });
    },
  );
});
