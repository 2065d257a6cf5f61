import { messageOf } from '../../base/error-message.ts';
import { openCallbackReceiver, type CallbackReceiver } from '../../contract/target/callback-receiver.ts';
import type { Identities } from '../../contract/case/identities.ts';
import { handlerTarget } from '../../contract/target/handler-target.ts';
import type { Target } from '../../contract/target/target.ts';
import { toTarget } from '../../contract/target/to-target.ts';
import type { MockApi } from '../../mock/api.ts';
import { createMockOf } from '../../mock/mock.ts';
import type { MockSettings } from '../../mock/mock-settings.ts';
import { createSender } from '../../mock/server/callbacks/send-outgoing.ts';
import { UsageError } from '../options/usage-error.ts';
import type { ApiRun } from './plan-runs.ts';
import type { TestTask } from './test-options.ts';

/** Creates the target that a command line names, or a mock of the APIs of the runs in this process. */
export function createTarget(task: TestTask, runs: readonly ApiRun[]): Target {
  const { target } = task;
  return target === undefined
    ? mockTarget(
        runs.map(({ api, plan }) => addCallers(api, plan.identities)),
        { callbacks: task.callbacksOn !== undefined },
      )
    : urlTargetOf(target, task);
}

/** Creates a mock of the APIs in this process. */
export function mockTarget(apis: readonly MockApi[], settings: Pick<MockSettings, 'callbacks'> = {}): Target {
  const { handle, callbacks, ownPorts } = createMockOf(apis, settings);
  callbacks?.connect(createSender({ hosts: [], ownPorts }));
  return handlerTarget('mock', handle, { isDisposable: true });
}

/** Listens for callbacks where a command line wants some. @throws UsageError where the address is not free */
export async function receiveCallbacks({
  callbacksOn,
  timeout,
}: Pick<TestTask, 'callbacksOn' | 'timeout'>): Promise<CallbackReceiver | undefined> {
  if (callbacksOn === undefined) return undefined;
  try {
    return await openCallbackReceiver(callbacksOn, { timeout });
  } catch (error) {
    throw new UsageError(`--callbacks-on ${callbacksOn.href}: ${messageOf(error)}`, { cause: error });
  }
}

/** Creates the target at a URL, with the limits and the connection of a command line. */
export function urlTargetOf(
  target: URL,
  {
    connection,
    timeout,
    rate,
    concurrency,
  }: Pick<TestTask, 'connection' | 'timeout' | 'rate' | 'concurrency'>,
): Target {
  const { curlOptions: _, ...reached } = connection;
  return toTarget(target, {
    ...reached,
    ...(rate !== undefined && { rate }),
    ...(timeout !== undefined && { timeout, connectTimeout: Math.min(timeout, 5_000) }),
    ...(concurrency !== undefined && { connections: concurrency }),
  });
}

/**
 * Returns the API with the callers of its run as identities, where its fixtures have none. A mock without identities
 * takes any credential, so that a wrong one could not be told from a right one.
 */
export function addCallers(api: MockApi, callers: Identities): MockApi {
  const { description, fixtures = {} } = api;
  if ((fixtures['identities'] ?? []).length > 0) return api;
  if (Object.values(callers).some(({ sources }) => sources !== undefined)) return api; // they are not known yet
  const allRoles = description.operations.flatMap(({ security }) =>
    security.flatMap(({ schemes }) => schemes.flatMap(({ roles }) => roles)),
  );
  const identities = Object.entries(callers)
    .filter(([, { credentials }]) => Object.keys(credentials).length > 0)
    .map(([id, { credentials, roles = id === 'default' ? allRoles : [] }]) => ({ id, roles, credentials }));
  return identities.length === 0 ? api : { ...api, fixtures: { ...fixtures, identities } };
}
