import { describe, expect, test } from '@jest/globals';
import { atPointer } from '../../../src/base/json-pointer.ts';
import { items, member } from '../../../src/base/json.ts';
import {
  call,
  create,
  DEPARTMENTS,
  DOCUMENTED_ID,
  get,
  JOHN,
  matchError,
  mockRocketchat,
} from './rocketchat.ts';

const MARCOS = 'CaevAPDbXN252kyXa';
const AWAY = 'rWKGZLhHPrXCwBHyr';

describe('updating a department', () => {
  test('changes the sent members and keeps the rest', async () => {
    const app = mockRocketchat();
    const { _id, ...created } = await create(app, { description: 'Parcels', extra: 1 });
    const answer = await call(app, 'PUT', `${DEPARTMENTS}/${String(_id)}`, {
      department: { name: 'Sendings', extra: 2, added: true },
    });
    expect(answer.status).toBe(200);
    expect(member(answer.body, 'department')).toEqual({
      ...created,
      _id,
      name: 'Sendings',
      extra: 2,
      added: true,
      _updatedAt: expect.any(String),
    });
  });

  test('is visible to every caller afterwards', async () => {
    const app = mockRocketchat();
    const updated = await call(app, 'PUT', `${DEPARTMENTS}/${DOCUMENTED_ID}`, {
      department: { name: 'Zebra' },
    });
    const read = await get(app, `${DEPARTMENTS}/${DOCUMENTED_ID}`);
    expect(read.body).toEqual(updated.body);
    const list = await get(app, `${DEPARTMENTS}?text=zebra`);
    expect(member(list.body, 'departments')).toEqual([member(updated.body, 'department')]);
  });

  test('with an empty department changes nothing but the time', async () => {
    const app = mockRocketchat();
    const before = await get(app, `${DEPARTMENTS}/${DOCUMENTED_ID}`);
    const answer = await call(app, 'PUT', `${DEPARTMENTS}/${DOCUMENTED_ID}`, { department: {} });
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      ...Object(before.body),
      department: { ...Object(member(before.body, 'department')), _updatedAt: expect.any(String) },
    });
    expect(atPointer(answer.body, '/department/_updatedAt')).not.toBe('2016-12-13T17:22:19.109Z');
  });

  test('moves the time with each change, even when changes follow quickly', async () => {
    const app = mockRocketchat();
    const times: number[] = [];
    const start = Date.now();
    for (let change = 0; change < 5; change += 1) {
      const answer = await call(app, 'PUT', `${DEPARTMENTS}/${DOCUMENTED_ID}`, { department: {} });
      times.push(Date.parse(String(atPointer(answer.body, '/department/_updatedAt'))));
    }
    expect(times).toEqual([...new Set(times)].toSorted((left, right) => left - right));
    expect(times[0]).toBeGreaterThanOrEqual(start);
    expect(times[0]).toBeLessThanOrEqual(Date.now());
  });

  test('adds new agents, changes known ones by agentId, and keeps the others', async () => {
    const app = mockRocketchat();
    const agents = [
      { agentId: JOHN, count: 4, order: 1 },
      { agentId: MARCOS, count: 5, order: 2 },
    ];
    const created = await create(app, {}, agents);
    const target = `${DEPARTMENTS}/${String(created['_id'])}`;
    const before = items(member((await get(app, target)).body, 'agents'));
    const answer = await call(app, 'PUT', target, {
      department: {},
      agents: [
        { agentId: MARCOS, order: 9 },
        { agentId: AWAY, username: 'whoever' },
      ],
    });
    expect(atPointer(answer.body, '/department/numAgents')).toBe(3);
    expect(member(answer.body, 'agents')).toEqual([
      before[0],
      { ...Object(before[1]), count: 5, order: 9, _updatedAt: expect.any(String) },
      expect.objectContaining({ agentId: AWAY, username: 'agent.away', count: 0, order: 0 }),
    ]);
  });

  test('without agents keeps all agents', async () => {
    const app = mockRocketchat();
    const before = await get(app, `${DEPARTMENTS}/${DOCUMENTED_ID}`);
    for (const agents of [undefined, []]) {
      const body = { department: { name: 'Zebra' }, ...(agents && { agents }) };
      const answer = await call(app, 'PUT', `${DEPARTMENTS}/${DOCUMENTED_ID}`, body);
      expect(member(answer.body, 'agents')).toEqual(member(before.body, 'agents'));
    }
  });

  test('leaves out an unknown agent', async () => {
    const answer = await call(mockRocketchat(), 'PUT', `${DEPARTMENTS}/${DOCUMENTED_ID}`, {
      department: {},
      agents: [{ agentId: 'nobody', username: 'nobody' }],
    });
    expect(answer.status).toBe(200);
    expect(items(member(answer.body, 'agents'))).toHaveLength(1);
    expect(atPointer(answer.body, '/department/numAgents')).toBe(1);
  });

  test('ignores fields that only the server sets', async () => {
    const app = mockRocketchat();
    const answer = await call(app, 'PUT', `${DEPARTMENTS}/${DOCUMENTED_ID}`, {
      department: { _id: 'other', numAgents: 42, _updatedAt: 'never' },
    });
    expect(member(answer.body, 'department')).toMatchObject({ _id: DOCUMENTED_ID, numAgents: 1 });
    expect(atPointer(answer.body, '/department/_updatedAt')).not.toBe('never');
    expect(atPointer((await get(app, `${DEPARTMENTS}/other`)).body, '/department')).toBeNull();
  });

  test.each([
    [{}, "Missing key 'department'"],
    [{ department: {}, more: 1 }, 'Unknown key in field more'],
    [{ department: 'Returns' }, 'Expected object, got string in field department'],
    [{ department: { name: null } }, 'Expected string, got null in field name'],
    [{ department: { enabled: 'true' } }, 'Expected boolean, got string in field enabled'],
    [
      { department: { extra: {} } },
      'Failed Match.OneOf, Match.Maybe or Match.Optional validation in field extra',
    ],
    [{ department: {}, agents: [{ username: 'john.doe' }] }, "Missing key 'agentId' in field agents[0]"],
    [{ department: {}, agents: [{ agentId: JOHN, role: 'x' }] }, 'Unknown key in field agents[0].role'],
  ])('with %j is refused, and nothing changes', async (body, message) => {
    const app = mockRocketchat();
    const before = await get(app, `${DEPARTMENTS}/${DOCUMENTED_ID}`);
    const answer = await call(app, 'PUT', `${DEPARTMENTS}/${DOCUMENTED_ID}`, body);
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual(matchError(message));
    expect((await get(app, `${DEPARTMENTS}/${DOCUMENTED_ID}`)).body).toEqual(before.body);
  });

  test('of an unknown _id is refused, and creates no department', async () => {
    const app = mockRocketchat();
    const before = await get(app, DEPARTMENTS);
    const body = { department: { name: 'Ghost' }, agents: [{ agentId: JOHN }] };
    const answer = await call(app, 'PUT', `${DEPARTMENTS}/nobody`, body);
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual({
      success: false,
      error: 'Department not found [error-department-not-found]',
      errorType: 'error-department-not-found',
    });
    expect((await get(app, DEPARTMENTS)).body).toEqual(before.body);
  });

  test('tells the new agents whether the department is enabled', async () => {
    const app = mockRocketchat();
    const created = await create(app, { enabled: true }, [{ agentId: JOHN }]);
    const target = `${DEPARTMENTS}/${String(created['_id'])}`;
    const answer = await call(app, 'PUT', target, { department: { enabled: false } });
    expect(atPointer(answer.body, '/agents/0/departmentEnabled')).toBe(false);
  });

  test('by many simultaneous requests keeps every change', async () => {
    const app = mockRocketchat();
    const fields = Array.from({ length: 15 }, (_, index) => `field${index}`);
    await Promise.all(
      fields.map((field) =>
        call(app, 'PUT', `${DEPARTMENTS}/${DOCUMENTED_ID}`, { department: { [field]: true } }),
      ),
    );
    const read = await get(app, `${DEPARTMENTS}/${DOCUMENTED_ID}`);
    expect(Object.keys(Object(member(read.body, 'department')))).toEqual(expect.arrayContaining(fields));
  });
});
