import { shownIdentities } from '../contract/shown-identities.ts';
import type { MockApi } from '../mock/mock.ts';

/**
 * The API with somebody whom it knows. A mock without identities takes any credential, so that a wrong one could
 * not be told from a right one; the mock that is asked in this process knows the one that the suite comes with.
 */
export function withSomebody(api: MockApi): MockApi {
  const { description, fixtures = {} } = api;
  if ((fixtures['identities'] ?? []).length > 0) return api;
  const credentials = shownIdentities(description, { mayInvent: true })['default']?.credentials ?? {};
  if (Object.keys(credentials).length === 0) return api;
  const roles = description.operations.flatMap(({ security }) =>
    security.flatMap(({ schemes }) => schemes.flatMap((scheme) => scheme.roles)),
  );
  const identity = { id: 'default', roles: [...new Set(roles)], credentials };
  return { ...api, fixtures: { ...fixtures, identities: [identity] } };
}
