import { isObject, member, type JsonObject } from '../../base/json.ts';
import { errorAnswer, type ErrorName } from './error-answer.ts';

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

function wrong(id: string | number | null, code: ErrorName, message: string): Message {
  return { kind: 'wrong', answer: errorAnswer(id, code, message) };
}
