import { operationExclusion } from '../../../contract/plan/exclude.ts';
import type { Operation } from '../../../description/model/operation.ts';
import { isSafe } from '../../../http/method.ts';
import { pathOf } from '../../../http/request-target.ts';
import { createRouter } from '../../../mock/match/router.ts';
import type { ApiRun } from '../../contract/plan-runs.ts';
import type { McpSession } from '../mcp-session.ts';
import { textOf } from './arguments.ts';
import { requestOf, requirePath, withCredentials } from './sent-request.ts';
import { shownResponse } from './shown-response.ts';
import { ToolError, type Tool } from './tool.ts';

export function sendTool(session: McpSession): Tool {
  const isExcluded = operationExclusion(session.task.exclude);
  const routers = session.runs.map((run) => ({ run, router: createRouter(run.api.description.operations) }));
  const find = (method: string, path: string): { readonly run: ApiRun; readonly operation: Operation } => {
    for (const { run, router } of routers) {
      const match = router.match(method, path);
      if (match.kind === 'matched') return { run, operation: match.operation };
    }
    throw new ToolError(`no operation has ${method} ${path}: list_operations shows them`);
  };
  return {
    name: 'send',
    description:
      `Sends a request of a described operation to ${session.target.name}, with the credentials given at the start. ` +
      (session.safety === 'full' ? '' : 'Only GET, HEAD and OPTIONS are sent.'),
    isReadOnly: session.safety !== 'full',
    takes: {
      method: { type: 'string', description: 'Such as GET.', isRequired: true, most: 20 },
      path: {
        type: 'string',
        description: 'The path of the operation with its values, and a query: /things/1?limit=2',
        isRequired: true,
        most: 8_000,
      },
      headers: { type: 'object', description: 'Header fields, each a text.' },
      body: {
        type: 'any',
        description: 'The body: any value as JSON; a text as it is, where content-type says another type.',
      },
      caller: {
        type: 'string',
        description: 'The caller whose credentials are sent. Default: default; none: none.',
      },
      namespace: { type: 'string', description: 'The namespace of a mock. Default: the default one.' },
    },
    call: async (given) => {
      const method = (textOf(given, 'method') ?? '').toUpperCase();
      const path = requirePath(textOf(given, 'path') ?? '');
      const { run, operation } = find(method, pathOf(path));
      if (isExcluded(operation)) throw new ToolError(`${operation.id} is excluded: it is never sent`);
      if (session.safety !== 'full' && !isSafe(method))
        throw new ToolError(
          `${method} is not sent: the safety is ${session.safety}, which only a new start can change`,
        );
      const request = withCredentials(requestOf(given, method, path), given, run, operation);
      const outcome = await session.target.send(request, { operation: operation.id });
      if (outcome.kind !== 'answered')
        throw new ToolError(`${operation.id} got no response: ${outcome.reason}`);
      const { status } = outcome.response;
      return { says: `${operation.id} was answered ${status}`, data: shownResponse(outcome.response) };
    },
  };
}
