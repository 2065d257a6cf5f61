import { isLoopbackAddress, isLoopbackHost } from '../../../http/host/loopback.ts';
import { headerValue, type HeaderFields } from '../../../http/message.ts';

/** The sender of a control request. */
export interface Caller {
  readonly headers: HeaderFields;
  /** The address at the other end of the connection; undefined when it is not known. */
  readonly remoteAddress: string | undefined;
}

/**
 * Returns the reason why a caller may not control the mock; undefined when it may. Callers with the token may, and
 * programs on this machine. Pages of other sites may not, even in a browser on this machine: they are recognised by
 * `Origin` and `Sec-Fetch-Site`, and by a `Host` that is not a name of this machine (DNS rebinding).
 */
export function controlRefusal(caller: Caller, token: string | undefined): string | undefined {
  const { headers } = caller;
  if (isCrossSite(headers)) return 'the request comes from a page of another site';
  if (token !== undefined && hasToken(headers, token)) return undefined;
  const reason = nonLocalReason(caller);
  if (reason === undefined) return undefined;
  const remedy =
    token === undefined
      ? `start the mock with --control-token TOKEN, and send 'Authorization: Bearer TOKEN'`
      : `send the token, as in 'Authorization: Bearer TOKEN'`;
  return `${reason}: ${remedy}`;
}

/**
 * Tells by the fields in which browsers name the page of a request (Fetch, section 3.1; Fetch Metadata, section 2.4).
 */
function isCrossSite(headers: HeaderFields): boolean {
  const site = headerValue(headers, 'sec-fetch-site');
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return true;
  const origin = headerValue(headers, 'origin');
  if (origin === undefined) return false;
  const host = headerValue(headers, 'host')?.toLowerCase();
  return !URL.canParse(origin) || host === undefined || new URL(origin).host !== host;
}

/** Fields by which proxies say that they pass on the request of another machine. */
const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via'];

function nonLocalReason({ headers, remoteAddress }: Caller): string | undefined {
  if (!isLoopbackAddress(remoteAddress)) return 'only programs on this machine may do this';
  if (FORWARDED.some((name) => headers[name] !== undefined)) return 'the request comes through a proxy';
  const host = headerValue(headers, 'host') ?? '';
  return isLoopbackHost(host) ? undefined : `the host '${host}' is not a name of this machine`;
}

/** Compares the bearer token of the request (RFC 6750, section 2.1). */
function hasToken(headers: HeaderFields, token: string): boolean {
  const given = /^Bearer +(.*)$/i.exec(headerValue(headers, 'authorization') ?? '')?.[1];
  return given !== undefined && isSameToken(given, token);
}

/** Compares in constant time, so that the time does not tell how much of a guess is right. */
function isSameToken(given: string, wanted: string): boolean {
  let difference = given.length ^ wanted.length;
  for (let index = 0; index < given.length; index += 1) {
    difference |= given.charCodeAt(index) ^ wanted.charCodeAt(index % wanted.length);
  }
  return difference === 0;
}
