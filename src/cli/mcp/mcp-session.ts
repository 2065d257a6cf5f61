import { isLoopback } from '../../http/host/loopback.ts';
import { readBody } from '../../http/message.ts';
import type { Safety } from '../../contract/plan/plan-cases.ts';
import { createMasks } from '../../contract/report/text/mask-secrets.ts';
import { handlerTarget } from '../../contract/target/handler-target.ts';
import type { Target } from '../../contract/target/target.ts';
import { createMockOf } from '../../mock/mock.ts';
import type { MockSettings } from '../../mock/mock-settings.ts';
import { createControl } from '../../mock/server/control/control.ts';
import { planRuns, type ApiRun } from '../contract/plan-runs.ts';
import type { TestTask } from '../contract/test-options.ts';
import { urlTargetOf } from '../contract/test-target.ts';
import {
  controlAnswer,
  controlBody,
  controlMessage,
  type ControlAnswer,
  type ControlRequest,
} from './control-message.ts';
import { ToolError } from './tools/tool.ts';

/** What the tools work on: all that was given at the start, and nothing that a client gives. */
export interface McpSession {
  readonly task: TestTask;
  readonly runs: readonly ApiRun[];
  readonly safety: Safety;
  readonly target: Target;
  /** Sends a control request to the mock. @throws ToolError where the target is none, or does not let it */
  readonly control: (request: ControlRequest) => Promise<ControlAnswer>;
  /** Replaces the credentials that were given at the start, which a target may send back. */
  readonly mask: (text: string) => string;
  readonly close: () => Promise<void>;
}

/** Loads the descriptions, and opens the target: the one of the command line, else a mock in this process. */
export async function openSession(
  task: TestTask,
  settings: MockSettings,
  controlToken: string | undefined,
): Promise<McpSession> {
  const runs = await planRuns(task);
  const { target: url } = task;
  const opened = url === undefined ? ownMock(runs, settings) : atUrl(url, task, controlToken);
  const safety = task.safety ?? (url === undefined || isLoopback(url) ? 'full' : 'read-only');
  return { task, runs, safety, mask: url === undefined ? (text) => text : maskOf(runs), ...opened };
}

function maskOf(runs: readonly ApiRun[]): McpSession['mask'] {
  const masks = runs.map(({ api, plan: { identities, headers } }) =>
    createMasks({ schemes: api.description.securitySchemes, identities, headers: [headers] }),
  );
  return (text) => masks.reduce((current, { mask }) => mask(current, {}), text);
}

type Opened = Pick<McpSession, 'target' | 'control' | 'close'>;

function ownMock(runs: readonly ApiRun[], settings: MockSettings): Opened {
  const mock = createMockOf(
    runs.map(({ api }) => api),
    settings,
  );
  const control = createControl(mock, undefined);
  return {
    target: handlerTarget('mock', mock.handle),
    control: async (request) => {
      const response = await control({
        ...controlMessage(request),
        remoteAddress: '127.0.0.1',
        readBody: async () => controlBody(request),
      });
      if (response === undefined) throw new ToolError('the mock has not answered');
      return controlAnswer(response.status, await readBody(response));
    },
    close: async () => {},
  };
}

function atUrl(url: URL, task: TestTask, token: string | undefined): Opened {
  const target = urlTargetOf(url, task);
  const origin = urlTargetOf(new URL(url.origin), task);
  return {
    target,
    control: async (request) => {
      if (!isLoopback(url) && token === undefined)
        throw new ToolError('the target is not on this machine: start with --control-token if it is a mock');
      const { headers, ...message } = controlMessage(request);
      const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` };
      const outcome = await origin.send({
        ...message,
        headers: { ...headers, ...authorization, host: url.host },
        body: controlBody(request),
      });
      if (outcome.kind !== 'answered') throw new ToolError(`${url.origin}: ${outcome.reason}`);
      return controlAnswer(outcome.response.status, outcome.response.body);
    },
    close: async () => {
      await Promise.all([target.close(), origin.close()]);
    },
  };
}
