import type { JsonObject } from '../../../base/json.ts';
import { headerValue, type WholeResponse } from '../../../http/message.ts';

/** Of a response body, so much is shown, in bytes. */
const MOST_BODY = 50_000;

/** Returns a response as a client sees it. */
export function shownResponse({ status, headers, body }: WholeResponse): JsonObject {
  const fields = Object.keys(headers).flatMap((name) => {
    const value = headerValue(headers, name);
    return value === undefined ? [] : [[name, value] as const];
  });
  const text = new TextDecoder().decode(body.subarray(0, MOST_BODY));
  return {
    status,
    headers: Object.fromEntries(fields),
    body: text,
    ...(body.length > MOST_BODY && { cut: `the body has ${body.length} bytes` }),
  };
}
