import { encodeJson } from '../../../codec/formats/json-codec.ts';
import type { HeaderFields, RawResponse } from '../../../http/message.ts';
import { problemResponse } from '../../respond/problem.ts';

/**
 * Fields of all control responses. There are none for CORS: pages of other sites cannot read the responses. Where a browser
 * shows one, it has an origin of its own.
 */
export const PRIVATE_HEADERS: HeaderFields = {
  'cache-control': 'no-store',
  'content-security-policy': `default-src 'none'; sandbox; frame-ancestors 'none'`,
  'cross-origin-resource-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
};

export function json(status: number, body: unknown): RawResponse {
  return {
    status,
    headers: { ...PRIVATE_HEADERS, 'content-type': 'application/json' },
    body: encodeJson(body),
  };
}

/** Writes a problem (RFC 9457) with further members. */
export function problem(
  status: number,
  title: string,
  detail: string,
  headers: HeaderFields = {},
  members: Readonly<Record<string, unknown>> = {},
): RawResponse {
  return problemResponse({ ...members, title, status, detail }, { ...PRIVATE_HEADERS, ...headers });
}
