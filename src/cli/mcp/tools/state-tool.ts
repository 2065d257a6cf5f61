import { isObject, member } from '../../../base/json.ts';
import type { McpSession } from '../mcp-session.ts';
import { textOf } from './arguments.ts';
import { askMock, mayChange, NAMESPACE, requireChange } from './ask-mock.ts';
import { ToolError, type Tool } from './tool.ts';

export function stateTool(session: McpSession): Tool {
  return {
    name: 'state',
    description: 'Shows the items that the mock has, or puts it back to its initial state.',
    isReadOnly: !mayChange(session),
    takes: {
      collection: { type: 'string', description: 'Only this collection.' },
      reset: { type: 'boolean', description: 'True: the namespace goes back to its initial state first.' },
      namespace: NAMESPACE,
    },
    call: async (given) => {
      if (given['reset'] === true) {
        requireChange(session);
        await askMock(session, given, 'POST', '/reset');
      }
      const { answer } = await askMock(session, given, 'GET', '/state');
      return {
        says: 'the state by API and collection',
        data: onlyCollection(answer, textOf(given, 'collection')),
      };
    },
  };
}

/** Returns the state with one collection alone. @throws ToolError where no API has it */
function onlyCollection(state: unknown, collection: string | undefined): unknown {
  if (collection === undefined || !isObject(state)) return state;
  const apis = Object.entries(isObject(state['apis']) ? state['apis'] : {}).flatMap(([name, collections]) => {
    const items = member(collections, collection);
    return items === undefined ? [] : [[name, { [collection]: items }] as const];
  });
  if (apis.length === 0) throw new ToolError(`collection: there is no ${collection} in this namespace`);
  return { ...state, apis: Object.fromEntries(apis) };
}
