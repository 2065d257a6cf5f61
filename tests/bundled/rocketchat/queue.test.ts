import { describe, expect, test } from '@jest/globals';
import type { MockApp } from '../../../src/mock/server/app.ts';
import { atPointer } from '../../../src/base/json-pointer.ts';
import { items, member } from '../../../src/base/json.ts';
import {
  call,
  DEPARTMENTS,
  fixturesWith,
  get,
  invalidParams,
  invalidSort,
  mockRocketchat,
  QUEUE,
} from './rocketchat.ts';

interface ChatShape {
  readonly departmentId: string;
  readonly agentId?: string;
  readonly open?: boolean;
}

const agents = [
  { _id: 'ann', username: 'ann', status: 'online' },
  { _id: 'bob', username: 'bob', status: 'away' },
  { _id: 'off', username: 'off', status: 'offline' },
];

const departments = ['x', 'y'].map((_id) => ({
  _id,
  name: `Department ${_id}`,
  enabled: true,
  showOnRegistration: true,
  numAgents: 0,
  _updatedAt: '2024-01-01T00:00:00.000Z',
}));

function mockWithChats(...chats: readonly ChatShape[]): MockApp {
  const stored = chats.map((chat, index) => ({
    _id: `chat-${index}`,
    open: true,
    startedAt: '2024-01-01T00:00:00.000Z',
    ...chat,
  }));
  return mockRocketchat({
    fixtures: fixturesWith({ agents, departments, chats: stored, departmentAgents: [] }),
  });
}

/** `ann/x 2`: agent, department and number of chats of each item. */
async function queueAt(app: MockApp, query = ''): Promise<string[]> {
  const { body } = await get(app, `${QUEUE}${query}`);
  return items(member(body, 'queue')).map((item) => {
    const [user, department] = ['/user/_id', '/department/_id'].map((pointer) =>
      String(atPointer(item, pointer)),
    );
    return `${user}/${department} ${String(member(item, 'chats'))}`;
  });
}

describe('the queue', () => {
  test('counts the open chats of each agent and department, in descending order', async () => {
    const app = mockWithChats(
      { departmentId: 'x', agentId: 'ann' },
      { departmentId: 'y', agentId: 'ann' },
      { departmentId: 'y', agentId: 'ann' },
      { departmentId: 'y', agentId: 'bob' },
      { departmentId: 'y', agentId: 'bob' },
      { departmentId: 'y', agentId: 'bob' },
    );
    expect(await queueAt(app)).toEqual(['bob/y 3', 'ann/y 2', 'ann/x 1']);
  });

  test('shows user and department with the documented members', async () => {
    const answer = await get(mockWithChats({ departmentId: 'x', agentId: 'ann' }), QUEUE);
    expect(answer.body).toEqual({
      queue: [{ chats: 1, user: agents[0], department: { _id: 'x', name: 'Department x' } }],
      count: 1,
      offset: 0,
      total: 1,
      success: true,
    });
  });

  test('leaves out chats that are closed, wait for an agent, or belong to a missing agent or department', async () => {
    const app = mockWithChats(
      { departmentId: 'x', agentId: 'ann', open: false },
      { departmentId: 'x' },
      { departmentId: 'x', agentId: 'gone' },
      { departmentId: 'gone', agentId: 'ann' },
    );
    expect(await queueAt(app)).toEqual([]);
    expect((await get(app, QUEUE)).body).toEqual({ queue: [], count: 0, offset: 0, total: 0, success: true });
  });

  test.each([
    ['', ['ann/x 1']],
    ['?includeOfflineAgents=true', ['ann/x 1', 'off/x 1']],
    ['?includeOfflineAgents=false', ['ann/x 1']],
    ['?includeOfflineAgents=TRUE', ['ann/x 1']],
    ['?includeOfflineAgents=1', ['ann/x 1']],
  ])('with "%s" has %j, because only `true` includes offline agents', async (query, expected) => {
    const app = mockWithChats({ departmentId: 'x', agentId: 'off' }, { departmentId: 'x', agentId: 'ann' });
    expect(await queueAt(app, query)).toEqual(expected);
  });

  test.each([
    ['?departmentId=x', ['ann/x 1', 'bob/x 1']],
    ['?agentId=bob', ['bob/x 1', 'bob/y 1']],
    ['?departmentId=y&agentId=bob', ['bob/y 1']],
    ['?departmentId=z', []],
    ['?agentId=off', []],
    ['?agentId=', []],
  ])('with %s has %j', async (query, expected) => {
    const app = mockWithChats(
      { departmentId: 'x', agentId: 'ann' },
      { departmentId: 'x', agentId: 'bob' },
      { departmentId: 'y', agentId: 'bob' },
      { departmentId: 'y', agentId: 'off' },
    );
    expect(await queueAt(app, query)).toEqual(expected);
  });

  test.each([
    [{ chats: 1 }, ['ann/x 1', 'ann/y 2', 'bob/y 3']],
    [{ chats: -1 }, ['bob/y 3', 'ann/y 2', 'ann/x 1']],
    [{ 'user.username': -1, chats: 1 }, ['bob/y 3', 'ann/x 1', 'ann/y 2']],
    [{ 'department.name': 1 }, ['ann/x 1', 'bob/y 3', 'ann/y 2']],
    [{ value: -1, _id: 1 }, ['bob/y 3', 'ann/y 2', 'ann/x 1']],
  ])('sorted by %j is %j', async (sort, expected) => {
    const chats = ['ann/x', 'ann/y', 'ann/y', 'bob/y', 'bob/y', 'bob/y'].map((text) => {
      const [agentId = '', departmentId = ''] = text.split('/');
      return { agentId, departmentId };
    });
    const query = `?sort=${encodeURIComponent(JSON.stringify(sort))}`;
    expect(await queueAt(mockWithChats(...chats), query)).toEqual(expected);
  });

  test('is split into pages', async () => {
    const app = mockWithChats({ departmentId: 'x', agentId: 'ann' }, { departmentId: 'y', agentId: 'ann' });
    const answer = await get(app, `${QUEUE}?count=1&offset=1`);
    expect(answer.body).toMatchObject({ count: 1, offset: 1, total: 2 });
    expect(await queueAt(app, '?count=1&offset=1')).toEqual(['ann/y 1']);
    expect(await queueAt(app, '?count=0')).toHaveLength(2);
  });

  test.each([
    ['offset=-1', 'must be >= 0'],
    ['offset=x', 'must be number'],
    ['count=1&count=1', 'must be number'],
    ['agentId=a&agentId=b', 'must be string'],
    ['status=online', 'must NOT have additional properties'],
  ])('with ?%s is refused: %s', async (query, message) => {
    const answer = await get(mockRocketchat(), `${QUEUE}?${query}`);
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual(invalidParams(message));
  });

  test.each(['chats', '{chats:1}', '{"chats":2}'])('with the sort %s is refused', async (text) => {
    const answer = await get(mockRocketchat(), `${QUEUE}?sort=${encodeURIComponent(text)}`);
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual(invalidSort(text));
  });

  test('shows the new name of a renamed department', async () => {
    const app = mockRocketchat();
    await call(app, 'PUT', `${DEPARTMENTS}/457diLwcQMmdpaTjo`, { department: { name: 'Renamed' } });
    expect((await get(app, QUEUE)).text).toContain('"Renamed"');
    expect((await get(app, QUEUE)).text).not.toContain('"Department 1"');
  });
});
