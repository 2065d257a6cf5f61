import { isObject, member, type JsonObject } from '../../../base/json.ts';
import type { McpSession } from '../mcp-session.ts';
import { textOf, ToolError, type Argument, type Given, type Tool } from './tool.ts';

const NAMESPACE: Argument = { type: 'string', description: 'The namespace. Default: the default one.' };

/** The tools that read and set what a mock remembers. They do what control requests do. */
export function controlTools(session: McpSession): readonly Tool[] {
  const ask = async (given: Given, method: 'GET' | 'POST' | 'DELETE', path: string, body?: JsonObject) => {
    const { status, body: answer } = await session.control({
      method,
      path,
      namespace: textOf(given, 'namespace'),
      ...(body !== undefined && { body }),
    });
    const detail = member(answer, 'detail');
    if (status !== 200 && status !== 409)
      throw new ToolError(`the mock answered ${status}${typeof detail === 'string' ? `: ${detail}` : ''}`);
    return { status, answer };
  };
  const requireChange = () => {
    if (session.safety !== 'full')
      throw new ToolError(
        `nothing is changed: the safety is ${session.safety}, which only a new start can change`,
      );
  };
  return [
    {
      name: 'state',
      description: 'Shows the items that the mock has, or puts it back to its initial state.',
      isReadOnly: session.safety !== 'full',
      takes: {
        collection: { type: 'string', description: 'Only this collection.' },
        reset: { type: 'boolean', description: 'True: the namespace goes back to its initial state first.' },
        namespace: NAMESPACE,
      },
      call: async (given) => {
        if (given['reset'] === true) {
          requireChange();
          await ask(given, 'POST', '/reset');
        }
        const { answer } = await ask(given, 'GET', '/state');
        return {
          says: 'the state by API and collection',
          data: onlyCollection(answer, textOf(given, 'collection')),
        };
      },
    },
    {
      name: 'scenario',
      description: 'Shows the scenarios of the mock, and the one that is on, or switches one on or off.',
      isReadOnly: session.safety !== 'full',
      takes: {
        name: {
          type: 'string or null',
          description: 'The scenario to switch on; null: none. Left out: nothing changes.',
        },
        namespace: NAMESPACE,
      },
      call: async (given) => {
        const { name } = given;
        if (name !== undefined) requireChange();
        const { answer } =
          name === undefined
            ? await ask(given, 'GET', '/scenario')
            : await ask(given, 'POST', '/scenario', { name });
        return { says: 'the scenarios', data: answer };
      },
    },
    {
      name: 'verify',
      description:
        'Tells whether the mock got the requests that are expected, and what came instead. What is left out may be anything.',
      isReadOnly: true,
      takes: {
        operation: { type: 'string', description: 'An identifier, or METHOD /path.' },
        method: { type: 'string', description: 'Such as POST.' },
        path: { type: 'string', description: 'The path as it was sent.' },
        status: { type: 'string', description: 'The status of the response, such as 404 or 4xx.' },
        query: { type: 'object', description: 'Parameters of the query; there may be more.' },
        headers: { type: 'object', description: 'Header fields, each a text; there may be more.' },
        body: { type: 'any', description: 'A part of the body.' },
        times: {
          type: 'any',
          description: 'A number, or {"atLeast": 1, "atMost": 2}. Default: at least once.',
        },
        namespace: NAMESPACE,
      },
      call: async (given) => {
        const { namespace: _, ...expectation } = given;
        const { status, answer } = await ask(given, 'POST', '/verify', expectation);
        return { says: status === 200 ? 'verified' : 'not verified', data: answer };
      },
    },
  ];
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
