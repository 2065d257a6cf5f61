import { headerValue, type HeaderFields } from '../../../http/message.ts';
import type { UpstreamUrl } from './upstream-url.ts';

/** The fields of a connection (RFC 9110, section 7.6.1, and what was usual before), which end at each server. */
const CONNECTION_FIELDS = [
  'connection',
  'expect',
  'http2-settings',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
];

/** Returns header fields without those of the connection, and without those that `Connection` names. */
export function withoutConnectionFields(headers: HeaderFields): Record<string, string | readonly string[]> {
  const named = (headerValue(headers, 'connection') ?? '')
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== 'content-length');
  const dropped = new Set([...CONNECTION_FIELDS, ...named]);
  const kept = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined || dropped.has(name) ? [] : [[name, value] as const],
  );
  return Object.fromEntries(kept);
}

/**
 * Returns the header fields with which a request goes through: without those of the connection and those for the mock, as
 * from a page of the upstream itself, and with the credentials for it in place of those of the client.
 */
export function forwardedFields(
  headers: HeaderFields,
  { origin }: UpstreamUrl,
  given: HeaderFields,
): Record<string, string | readonly string[]> {
  const own = Object.entries(withoutConnectionFields(headers)).filter(
    ([name]) => name !== 'host' && !name.startsWith('x-stuntdouble-'),
  );
  const fields: Record<string, string | readonly string[]> = Object.fromEntries(own);
  if (fields['origin'] !== undefined) fields['origin'] = origin;
  if (fields['sec-fetch-site'] !== undefined) fields['sec-fetch-site'] = 'same-origin';
  for (const [name, value] of Object.entries(given)) if (value !== undefined) fields[name] = value;
  return fields;
}
