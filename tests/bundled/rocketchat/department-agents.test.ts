import { describe, expect, test } from '@jest/globals';
import { atPointer } from '../../../src/base/json-pointer.ts';
import { items, member } from '../../../src/base/json.ts';
import type { MockApp } from '../../../src/mock/server/app.ts';
import { call, DEPARTMENTS, DOCUMENTED_ID, get, invalidParams, JOHN, mockRocketchat } from './rocketchat.ts';

const SECOND = `${DEPARTMENTS}/5mt9oEtQxuMMH23Co`;
const MARCOS = { agentId: 'CaevAPDbXN252kyXa', username: 'marcos.defendi' };

async function usernamesAt(app: MockApp, query = ''): Promise<unknown[]> {
  const { body } = await get(app, `${SECOND}/agents${query}`);
  return items(member(body, 'agents')).map((agent) => member(agent, 'username'));
}

describe('the agents of a department', () => {
  test('are listed by username, with paging and sorting', async () => {
    const app = mockRocketchat();
    expect((await get(app, `${SECOND}/agents`)).body).toEqual({
      agents: [
        expect.objectContaining({ username: 'agent.away', departmentEnabled: true, order: 1 }),
        expect.objectContaining({ username: 'marcos.defendi', departmentId: '5mt9oEtQxuMMH23Co' }),
      ],
      count: 2,
      offset: 0,
      total: 2,
      success: true,
    });
    expect(await usernamesAt(app, '?count=1&offset=1')).toEqual(['marcos.defendi']);
    expect(await usernamesAt(app, '?sort=%7B%22order%22%3A1%7D')).toEqual(['marcos.defendi', 'agent.away']);
  });

  test('are none for an unknown department', async () => {
    const { status, body } = await get(mockRocketchat(), `${DEPARTMENTS}/nobody/agents`);
    expect({ status, body }).toMatchObject({ status: 200, body: { agents: [], total: 0 } });
  });

  test('are those that reading the department shows', async () => {
    const app = mockRocketchat();
    const [read, list] = [
      await get(app, `${DEPARTMENTS}/${DOCUMENTED_ID}`),
      await get(app, `${DEPARTMENTS}/${DOCUMENTED_ID}/agents`),
    ];
    expect(member(list.body, 'agents')).toEqual(member(read.body, 'agents'));
  });

  test.each([
    ['count=', 'must be number'],
    ['text=a', 'must NOT have additional properties'],
  ])('with ?%s are refused: %s', async (query, message) => {
    expect((await get(mockRocketchat(), `${SECOND}/agents?${query}`)).body).toEqual(invalidParams(message));
  });
});

describe('saving the agents of a department', () => {
  test('removes, changes and adds, and keeps the others', async () => {
    const app = mockRocketchat();
    const body = {
      upsert: [{ agentId: JOHN, username: 'whoever', count: '7', order: null }],
      remove: [MARCOS],
    };
    const answer = await call(app, 'POST', `${SECOND}/agents`, body);
    expect({ status: answer.status, body: answer.body }).toEqual({ status: 200, body: { success: true } });
    expect(await usernamesAt(app)).toEqual(['agent.away', 'john.doe']);
    const { body: read } = await get(app, SECOND);
    expect(atPointer(read, '/department/numAgents')).toBe(2);
    expect(atPointer(read, '/agents/1')).toMatchObject({
      agentId: JOHN,
      count: 7,
      order: 0,
      departmentEnabled: true,
    });
  });

  test.each([
    [{}, "must have required property 'upsert'"],
    [{ upsert: [] }, "must have required property 'remove'"],
    [{ upsert: [{ agentId: JOHN }], remove: [] }, "must have required property 'username'"],
    [{ upsert: [{ ...MARCOS, role: 'x' }], remove: [] }, 'must NOT have additional properties'],
    [{ upsert: [], remove: 'all' }, 'must be array'],
    [{ upsert: [{ ...MARCOS, count: 'ten' }], remove: [] }, 'must be number'],
  ])('with %j is refused, and nothing changes', async (body, message) => {
    const app = mockRocketchat();
    const before = await usernamesAt(app);
    const answer = await call(app, 'POST', `${SECOND}/agents`, body);
    expect({ status: answer.status, body: answer.body }).toEqual({
      status: 400,
      body: invalidParams(message),
    });
    expect(await usernamesAt(app)).toEqual(before);
  });

  test('is refused for an unknown department', async () => {
    const answer = await call(mockRocketchat(), 'POST', `${DEPARTMENTS}/nobody/agents`, {
      upsert: [],
      remove: [],
    });
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ error: 'Department not found [error-department-not-found]' });
  });
});
