import { prepareStrength, type PreparedStrength } from '../../contract/strength/run-strength.ts';
import type { Server } from '../../contract/strength/model/break.ts';
import { handlerTarget } from '../../contract/target/handler-target.ts';
import type { RunEvent } from '../../contract/run/run-cases.ts';
import { createMockOf } from '../../mock/mock.ts';
import type { MockApi } from '../../mock/api.ts';
import type { ApiRun } from '../contract/plan-runs.ts';
import { addCallers } from '../contract/test-target.ts';
import { originalJudge } from './original-judge.ts';
import type { StrengthTask } from './strength-options.ts';

/** Prepares the breaks of an API: runs its whole suite once. */
export async function prepareApi(
  { api, plan }: Pick<ApiRun, 'api' | 'plan'>,
  { operators }: Pick<StrengthTask, 'operators'>,
  { signal, onEvent }: { readonly signal?: AbortSignal; readonly onEvent?: (event: RunEvent) => void } = {},
): Promise<PreparedStrength> {
  return prepareStrength({
    plan,
    start: startingServer(addCallers(api, plan.identities)),
    judge: await originalJudge(api.description),
    isOperatorWanted: (name) => operators.length === 0 || operators.includes(name),
    signal,
    ...(onEvent !== undefined && { onEvent }),
  });
}

/** Returns a function that puts one mock back to its start, each time. */
function startingServer(api: MockApi): () => Promise<Server> {
  const mock = createMockOf([api]);
  const target = handlerTarget('mock', mock.handle);
  const server: Server = {
    send: async (request, context) => {
      const outcome = await target.send(request, context);
      if (outcome.kind === 'answered') return outcome.response;
      throw new Error(outcome.reason);
    },
    save: async () => {
      const snapshot = await mock.snapshot();
      return () => mock.restore(snapshot);
    },
  };
  return async () => {
    await mock.reset();
    return server;
  };
}
