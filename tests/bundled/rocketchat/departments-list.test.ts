import { describe, expect, test } from '@jest/globals';
import { atPointer } from '../../../src/base/json-pointer.ts';
import { items, member } from '../../../src/base/json.ts';
import { ask } from '../../mock/ask.ts';
import {
  create,
  DEPARTMENTS,
  fixturesWith,
  get,
  invalidParams,
  invalidSort,
  mockRocketchat,
  namesAt,
  NEW_DEPARTMENT,
} from './rocketchat.ts';

const _updatedAt = '2024-01-01T00:00:00.000Z';

/** A mock with departments of these names (or with these fields) and no others. */
function mockWith(...departments: readonly (string | Readonly<Record<string, unknown>>)[]) {
  const listed = departments.map((one, index) => ({
    ...NEW_DEPARTMENT,
    _id: `department-${index}`,
    numAgents: 0,
    _updatedAt,
    ...(typeof one === 'string' ? { name: one } : one),
  }));
  return mockRocketchat({ fixtures: fixturesWith({ departments: listed, departmentAgents: [] }) });
}

function sortedBy(sort: object, rest = ''): string {
  return `?sort=${encodeURIComponent(JSON.stringify(sort))}${rest}`;
}

describe('the list of departments', () => {
  test('has a page with its counts and nothing else', async () => {
    const answer = await get(mockRocketchat(), DEPARTMENTS);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      departments: expect.any(Array),
      count: 9,
      offset: 0,
      total: 9,
      success: true,
    });
  });

  test('is exactly the documented page when only the documented department exists', async () => {
    const departments = items(fixturesWith({})['departments']).filter(
      (one) => member(one, '_id') === '4swtja84kmn5WCdwL',
    );
    const answer = await get(mockRocketchat({ fixtures: fixturesWith({ departments }) }), DEPARTMENTS);
    expect(answer.body).toEqual({
      departments: [
        {
          _id: '4swtja84kmn5WCdwL',
          enabled: true,
          name: 'My Department',
          description: 'I have no description for this department',
          numAgents: 1,
          showOnRegistration: true,
          _updatedAt: '2016-12-06T17:19:18.138Z',
        },
      ],
      count: 1,
      offset: 0,
      total: 1,
      success: true,
    });
  });

  test('is sorted by name in code point order: upper case first, astral characters last', async () => {
    const app = mockWith('b', '\u{1F600}', 'a', 'B', '\uFF5E', 'é', '10', '9');
    expect(await namesAt(app)).toEqual(['10', '9', 'B', 'a', 'b', 'é', '\uFF5E', '\u{1F600}']);
  });

  test('counts the assigned agents, regardless of the number in the fixtures', async () => {
    const app = mockWith({ name: 'a', numAgents: 12 });
    expect(atPointer((await get(app, DEPARTMENTS)).body, '/departments/0/numAgents')).toBe(0);
  });

  test.each([
    ['?text=sale', ['Pre-SALES', 'Sales']],
    ['?text=SALE', ['Pre-SALES', 'Sales']],
    ['?text=', ['Pre-SALES', 'Sales', 'a+b', 'support']],
    ['?text=example', []],
    ['?text=.', []],
    ['?text=a%2Bb', ['a+b']],
    ['?text=%20', []],
  ])('with %s has departments whose name contains the text, ignoring case: %j', async (query, names) => {
    expect(await namesAt(mockWith('Sales', 'support', 'Pre-SALES', 'a+b'), query)).toEqual(names);
  });

  test.each([
    ['?enabled=true', ['on']],
    ['?enabled=false', ['off', 'on']],
    ['?enabled=TRUE', ['off', 'on']],
    ['?enabled=1', ['off', 'on']],
    ['', ['off', 'on']],
  ])('with "%s" has %j, because only `true` filters', async (query, names) => {
    const app = mockWith({ name: 'on', enabled: true }, { name: 'off', enabled: false });
    expect(await namesAt(app, query)).toEqual(names);
  });

  test.each([
    ['?count=2', ['a', 'b'], { count: 2, offset: 0, total: 5 }],
    ['?count=2&offset=2', ['c', 'd'], { count: 2, offset: 2, total: 5 }],
    ['?count=2&offset=4', ['e'], { count: 1, offset: 4, total: 5 }],
    ['?offset=5', [], { count: 0, offset: 5, total: 5 }],
    ['?offset=99', [], { count: 0, offset: 99, total: 5 }],
    ['?count=0', ['a', 'b', 'c', 'd', 'e'], { count: 5, offset: 0, total: 5 }],
    ['?count=0&offset=3', ['d', 'e'], { count: 2, offset: 3, total: 5 }],
    ['?count=100', ['a', 'b', 'c', 'd', 'e'], { count: 5, offset: 0, total: 5 }],
    ['?text=c&count=1', ['c'], { count: 1, offset: 0, total: 1 }],
    ['?count=2.9&offset=1e0', ['b', 'c'], { count: 2, offset: 1, total: 5 }],
    ['?count=0x2&offset=%2B1', ['b', 'c'], { count: 2, offset: 1, total: 5 }],
    ['?count=-2', ['a', 'b'], { count: 2, offset: 0, total: 5 }],
    ['?count=&offset=', ['a', 'b', 'c', 'd', 'e'], { count: 5, offset: 0, total: 5 }],
  ])('with %s is the page %j with the counts %j', async (query, names, counts) => {
    const app = mockWith('c', 'a', 'e', 'b', 'd');
    expect(await namesAt(app, query)).toEqual(names);
    expect((await get(app, `${DEPARTMENTS}${query}`)).body).toMatchObject(counts);
  });

  test('has 50 departments on a page by default, and all of them with count=0', async () => {
    const app = mockWith(...Array.from({ length: 120 }, (_, index) => `department ${index}`));
    expect((await get(app, DEPARTMENTS)).body).toMatchObject({ count: 50, total: 120 });
    for (const count of ['100', '101', '1e9'])
      expect((await get(app, `${DEPARTMENTS}?count=${count}`)).body).toMatchObject({
        count: 100,
        total: 120,
      });
    expect((await get(app, `${DEPARTMENTS}?count=0`)).body).toMatchObject({ count: 120, total: 120 });
  });

  test.each([
    ['offset=-1', 'must be >= 0'],
    ['count=ten', 'must be number'],
    ['count=1,5', 'must be number'],
    ['offset=true', 'must be number'],
    ['onlyMyDepartments=yes', 'must be equal to one of the allowed values'],
    ['fields=x', 'must NOT have additional properties'],
    ['count=ten&__proto__=1', 'must NOT have additional properties'],
  ])('with ?%s is refused: %s', async (query, message) => {
    const answer = await get(mockRocketchat(), `${DEPARTMENTS}?${query}`);
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual(invalidParams(message));
  });

  test.each(['5', '', '{', 'name', '{"name":2}', '{"name":0}', '{"name":"asc"}'])(
    'with the sort %s is refused in the words for that',
    async (text) => {
      const answer = await get(mockRocketchat(), `${DEPARTMENTS}?sort=${encodeURIComponent(text)}`);
      expect(answer.status).toBe(400);
      expect(answer.body).toEqual(invalidSort(text));
    },
  );

  test.each(['count=1&count=2', 'text=a&text=b', 'text=%zz', 'text=%E0%A4'])(
    'with ?%s is refused with an error of the same shape',
    async (query) => {
      const answer = await get(mockRocketchat(), `${DEPARTMENTS}?${query}`);
      expect(answer.status).toBe(400);
      const error = expect.stringMatching(/^must .* \[invalid-params\]$/);
      expect(answer.body).toEqual({ success: false, error, errorType: 'invalid-params' });
    },
  );

  test('is sorted by the requested fields, the first of which has priority', async () => {
    const app = mockWith({ name: 'a', rank: 2 }, { name: 'b', rank: 10 }, { name: 'c', rank: 2 });
    expect(await namesAt(app, sortedBy({ name: -1 }))).toEqual(['c', 'b', 'a']);
    expect(await namesAt(app, sortedBy({ rank: 1, name: -1 }))).toEqual(['c', 'a', 'b']);
    expect(await namesAt(app, sortedBy({ rank: -1 }))).toEqual(['b', 'a', 'c']);
  });

  test('is sorted by name when the fields are equal or unknown', async () => {
    const app = mockWith('c', 'a', 'b');
    for (const sort of [{ enabled: 1 }, { nowhere: -1 }, { constructor: 1 }, {}]) {
      expect(await namesAt(app, sortedBy(sort))).toEqual(['a', 'b', 'c']);
    }
  });

  test('is sorted before it is split into pages', async () => {
    const app = mockWith('c', 'a', 'b');
    expect(await namesAt(app, sortedBy({ name: -1 }, '&count=1&offset=1'))).toEqual(['b']);
  });

  test('is sorted in the same way, regardless of the order in which values of several types were stored', async () => {
    const values = [9, '1a', 10, null, true, '9', 2];
    const names = async (ranks: readonly unknown[]) => {
      const departments = ranks.map((rank) => ({ name: JSON.stringify(rank), rank }));
      return namesAt(mockWith(...departments), sortedBy({ rank: 1 }));
    };
    const sorted = await names(values);
    for (let turn = 1; turn < values.length; turn += 1) {
      expect(await names([...values.slice(turn), ...values.slice(0, turn)])).toEqual(sorted);
    }
    expect(sorted.filter((name) => /^\d+$/.test(name ?? ''))).toEqual(['2', '9', '10']);
  });

  test('ignores the old parameter `query`', async () => {
    expect(await namesAt(mockWith('a', 'b'), '?query=%7B%22name%22%3A%22a%22%7D')).toEqual(['a', 'b']);
  });

  test('leaves out the department of excludeDepartmentId, and nothing where there is none', async () => {
    const app = mockWith('a', 'b', 'c');
    expect(await namesAt(app, '?excludeDepartmentId=department-1')).toEqual(['a', 'c']);
    expect(await namesAt(app, '?excludeDepartmentId=nobody')).toEqual(['a', 'b', 'c']);
    expect(await namesAt(app, '?excludeDepartmentId=')).toEqual(['a', 'b', 'c']);
  });

  test.each([
    ['', ['a']],
    ['?showArchived=true', ['a', 'gone']],
    ['?showArchived=false', ['a']],
    ['?showArchived=1', ['a']],
  ])('with "%s" has %j, because only `true` shows the archived ones', async (query, names) => {
    expect(await namesAt(mockWith('a', { name: 'gone', archived: true }), query)).toEqual(names);
  });

  test('with onlyMyDepartments has those of the monitored units for a monitor, and all for others', async () => {
    const app = mockRocketchat();
    const target = `${DEPARTMENTS}?onlyMyDepartments=true`;
    const headers = { 'X-Auth-Token': 'monitor', 'X-User-Id': 'monitor' };
    const { body } = await ask(app, { method: 'GET', target, headers });
    expect(items(member(body, 'departments')).map((one) => member(one, 'name'))).toEqual([
      'Finance',
      'Sales',
    ]);
    expect((await ask(app, { method: 'GET', target: DEPARTMENTS, headers })).body).toMatchObject({
      total: 9,
    });
    expect((await get(app, target)).body).toMatchObject({ total: 9 });
  });

  test('contains a department as soon as it is created', async () => {
    const app = mockRocketchat();
    await create(app, { name: 'AAA' });
    expect((await namesAt(app))[0]).toBe('AAA');
  });
});
