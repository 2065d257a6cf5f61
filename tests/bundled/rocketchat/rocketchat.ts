import { createMock, type MockOptions } from '../../../src/create-mock.ts';
import { type Fixtures } from '../../../src/mock/state/initial-data.ts';
import { type MockApp } from '../../../src/mock/server/app.ts';
import { items, member, stringMember, type Json, type JsonObject } from '../../../src/base/json.ts';
import { loadFixturesSync } from '../../../src/mock/server/fixtures/load-fixtures.ts';
import { ask, type Answer } from '../../mock/ask.ts';

export const DEPARTMENTS = '/api/v1/livechat/department';
export const QUEUE = '/api/v1/livechat/queue';
export const CHART = '/api/v1/livechat/analytics/dashboards/charts/chats-per-department';

/** A user with all permissions. */
export const ADMIN = {
  'X-Auth-Token': 'RScctEHSmLGZGywfIhWyRpyofhKOiMoUIpimhvheU3f',
  'X-User-Id': 'rbAXPnMktTFbNpwtJ',
};

/** A user with none. */
export const POWERLESS = { 'X-Auth-Token': 'no-permissions', 'X-User-Id': 'no-permissions' };

/** The department that the archived page shows. */
export const DOCUMENTED_ID = 'iTfLCX3qqwKgf5uqg';

/** The agent whom the pages show. */
export const JOHN = 'SQafHvoFPuB57NmBD';

/** A department with all that creating one needs. */
export const NEW_DEPARTMENT = {
  name: 'Returns',
  email: 'returns@example.com',
  enabled: true,
  showOnRegistration: true,
  showOnOfflineForm: false,
};

export function mockRocketchat(options: MockOptions = {}): MockApp {
  return createMock({ descriptions: 'rocketchat', ...options });
}

/** The bundled fixtures, with other collections in place of some. */
export function fixturesWith(collections: Fixtures): Fixtures {
  return {
    ...loadFixturesSync(new URL('../../../fixtures/rocketchat/state/', import.meta.url)),
    ...collections,
  };
}

/** Sends a request as somebody with all permissions. */
export function call(app: MockApp, method: string, target: string, body?: unknown): Promise<Answer> {
  return ask(app, { method, target, headers: ADMIN, ...(body !== undefined && { body }) });
}

export function get(app: MockApp, target: string): Promise<Answer> {
  return call(app, 'GET', target);
}

/** Creates a department and gives it as it was answered. */
export async function create(
  app: MockApp,
  department: object,
  agents: readonly object[] = [],
): Promise<JsonObject> {
  const answer = await call(app, 'POST', DEPARTMENTS, {
    department: { ...NEW_DEPARTMENT, ...department },
    agents,
  });
  const created = member(answer.body, 'department');
  if (answer.status !== 200 || created === undefined) throw new Error(`not created: ${answer.text}`);
  return created as JsonObject;
}

/** The names of the departments on a page, in its order. */
export async function namesAt(app: MockApp, query = ''): Promise<(string | undefined)[]> {
  const { body } = await get(app, `${DEPARTMENTS}${query}`);
  return items(member(body, 'departments')).map((department) => stringMember(department, 'name'));
}

/** The platform's refusal in the words of a check of its own. */
export function matchError(text: string): Json {
  return { success: false, error: `Match error: ${text}` };
}

/** The platform's refusal of a `sort` that is not the JSON that it has to be. */
export function invalidSort(text: string): Json {
  return {
    success: false,
    error: `Invalid sort parameter provided: "${text}" [error-invalid-sort]`,
    errorType: 'error-invalid-sort',
    details: { helperMethod: 'parseJsonQuery' },
  };
}

/** The platform's refusal of invalid parameters. */
export function invalidParams(message: string): Json {
  return { success: false, error: `${message} [invalid-params]`, errorType: 'invalid-params' };
}
