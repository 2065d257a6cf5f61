import { handlerTarget } from '../contract/handler-target.ts';
import { toTarget } from '../contract/send/to-target.ts';
import type { Target } from '../contract/target.ts';
import { createMockOf } from '../mock/mock.ts';
import type { ApiRun } from './select-runs.ts';
import type { TestTask } from './test-options.ts';
import { withCallers } from './with-callers.ts';

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
