import type { Identities } from '../../contract/case/identities.ts';
import { handlerTarget } from '../../contract/target/handler-target.ts';
import type { Target } from '../../contract/target/target.ts';
import { toTarget } from '../../contract/target/to-target.ts';
import type { MockApi } from '../../mock/api.ts';
import { createMockOf } from '../../mock/mock.ts';
import type { ApiRun } from './plan-runs.ts';
import type { TestTask } from './test-options.ts';

/** The server that a command line names, or the mock in this process. */
export function targetOf(
  { target, connection, timeout, rate, concurrency }: TestTask,
  runs: readonly ApiRun[],
): Target {
  if (target === undefined) {
    const apis = runs.map(({ api, callers }) => withCallers(api, callers.identities));
    return handlerTarget('mock', createMockOf(apis).handle);
  }
  const { curlOptions: _, ...reached } = connection;
  return toTarget(target, {
    ...reached,
    ...(rate !== undefined && { rate }),
    ...(timeout !== undefined && { timeout, connectTimeout: Math.min(timeout, 5_000) }),
    ...(concurrency !== undefined && { connections: concurrency }),
  });
}

/**
 * The API with those who are going to ask, where its fixtures have nobody. A mock without identities takes any
 * credential, so that a wrong one could not be told from a right one; the one in this process knows its callers.
 */
function withCallers(api: MockApi, callers: Identities): MockApi {
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
