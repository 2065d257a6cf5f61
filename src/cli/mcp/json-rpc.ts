import { isObject, member, type Json, type JsonObject } from '../../base/json.ts';

/** A message of a client (JSON-RPC 2.0, section 4), or what is wrong with it. */
export type Message =
  | {
      readonly kind: 'request';
      readonly id: string | number;
      readonly method: string;
      readonly params: JsonObject;
    }
  | { readonly kind: 'notification'; readonly method: string; readonly params: JsonObject }
  /** It has no answer. */
  | { readonly kind: 'response' }
  | { readonly kind: 'wrong'; readonly answer: JsonObject };

/** The codes of errors (JSON-RPC 2.0, section 5.1; Model Context Protocol 2026-07-28, Error Codes). */
export const CODES = {
  notJson: -32_700,
  noRequest: -32_600,
  noMethod: -32_601,
  wrongParams: -32_602,
  failed: -32_603,
  wrongVersion: -32_022,
} as const;

/** Reads a message. There are no batches: the protocol has none since its version 2025-06-18. */
export function readMessage(text: string): Message {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return wrong(null, 'notJson', 'this line is no JSON');
  }
  if (!isObject(value)) return wrong(null, 'noRequest', 'a line holds one message, an object');
  const { jsonrpc, method, params = {} } = value;
  const id = member(value, 'id');
  const known = isId(id) ? id : null;
  if (jsonrpc !== '2.0') return wrong(known, 'noRequest', "jsonrpc: give '2.0'");
  if (method === undefined && (Object.hasOwn(value, 'result') || Object.hasOwn(value, 'error')))
    return { kind: 'response' };
  if (typeof method !== 'string') return wrong(known, 'noRequest', 'method: give a text');
  if (id !== undefined && !isId(id)) return wrong(null, 'noRequest', 'id: give a text or a whole number');
  if (!isObject(params)) return wrong(known, 'wrongParams', 'params: give an object');
  return isId(id) ? { kind: 'request', id, method, params } : { kind: 'notification', method, params };
}

function isId(id: unknown): id is string | number {
  return (typeof id === 'string' && id.length <= 1_000) || Number.isSafeInteger(id);
}

function wrong(id: string | number | null, code: keyof typeof CODES, message: string): Message {
  return { kind: 'wrong', answer: errorAnswer(id, code, message) };
}

/** Writes an error; the identifier of a request that could not be read is null. */
export function errorAnswer(
  id: string | number | null,
  code: keyof typeof CODES,
  message: string,
  data?: Json,
): JsonObject {
  return {
    jsonrpc: '2.0',
    id,
    error: { code: CODES[code], message, ...(data !== undefined && { data }) },
  };
}
