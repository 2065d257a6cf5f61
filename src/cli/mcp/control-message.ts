import { encodeText } from '../../http/charset.ts';
import { ToolError } from './tools/tool.ts';

/** A control request to a mock. */
export interface ControlRequest {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** Below `/_stuntdouble`. */
  readonly path: string;
  readonly body?: unknown;
  readonly namespace: string | undefined;
}

/** The answer to one. */
export interface ControlAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** Writes a control request, without its body. */
export function controlMessage({ method, path, body, namespace }: ControlRequest) {
  return {
    method,
    target: `/_stuntdouble${path}`,
    headers: {
      host: 'localhost',
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(namespace !== undefined && { 'x-stuntdouble-namespace': namespace }),
    },
  };
}

/** Writes its body. */
export function controlBody({ body }: ControlRequest): Uint8Array {
  return body === undefined ? new Uint8Array() : encodeText(JSON.stringify(body));
}

/** Reads the answer to one. @throws ToolError where no mock has written it */
export function controlAnswer(status: number, body: Uint8Array): ControlAnswer {
  const text = new TextDecoder().decode(body);
  try {
    return { status, body: JSON.parse(text) as unknown };
  } catch {
    throw new ToolError(`this is no mock: it answered ${status} without JSON`);
  }
}
