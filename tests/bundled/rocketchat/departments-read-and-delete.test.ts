import { describe, expect, test } from '@jest/globals';
import { atPointer } from '../../../src/base/json-pointer.ts';
import { member } from '../../../src/base/json.ts';
import { ask } from '../../mock/ask.ts';
import {
  call,
  CHART,
  create,
  DEPARTMENTS,
  DOCUMENTED_ID,
  fixturesWith,
  get,
  invalidParams,
  JOHN,
  mockRocketchat,
  namesAt,
  QUEUE,
} from './rocketchat.ts';

describe('reading a department', () => {
  test('returns the documented department exactly', async () => {
    const answer = await get(mockRocketchat(), `${DEPARTMENTS}/${DOCUMENTED_ID}`);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      department: {
        _id: 'iTfLCX3qqwKgf5uqg',
        enabled: false,
        name: 'new from api',
        description: null,
        numAgents: 1,
        showOnRegistration: true,
        _updatedAt: '2016-12-13T17:22:19.109Z',
      },
      agents: [
        {
          _id: 'DDjZbhTF74n3NBuWK',
          agentId: 'SQafHvoFPuB57NmBD',
          departmentId: 'iTfLCX3qqwKgf5uqg',
          username: 'john.doe',
          count: 0,
          order: 0,
          _updatedAt: '2016-12-13T17:22:19.169Z',
        },
      ],
      success: true,
    });
  });

  test.each([
    ['', true],
    ['?includeAgents=true', true],
    ['?includeAgents=anything', false],
    ['?includeAgents=', false],
    ['?includeAgents=false', false],
  ])('with the query "%s" includes agents: %j', async (query, hasAgents) => {
    const answer = await get(mockRocketchat(), `${DEPARTMENTS}/${DOCUMENTED_ID}${query}`);
    expect(answer.status).toBe(200);
    expect(member(answer.body, 'agents') !== undefined).toBe(hasAgents);
  });

  test.each(['nobody', '__proto__', 'constructor', '%2F', 'a%20b'])(
    'answers null with 200 for %s, an _id that nobody has',
    async (_id) => {
      const answer = await get(mockRocketchat(), `${DEPARTMENTS}/${_id}`);
      expect(answer.status).toBe(200);
      expect(member(answer.body, 'department')).toBeNull();
      expect(member(answer.body, 'success')).toBe(true);
    },
  );

  test('shows a caller without view-livechat-departments no agents', async () => {
    const identities = [{ id: 'u', roles: ['view-l-room'], credentials: { authToken: 't', userId: 'u' } }];
    const app = mockRocketchat({ fixtures: fixturesWith({ identities }) });
    const headers = { 'X-Auth-Token': 't', 'X-User-Id': 'u' };
    const answer = await ask(app, { method: 'GET', target: `${DEPARTMENTS}/${DOCUMENTED_ID}`, headers });
    expect(Object.keys(Object(answer.body))).toEqual(['department', 'success']);
  });

  test('shows a monitor only the departments of the monitored units, where that is wished', async () => {
    const headers = { 'X-Auth-Token': 'monitor', 'X-User-Id': 'monitor' };
    const target = `${DEPARTMENTS}/${DOCUMENTED_ID}`;
    const nameOf = async (query: string) =>
      atPointer(
        (await ask(mockRocketchat(), { method: 'GET', target: target + query, headers })).body,
        '/department/name',
      );
    expect(await nameOf('')).toBe('new from api');
    expect(await nameOf('?onlyMyDepartments=true')).toBeUndefined();
  });

  test('refuses query parameters that are not described', async () => {
    const answer = await get(mockRocketchat(), `${DEPARTMENTS}/${DOCUMENTED_ID}?fields=x`);
    expect(answer.body).toEqual(invalidParams('must NOT have additional properties'));
  });

  test('refuses an _id with malformed percent-encoding, with an error in the shape of the platform', async () => {
    const answer = await get(mockRocketchat(), `${DEPARTMENTS}/%zz`);
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ success: false, errorType: 'invalid-params' });
  });
});

describe('deleting a department', () => {
  test('removes it from every response that shows it', async () => {
    const app = mockRocketchat();
    const gone = '5mt9oEtQxuMMH23Co';
    const window = `${CHART}?start=2021-03-01&end=2021-03-02`;
    expect((await get(app, window)).body).toHaveProperty(['Department 2']);
    const answer = await call(app, 'DELETE', `${DEPARTMENTS}/${gone}`);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({ success: true });
    expect(await namesAt(app, '?text=department%202')).toEqual([]);
    expect((await get(app, `${DEPARTMENTS}/${gone}`)).body).toMatchObject({ department: null, agents: [] });
    expect((await get(app, `${QUEUE}?includeOfflineAgents=true`)).text).not.toContain(gone);
    expect((await get(app, window)).body).not.toHaveProperty(['Department 2']);
  });

  test('keeps all other departments', async () => {
    const app = mockRocketchat();
    const before = await namesAt(app);
    const created = await create(app, { name: 'Brief' }, [{ agentId: JOHN }]);
    await call(app, 'DELETE', `${DEPARTMENTS}/${String(created['_id'])}`);
    expect(await namesAt(app)).toEqual(before);
    expect((await get(app, `${DEPARTMENTS}/${DOCUMENTED_ID}`)).body).toMatchObject({
      agents: [{ agentId: JOHN }],
    });
  });

  test('is refused for a deleted and for an unknown _id', async () => {
    const app = mockRocketchat();
    await call(app, 'DELETE', `${DEPARTMENTS}/${DOCUMENTED_ID}`);
    for (const _id of [DOCUMENTED_ID, 'nobody']) {
      const answer = await call(app, 'DELETE', `${DEPARTMENTS}/${_id}`);
      expect(answer.status).toBe(400);
      expect(answer.body).toEqual({ success: false, error: 'error-department-not-found' });
    }
  });

  test('is undone by reset', async () => {
    const app = mockRocketchat();
    const before = await get(app, `${DEPARTMENTS}/${DOCUMENTED_ID}`);
    await call(app, 'DELETE', `${DEPARTMENTS}/${DOCUMENTED_ID}`);
    await app.reset();
    expect((await get(app, `${DEPARTMENTS}/${DOCUMENTED_ID}`)).body).toEqual(before.body);
  });
});
