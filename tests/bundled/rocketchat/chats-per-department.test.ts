import { describe, expect, test } from '@jest/globals';
import type { MockApp } from '../../../src/mock/server/app.ts';
import {
  call,
  CHART,
  create,
  DEPARTMENTS,
  fixturesWith,
  get,
  invalidParams,
  mockRocketchat,
} from './rocketchat.ts';

const WINDOW = '?start=2024-01-01&end=2024-01-31T23:59:59Z';

interface ChatShape {
  readonly department: string;
  readonly at: string;
  readonly open?: boolean;
}

/** A mock with chats in departments that are called as the chats say, their `_id` being their name. */
function mockWithChats(...chats: readonly ChatShape[]): MockApp {
  const names = [...new Set(chats.map(({ department }) => department))];
  const departments = names.map((name, index) => ({
    _id: `department-${index}`,
    name,
    enabled: true,
    showOnRegistration: true,
    numAgents: 0,
    _updatedAt: '2024-01-01T00:00:00.000Z',
  }));
  const stored = chats.map(({ department, at, open = false }, index) => ({
    _id: `chat-${index}`,
    departmentId: `department-${names.indexOf(department)}`,
    startedAt: at,
    open,
  }));
  return mockRocketchat({ fixtures: fixturesWith({ departments, chats: stored, departmentAgents: [] }) });
}

describe('the chats per department', () => {
  test('on the documented days are exactly the documented ones', async () => {
    const query = '?start=2020-09-09T00:11:22.345Z&end=2020-09-10T23:59:22.345Z';
    const answer = await get(mockRocketchat(), `${CHART}${query}`);
    expect(answer.body).toEqual({
      Test: { open: 1, closed: 0 },
      Sales: { open: 0, closed: 9 },
      Finance: { open: 0, closed: 1 },
      success: true,
    });
  });

  test('are those that began within the dates, both inclusive', async () => {
    const app = mockWithChats(
      { department: 'before', at: '2023-12-31T23:59:59.999Z' },
      { department: 'start', at: '2024-01-01T00:00:00.000Z' },
      { department: 'end', at: '2024-01-31T23:59:59.000Z', open: true },
      { department: 'after', at: '2024-01-31T23:59:59.001Z' },
    );
    expect((await get(app, `${CHART}${WINDOW}`)).body).toEqual({
      start: { open: 0, closed: 1 },
      end: { open: 1, closed: 0 },
      success: true,
    });
  });

  test('are empty when the start date is after the end date', async () => {
    const app = mockWithChats({ department: 'Sales', at: '2024-01-15T00:00:00.000Z' });
    const answer = await get(app, `${CHART}?start=2024-01-31&end=2024-01-01`);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({ success: true });
  });

  test('accept dates without a time, and any other format of Date.parse', async () => {
    const app = mockWithChats({ department: 'Sales', at: '2024-01-15T00:00:00.000Z' });
    for (const query of ['start=2024-01-14&end=2024-01-16', 'start=Jan%2014,%202024&end=2024']) {
      const answer = await get(app, `${CHART}?${query}`);
      expect(answer.status).toBe(200);
    }
  });

  test('are limited to the requested department', async () => {
    const app = mockWithChats(
      { department: 'a', at: '2024-01-15T00:00:00.000Z' },
      { department: 'b', at: '2024-01-15T00:00:00.000Z' },
    );
    expect((await get(app, `${CHART}${WINDOW}&departmentId=department-1`)).body).toEqual({
      b: { open: 0, closed: 1 },
      success: true,
    });
    expect((await get(app, `${CHART}${WINDOW}&departmentId=nobody`)).body).toEqual({ success: true });
  });

  test('keep `success` a boolean even when a department is called success', async () => {
    const at = '2024-01-15T00:00:00.000Z';
    const app = mockWithChats({ department: 'success', at }, { department: 'Sales', at });
    expect((await get(app, `${CHART}${WINDOW}`)).body).toEqual({
      Sales: { open: 0, closed: 1 },
      success: true,
    });
  });

  test.each(['__proto__', 'constructor', 'toString', '7', ''])(
    'have a department called "%s"',
    async (name) => {
      const app = mockWithChats({ department: name, at: '2024-01-15T00:00:00.000Z', open: true });
      const answer = await get(app, `${CHART}${WINDOW}`);
      expect(answer.status).toBe(200);
      expect(Object.getOwnPropertyDescriptor(answer.body, name)?.value).toEqual({ open: 1, closed: 0 });
    },
  );

  test('list departments by their current name, and only those with chats', async () => {
    const app = mockWithChats({ department: 'Old', at: '2024-01-15T00:00:00.000Z' });
    await create(app, { name: 'Empty' });
    await call(app, 'PUT', `${DEPARTMENTS}/department-0`, { department: { name: 'New' } });
    expect((await get(app, `${CHART}${WINDOW}`)).body).toEqual({
      New: { open: 0, closed: 1 },
      success: true,
    });
  });

  test.each([
    ['', "must have required property 'start'"],
    ['?end=2024-01-01', "must have required property 'start'"],
    ['?start=2024-01-01', "must have required property 'end'"],
    ['?end=nonsense', "must have required property 'start'"],
    ['?start=nonsense', "must have required property 'end'"],
  ])('with the query "%s" are refused: %s', async (query, message) => {
    const answer = await get(mockRocketchat(), `${CHART}${query}`);
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual(invalidParams(message));
  });

  test.each([
    ['?start=nonsense&end=nonsense', 'start'],
    ['?end=nonsense&start=nonsense', 'start'],
    ['?start=&end=2024-01-01', 'start'],
    ['?start=2024-01-01&end=2024-13-45', 'end'],
    ['?start=2024-01-01&end=', 'end'],
  ])('with %s are refused for the date of %s, without an errorType', async (query, name) => {
    const answer = await get(mockRocketchat(), `${CHART}${query}`);
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual({
      success: false,
      error: `The "${name}" query parameter must be a valid date.`,
    });
  });

  test('are refused when a date is given twice', async () => {
    const answer = await get(mockRocketchat(), `${CHART}${WINDOW}&start=2024-01-02`);
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ success: false, errorType: 'invalid-params' });
  });
});
