import type { McpSession } from '../mcp-session.ts';
import { askMock, NAMESPACE } from './ask-mock.ts';
import type { Tool } from './tool.ts';

export function verifyTool(session: McpSession): Tool {
  return {
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
      const { status, answer } = await askMock(session, given, 'POST', '/verify', { body: expectation });
      return { says: status === 200 ? 'verified' : 'not verified', data: answer };
    },
  };
}
