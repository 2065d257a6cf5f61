import { boundedlyMemoised } from '../../base/memoise.ts';
import { headerValue, type HeaderFields } from '../message.ts';

/** `uri-host [":" port]`, where the host is an address in brackets or a registered name (RFC 3986, section 3.2.2). */
const HOST =
  /^(\[[0-9a-f:.]+\]|\[v[0-9a-f]+\.[\w.~!$&'()*+,;=:-]+\]|([\w.~!$&'()*+,;=-]|%[0-9a-f]{2})*)(:\d{0,5})?$/i;

/** Clients name the same few hosts again and again. */
const isHost = boundedlyMemoised((value: string) => HOST.test(value), 50);

/** Returns what is wrong with the `Host` of a request (RFC 9112, section 3.2); undefined when nothing is. */
export function hostFault(headers: HeaderFields): string | undefined {
  const { host } = headers;
  if (Array.isArray(host) && host.length > 1) return `Host must be given once, not ${host.length} times`;
  const value = headerValue(headers, 'host')?.trim();
  if (value === undefined || isHost(value)) return undefined;
  return `Host must be a host name or address, with or without a port: found ${JSON.stringify(value)}`;
}
