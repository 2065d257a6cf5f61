import { describe, expect, test } from '@jest/globals';
import { atPointer } from '../../../src/base/json-pointer.ts';
import { member } from '../../../src/base/json.ts';
import {
  call,
  create,
  DEPARTMENTS,
  get,
  invalidParams,
  JOHN,
  matchError,
  mockRocketchat,
  namesAt,
  NEW_DEPARTMENT,
} from './rocketchat.ts';

const ID = /^[2-9A-HJ-NP-TW-Za-km-z]{17}$/;

describe('creating a department', () => {
  test('returns the sent members with an identifier, the time and the number of agents', async () => {
    const app = mockRocketchat({ clock: new Date('2024-05-06T07:08:09.010Z') });
    const answer = await call(app, 'POST', DEPARTMENTS, {
      department: { ...NEW_DEPARTMENT, description: 'Parcels' },
      agents: [{ agentId: JOHN, count: 3, order: 2 }],
    });
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      department: {
        ...NEW_DEPARTMENT,
        description: 'Parcels',
        _id: expect.stringMatching(ID),
        numAgents: 1,
        _updatedAt: '2024-05-06T07:08:09.010Z',
      },
      agents: [
        {
          _id: expect.stringMatching(ID),
          agentId: JOHN,
          departmentId: atPointer(answer.body, '/department/_id'),
          username: 'john.doe',
          count: 3,
          order: 2,
          departmentEnabled: true,
          _updatedAt: '2024-05-06T07:08:09.010Z',
        },
      ],
      success: true,
    });
  });

  test.each([
    [[], 'name'],
    [['name'], 'email'],
    [['name', 'email'], 'enabled'],
    [['name', 'email', 'enabled'], 'showOnRegistration'],
    [['name', 'email', 'enabled', 'showOnRegistration'], 'showOnOfflineForm'],
    [['email', 'enabled', 'showOnOfflineForm'], 'name'],
    [['showOnOfflineForm', 'showOnRegistration'], 'name'],
  ])('with only %j is refused naming %s', async (sent, missing) => {
    const department = Object.fromEntries(
      Object.entries(NEW_DEPARTMENT).filter(([name]) => sent.includes(name)),
    );
    const answer = await call(mockRocketchat(), 'POST', DEPARTMENTS, { department });
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual(invalidParams(`must have required property '${missing}'`));
  });

  test('reports missing members before members of the wrong type', async () => {
    const department = { email: 5, enabled: 'yes' };
    const answer = await call(mockRocketchat(), 'POST', DEPARTMENTS, { department });
    expect(answer.body).toEqual(invalidParams("must have required property 'name'"));
  });

  test.each([
    [{}, "must have required property 'department'"],
    [{ department: 'Returns' }, 'must be object'],
    [{ department: NEW_DEPARTMENT, tags: [] }, 'must NOT have additional properties'],
    [{ department: { ...NEW_DEPARTMENT, enabled: 'yes' } }, 'must be boolean'],
    [{ department: { ...NEW_DEPARTMENT, enabled: 2 } }, 'must be boolean'],
    [{ department: { ...NEW_DEPARTMENT, email: ['a@example.com'] } }, 'must be string'],
    [{ department: { ...NEW_DEPARTMENT, chatClosingTags: 'sold' } }, 'must be array'],
    [{ department: { ...NEW_DEPARTMENT, description: {} } }, 'must be string'],
    [{ department: NEW_DEPARTMENT, agents: 'all' }, 'must be array'],
    [{ department: NEW_DEPARTMENT, agents: [{ agentId: JOHN, count: 'ten' }] }, 'must be number'],
    [{ department: NEW_DEPARTMENT, agents: [{}] }, "must have required property 'agentId'"],
    [{ department: NEW_DEPARTMENT, agents: [{ agentId: JOHN, count: 1.5 }] }, 'must be integer'],
    [
      { department: NEW_DEPARTMENT, agents: [{ agentId: JOHN, username: 'j' }] },
      'must NOT have additional properties',
    ],
  ])('from %j is refused with one message', async (body, message) => {
    const app = mockRocketchat();
    const before = await namesAt(app);
    const answer = await call(app, 'POST', DEPARTMENTS, body);
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual(invalidParams(message));
    expect(await namesAt(app)).toEqual(before);
  });

  test.each([{ nested: true }, [1]])(
    'with the further field %j is refused by a later check',
    async (extra) => {
      const body = { department: { ...NEW_DEPARTMENT, extra } };
      const answer = await call(mockRocketchat(), 'POST', DEPARTMENTS, body);
      expect(answer.status).toBe(400);
      const fault = 'Failed Match.OneOf, Match.Maybe or Match.Optional validation in field extra';
      expect(answer.body).toEqual(matchError(fault));
    },
  );

  test('turns values of another type into the documented one, as the product does', async () => {
    const department = {
      name: 5,
      email: null,
      enabled: 'true',
      showOnRegistration: 0,
      showOnOfflineForm: 1,
      description: true,
      requestTagBeforeClosingChat: 'false',
      chatClosingTags: [1, null],
      waitingQueueMessage: 5,
    };
    const agents = [{ agentId: JOHN, count: '1e2', order: null }];
    const answer = await call(mockRocketchat(), 'POST', DEPARTMENTS, { department, agents });
    expect(member(answer.body, 'department')).toMatchObject({
      name: '5',
      email: '',
      enabled: true,
      showOnRegistration: false,
      showOnOfflineForm: true,
      description: 'true',
      requestTagBeforeClosingChat: false,
      chatClosingTags: ['1', ''],
      waitingQueueMessage: '5',
    });
    expect(atPointer(answer.body, '/agents/0')).toMatchObject({ count: 100, order: 0 });
  });

  test.each([
    ['tW9KjnQ4wzrCcP7hS', ['tW9KjnQ4wzrCcP7hS']],
    ['nobody', undefined],
  ])('in the unit %s gives it the ancestors %j', async (_id, ancestors) => {
    const body = { department: NEW_DEPARTMENT, departmentUnit: { _id } };
    const answer = await call(mockRocketchat(), 'POST', DEPARTMENTS, body);
    expect(atPointer(answer.body, '/department/ancestors')).toEqual(ancestors);
  });

  test.each(['null', '[]', '0', 'false', '""'])('from the body %s is refused as no object', async (body) => {
    const app = mockRocketchat();
    const answer = await call(app, 'POST', DEPARTMENTS, body);
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual(invalidParams('must be object'));
  });

  test('without a body is refused with an error of the same shape', async () => {
    const answer = await call(mockRocketchat(), 'POST', DEPARTMENTS);
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ success: false, errorType: 'invalid-params' });
  });

  test('keeps additional scalar fields, and returns them wherever the department is read', async () => {
    const app = mockRocketchat();
    const fields = {
      maxNumberSimultaneousChat: 4,
      offlineMessageChannelName: '',
      ancestor: 'Parcels',
      chatClosing: false,
    };
    const created = await create(app, fields);
    expect(created).toMatchObject(fields);
    const read = await get(app, `${DEPARTMENTS}/${String(created['_id'])}`);
    expect(member(read.body, 'department')).toMatchObject(fields);
    const list = await get(app, `${DEPARTMENTS}?text=returns`);
    expect(atPointer(list.body, '/departments/0')).toMatchObject(fields);
  });

  test('treats __proto__ like any other field', async () => {
    const app = mockRocketchat();
    const text = JSON.stringify({ department: { ...NEW_DEPARTMENT, extra: 'mine' } }).replace(
      'extra',
      '__proto__',
    );
    const created = await call(app, 'POST', DEPARTMENTS, text);
    expect(created.status).toBe(200);
    const read = await get(app, `${DEPARTMENTS}/${String(atPointer(created.body, '/department/_id'))}`);
    expect(atPointer(read.body, '/department/__proto__')).toBe('mine');
    expect(Object.hasOwn(Object.prototype, 'mine')).toBe(false);
  });

  test('does not find required fields in a __proto__ that is an object', async () => {
    const text = `{"department": {"__proto__": ${JSON.stringify(NEW_DEPARTMENT)}}}`;
    const answer = await call(mockRocketchat(), 'POST', DEPARTMENTS, text);
    expect(answer.body).toEqual(invalidParams("must have required property 'name'"));
  });

  test('refuses __proto__ where the schema allows no additional properties', async () => {
    const text = `{"department": ${JSON.stringify(NEW_DEPARTMENT)}, "__proto__": 1}`;
    const answer = await call(mockRocketchat(), 'POST', DEPARTMENTS, text);
    expect(answer.body).toEqual(invalidParams('must NOT have additional properties'));
  });

  test('ignores fields that only the server sets', async () => {
    const app = mockRocketchat();
    const created = await create(app, { _id: 'mine', numAgents: 42, _updatedAt: 'yesterday' });
    expect(created['_id']).toMatch(ID);
    expect(created['numAgents']).toBe(0);
    expect(Date.parse(String(created['_updatedAt']))).toBeGreaterThan(0);
  });

  test('returns the description as it was sent: a string, null, or absent', async () => {
    const app = mockRocketchat();
    expect((await create(app, { description: 'Parcels' }))['description']).toBe('Parcels');
    expect((await create(app, { description: null }))['description']).toBeNull();
    expect(Object.hasOwn(await create(app, {}), 'description')).toBe(false);
  });

  test('leaves out an unknown agent, and does not count it', async () => {
    const answer = await call(mockRocketchat(), 'POST', DEPARTMENTS, {
      department: NEW_DEPARTMENT,
      agents: [{ agentId: 'nobody' }, { agentId: JOHN }],
    });
    expect(atPointer(answer.body, '/department/numAgents')).toBe(1);
    expect(member(answer.body, 'agents')).toEqual([expect.objectContaining({ agentId: JOHN })]);
  });

  test('sets the missing count and order of an agent to 0', async () => {
    const body = { department: NEW_DEPARTMENT, agents: [{ agentId: JOHN }] };
    const answer = await call(mockRocketchat(), 'POST', DEPARTMENTS, body);
    expect(atPointer(answer.body, '/agents/0')).toMatchObject({ count: 0, order: 0 });
  });

  test('assigns an agent only once when it is named twice', async () => {
    const body = { department: NEW_DEPARTMENT, agents: [{ agentId: JOHN }, { agentId: JOHN, order: 7 }] };
    const answer = await call(mockRocketchat(), 'POST', DEPARTMENTS, body);
    expect(member(answer.body, 'agents')).toEqual([expect.objectContaining({ agentId: JOHN, order: 7 })]);
  });

  test('makes a department that is listed and can be read', async () => {
    const app = mockRocketchat();
    const created = await create(app, { name: 'Zebra' }, [{ agentId: JOHN }]);
    const read = await get(app, `${DEPARTMENTS}/${String(created['_id'])}`);
    expect(member(read.body, 'department')).toEqual(created);
    const list = await get(app, `${DEPARTMENTS}?text=zebra`);
    expect(member(list.body, 'departments')).toEqual([created]);
  });

  test('gives each department a unique identifier, even for simultaneous requests', async () => {
    const app = mockRocketchat();
    const created = await Promise.all(Array.from({ length: 20 }, () => create(app, { name: 'Twin' })));
    expect(new Set(created.map(({ _id }) => _id)).size).toBe(20);
    expect(await namesAt(app, '?text=twin')).toHaveLength(20);
  });

  test('draws the same identifier whether or not requests were refused before', async () => {
    const [refused, undisturbed] = [mockRocketchat(), mockRocketchat()];
    await call(refused, 'POST', DEPARTMENTS, { department: {} });
    await call(refused, 'POST', DEPARTMENTS, '{');
    expect((await create(refused, {}))['_id']).toBe((await create(undisturbed, {}))['_id']);
  });
});
