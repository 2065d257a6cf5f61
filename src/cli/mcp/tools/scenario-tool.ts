import type { McpSession } from '../mcp-session.ts';
import { askMock, mayChange, NAMESPACE, requireChange } from './ask-mock.ts';
import type { Tool } from './tool.ts';

export function scenarioTool(session: McpSession): Tool {
  return {
    name: 'scenario',
    description: 'Shows the scenarios of the mock, and the one that is on, or switches one on or off.',
    isReadOnly: !mayChange(session),
    takes: {
      name: {
        type: 'string or null',
        description: 'The scenario to switch on; null: none. Left out: nothing changes.',
      },
      namespace: NAMESPACE,
    },
    call: async (given) => {
      const { name } = given;
      if (name !== undefined) requireChange(session);
      const { answer } =
        name === undefined
          ? await askMock(session, given, 'GET', '/scenario')
          : await askMock(session, given, 'POST', '/scenario', { body: { name } });
      return { says: 'the scenarios', data: answer };
    },
  };
}
