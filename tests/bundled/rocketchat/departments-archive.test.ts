import { describe, expect, test } from '@jest/globals';
import { atPointer } from '../../../src/base/json-pointer.ts';
import { items, member } from '../../../src/base/json.ts';
import type { MockApp } from '../../../src/mock/server/app.ts';
import {
  call,
  create,
  DEPARTMENTS,
  get,
  invalidParams,
  invalidSort,
  JOHN,
  mockRocketchat,
  namesAt,
} from './rocketchat.ts';

const ARCHIVED = '/api/v1/livechat/departments/archived';

async function archivedAt(app: MockApp, query = ''): Promise<unknown[]> {
  const { body } = await get(app, `${ARCHIVED}${query}`);
  return items(member(body, 'departments')).map((department) => member(department, 'name'));
}

describe('archiving a department', () => {
  test('disables it with its agents, and moves it to the list of archived ones', async () => {
    const app = mockRocketchat();
    const created = await create(app, { name: 'Old', enabled: true }, [{ agentId: JOHN }]);
    const target = `${DEPARTMENTS}/${String(created['_id'])}`;
    const answer = await call(app, 'POST', `${target}/archive`);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({ success: true });
    expect(await namesAt(app, '?text=old')).toEqual([]);
    expect(await archivedAt(app)).toEqual(['Fax', 'Old']);
    const read = await get(app, target);
    expect(member(read.body, 'department')).toMatchObject({ archived: true, enabled: false });
    expect(atPointer(read.body, '/agents/0/departmentEnabled')).toBe(false);
  });

  test('is undone by unarchiving, but for `enabled`', async () => {
    const app = mockRocketchat();
    const target = `${DEPARTMENTS}/q5yZ3Kb8wTsLm7RfE`;
    expect((await call(app, 'POST', `${target}/unarchive`)).body).toEqual({ success: true });
    expect(await archivedAt(app)).toEqual([]);
    const read = await get(app, target);
    expect(member(read.body, 'department')).toMatchObject({ archived: false, enabled: false });
    expect(atPointer(read.body, '/agents/0/departmentEnabled')).toBe(true);
    expect(await namesAt(app, '?text=fax')).toEqual(['Fax']);
  });

  test('keeps it from being enabled, and from nothing else', async () => {
    const app = mockRocketchat();
    const target = `${DEPARTMENTS}/q5yZ3Kb8wTsLm7RfE`;
    const refused = await call(app, 'PUT', target, { department: { enabled: true } });
    expect(refused.status).toBe(400);
    expect(refused.body).toEqual({
      success: false,
      error: 'Archived departments cant be enabled [error-archived-department-cant-be-enabled]',
      errorType: 'error-archived-department-cant-be-enabled',
    });
    expect((await call(app, 'PUT', target, { department: { name: 'Telefax' } })).status).toBe(200);
  });

  test.each([
    ['archive', { success: false, error: 'department-not-found' }],
    ['unarchive', { success: false, error: '[department-not-found]', errorType: 'department-not-found' }],
  ])('by %s is refused for an unknown department', async (verb, body) => {
    const answer = await call(mockRocketchat(), 'POST', `${DEPARTMENTS}/nobody/${verb}`);
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual(body);
  });
});

describe('the list of archived departments', () => {
  test('has a page with its counts, and the filters of the other list', async () => {
    const app = mockRocketchat();
    expect((await get(app, ARCHIVED)).body).toMatchObject({ count: 1, offset: 0, total: 1, success: true });
    expect(await archivedAt(app, '?text=FA')).toEqual(['Fax']);
    expect(await archivedAt(app, '?text=sales')).toEqual([]);
    expect(await archivedAt(app, '?excludeDepartmentId=q5yZ3Kb8wTsLm7RfE')).toEqual([]);
    expect(await archivedAt(app, '?offset=1')).toEqual([]);
  });

  test('refuses what the other list refuses', async () => {
    const app = mockRocketchat();
    expect((await get(app, `${ARCHIVED}?sort=name`)).body).toEqual(invalidSort('name'));
    expect((await get(app, `${ARCHIVED}?fields=x`)).body).toEqual(
      invalidParams('must NOT have additional properties'),
    );
  });
});
