import { member, type JsonObject } from '../../../base/json.ts';
import type { McpSession } from '../mcp-session.ts';
import { textOf } from './arguments.ts';
import { ToolError, type Argument, type Given } from './tool.ts';

/** The argument of tools that are about a namespace of a mock. */
export const NAMESPACE: Argument = {
  type: 'string',
  description: 'The namespace. Default: the default one.',
};

/** Sends a control request for the namespace of a call. @throws ToolError where it was neither done nor 409 */
export async function askMock(
  session: McpSession,
  given: Given,
  method: 'GET' | 'POST',
  path: string,
  sent: { readonly body?: JsonObject } = {},
) {
  const namespace = textOf(given, 'namespace');
  const { status, body: answer } = await session.control({ method, path, namespace, ...sent });
  const detail = member(answer, 'detail');
  if (status !== 200 && status !== 409)
    throw new ToolError(`the mock answered ${status}${typeof detail === 'string' ? `: ${detail}` : ''}`);
  return { status, answer };
}

export function mayChange({ safety }: McpSession): boolean {
  return safety === 'full';
}

/** @throws ToolError where the safety lets nothing be changed */
export function requireChange(session: McpSession): void {
  if (mayChange(session)) return;
  throw new ToolError(
    `nothing is changed: the safety is ${session.safety}, which only a new start can change`,
  );
}
