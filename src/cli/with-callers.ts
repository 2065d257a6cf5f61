import type { Identities } from '../contract/send-plan.ts';
import type { MockApi } from '../mock/mock.ts';

/**
 * The API with those who are going to ask, where its fixtures have nobody. A mock without identities takes any
 * credential, so that a wrong one could not be told from a right one; the one in this process knows its callers.
 */
export function withCallers(api: MockApi, callers: Identities): MockApi {
  const { description, fixtures = {} } = api;
  if ((fixtures['identities'] ?? []).length > 0) return api;
  const all = description.operations.flatMap(({ security }) =>
    security.flatMap(({ schemes }) => schemes.flatMap(({ roles }) => roles)),
  );
  const identities = Object.entries(callers)
    .filter(([, { credentials }]) => Object.keys(credentials).length > 0)
    .map(([id, { credentials, roles = id === 'default' ? all : [] }]) => ({ id, roles, credentials }));
  return identities.length === 0 ? api : { ...api, fixtures: { ...fixtures, identities } };
}
