import { isObject, type JsonObject } from '../spec/json.ts';

/** Where platforms put the reason, the likeliest first. */
const REASON_NAMES = ['message', 'error', 'detail', 'error_description', 'description', 'reason', 'title'];

/** Where they repeat the status, when it is a number. */
const STATUS_NAMES = ['status', 'statusCode', 'status_code', 'code'];

/** The documented body with the real reason, and the real status, where it has a place for them. */
export function fillReason(
  body: unknown,
  { reason, status }: { readonly reason: string; readonly status: number },
): unknown {
  if (Array.isArray(body)) return body.slice(0, 1).map((item) => fillReason(item, { reason, status }));
  if (!isObject(body)) return body;
  const filled = fillStatus(body, status);
  const name = REASON_NAMES.find((candidate) => typeof filled[candidate] === 'string');
  if (name !== undefined) return { ...filled, [name]: reason };
  const nested = Object.keys(filled).find((key) => /error/i.test(key) && typeof filled[key] === 'object');
  return nested === undefined
    ? filled
    : { ...filled, [nested]: fillReason(filled[nested], { reason, status }) };
}

function fillStatus(body: JsonObject, status: number): JsonObject {
  const names = STATUS_NAMES.filter((name) => Number.isInteger(body[name]) && isStatus(body[name]));
  return names.reduce((filled, name) => ({ ...filled, [name]: status }), body);
}

function isStatus(value: unknown): boolean {
  return typeof value === 'number' && value >= 400 && value < 600;
}
