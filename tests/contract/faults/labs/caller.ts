import { SERVICE_TOKEN } from '../../../../faults/awkward/server/campus.ts';
import type { Handle, Silence } from '../../../../faults/server/message.ts';

/** What a request is sent with. */
export interface Sent {
  readonly json?: unknown;
  readonly form?: Readonly<Record<string, string>>;
  /** A body as it is. */
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A response with its body read. Of a stream, the first pieces. */
export interface Got {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly text: string;
  readonly silence?: Silence;
}

export type Call = (method: string, target: string, sent?: Sent) => Promise<Got>;

export const SESSION = { authorization: `Bearer ${SERVICE_TOKEN}` };
export const SHOP = { 'x-shop': 'main' };

/** How many pieces of a stream are read. */
const PIECES = 8;

/** Returns a function that sends requests to a server by hand. */
export function callerOf(handle: Handle): Call {
  return async (method, target, sent = {}) => {
    const answer = await handle({ method, target, headers: fieldsOf(sent), body: bytesOf(sent) });
    if (typeof answer === 'string')
      return { status: 0, headers: {}, body: undefined, text: '', silence: answer };
    const { status, headers, body, stream } = answer;
    const pieces = [body];
    for await (const piece of stream ?? []) {
      pieces.push(piece);
      if (pieces.length > PIECES) break;
    }
    const text = Buffer.concat(pieces).toString('utf8');
    return { status, headers, text, body: parsed(text) };
  };
}

function fieldsOf({ json, form, text, headers }: Sent): Readonly<Record<string, string>> {
  if (form !== undefined) return { 'content-type': 'application/x-www-form-urlencoded', ...headers };
  if (json === undefined && text === undefined) return { ...headers };
  return { 'content-type': 'application/json', ...headers };
}

function bytesOf({ json, form, text }: Sent): Uint8Array {
  const plain =
    text ?? (form === undefined ? json && JSON.stringify(json) : String(new URLSearchParams(form)));
  return new TextEncoder().encode(typeof plain === 'string' ? plain : '');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
