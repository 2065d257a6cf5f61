import { describe, expect, test } from '@jest/globals';
import { createMock } from '../../../src/create-mock.ts';
import { type Fixtures } from '../../../src/mock/state/initial-data.ts';
import { type MockApp } from '../../../src/mock/server/app.ts';
import { items, member } from '../../../src/base/json.ts';
import { loadFixturesSync } from '../../../src/mock/server/fixtures/load-fixtures.ts';
import { ask, type Answer } from '../../mock/ask.ts';

const TOKEN = { Authorization: 'Bearer test-oauth-token' };

function fixturesWith(collections: Fixtures): Fixtures {
  return {
    ...loadFixturesSync(new URL('../../../fixtures/livehelpnow/state/', import.meta.url)),
    ...collections,
  };
}

function mockLivehelpnow(collections: Fixtures = {}): MockApp {
  return createMock({ descriptions: 'livehelpnow', fixtures: fixturesWith(collections) });
}

function list(app: MockApp, query = '', headers: Readonly<Record<string, string>> = TOKEN): Promise<Answer> {
  return ask(app, { target: `/api/departments${query}`, headers });
}

async function idsAt(app: MockApp, query: string, headers = TOKEN) {
  const { body } = await list(app, query, headers);
  return items(member(body, 'payload')).map((department) => member(department, 'department_id'));
}

const documented = {
  department_description: 'Non-technical customer support',
  department_email: 'help@livehelpnow.com',
  department_id: 1234,
  department_name: 'Customer Service',
};

const john = {
  admin: true,
  description: 'Customer Service',
  email: 'test@test.com',
  enabled: true,
  first_name: 'John',
  id: 1234,
  last_name: 'Doe',
  online: false,
  picture: 'https://cdn.livehelpnow.net/operators/photos/1-E39ZS4.jpg',
  username: 'jdoe',
};

describe('the departments of LiveHelpNow', () => {
  test('have the documented members, without operators and state', async () => {
    const answer = await list(mockLivehelpnow());
    expect(answer.status).toBe(200);
    expect(member(answer.body, 'status')).toBe('ok');
    expect(items(member(answer.body, 'payload'))[0]).toEqual(documented);
    expect(answer.text).not.toMatch(/"active"|"operatorIds"|"operators"/);
  });

  test('are exactly the documented response when only the documented department exists', async () => {
    const departments = [{ ...documented, active: true, operatorIds: [1234] }];
    const answer = await list(mockLivehelpnow({ departments }), '?include_operators=true');
    expect(answer.body).toEqual({ payload: [{ ...documented, operators: [john] }], status: 'ok' });
  });

  test('include their operators on request, as an empty list when there are none', async () => {
    const answer = await list(mockLivehelpnow(), '?include_operators=true');
    const operators = items(member(answer.body, 'payload')).map((department) =>
      items(member(department, 'operators')).map((operator) => member(operator, 'id')),
    );
    expect(operators).toEqual([[1234], [2001], [2001, 2002], []]);
    expect((await list(mockLivehelpnow(), '?include_operators=false')).text).not.toContain('"operators"');
  });

  test.each([
    ['', [1234, 2001, 2002, 2003]],
    ['?active=true', [1234, 2001, 2002]],
    ['?active=false', [2003]],
    ['?my_department_only=true', [1234]],
    ['?my_department_only=false', [1234, 2001, 2002, 2003]],
    ['?active=false&my_department_only=true', []],
  ])('with the query "%s" are %j', async (query, ids) => {
    expect(await idsAt(mockLivehelpnow(), query)).toEqual(ids);
  });

  test('of the caller are those of the operator that the token belongs to', async () => {
    const identities = [
      { id: 'o', roles: ['client'], operatorId: 2001, credentials: { oauthToken: 'other' } },
    ];
    const headers = { Authorization: 'Bearer other' };
    expect(await idsAt(mockLivehelpnow({ identities }), '?my_department_only=true', headers)).toEqual([
      2001, 2002,
    ]);
  });

  test.each([
    'system=chat',
    'system=ticket',
    'system=callback',
    'include_unassigned=true',
    'include_unassigned=false',
  ])('are the same with ?%s', async (query) => {
    const app = mockLivehelpnow();
    expect((await list(app, `?${query}`)).body).toEqual((await list(app)).body);
  });

  test.each([
    'active=yes',
    'active=1',
    'active=',
    'active=true&active=false',
    'system=mail',
    'system=Chat',
    'include_unassigned=maybe',
    'my_department_only=2',
    'include_operators=TRUE',
  ])('with ?%s are refused with the inferred error', async (query) => {
    const answer = await list(mockLivehelpnow(), `?${query}`);
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual({ status: 'error', payload: [] });
  });

  test.each([
    ['no token', {}],
    ['a token that nobody has', { Authorization: 'Bearer wrong' }],
    ['the documented placeholder', { Authorization: 'Bearer {{Oauth Token}}' }],
    ['the token under another scheme', { Authorization: 'Basic test-oauth-token' }],
    ['the token alone', { Authorization: 'test-oauth-token' }],
    ['no token behind the scheme', { Authorization: 'Bearer ' }],
  ])('with %s are a 401 with a challenge', async (_, headers) => {
    const answer = await list(mockLivehelpnow(), '', headers);
    expect(answer.status).toBe(401);
    expect(answer.body).toEqual({ status: 'error', payload: [] });
    expect(answer.headers['www-authenticate']).toMatch(/^Bearer /);
  });

  test('accept the authentication scheme in upper and lower case', async () => {
    expect((await list(mockLivehelpnow(), '', { authorization: 'bearer test-oauth-token' })).status).toBe(
      200,
    );
  });

  test.each([
    [['client'], 200],
    [['operator'], 200],
    [['client', 'operator'], 200],
    [['admin'], 403],
    [[], 403],
  ])('to a token with the scopes %j are a %i', async (roles, status) => {
    const identities = [{ id: 'o', roles, operatorId: 2001, credentials: { oauthToken: 'other' } }];
    const answer = await list(mockLivehelpnow({ identities }), '', { Authorization: 'Bearer other' });
    expect(answer.status).toBe(status);
    if (status === 403) expect(answer.body).toEqual({ status: 'error', payload: [] });
  });
});
