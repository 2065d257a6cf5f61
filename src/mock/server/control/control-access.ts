import { isLoopbackAddress, isLoopbackHost } from '../../../http/host/loopback.ts';
import { headerValue, type HeaderFields } from '../../../http/message.ts';

/** The sender of a control request. */
export interface Caller {
  readonly headers: HeaderFields;
  /** The address at the other end of the connection; undefined when it is not known. */
  readonly remoteAddress: string | undefined;
}

/**
 * The server that has got a control request. `mock`: that of the APIs, whose responses a browser may run as a page;
 * `page`: that of the mock's own page, which sends nothing else that a browser would run.
 */
export type Door = 'mock' | 'page';

/**
 * Returns the reason why a caller may not control the mock; undefined when it may. Callers with the token may, and
 * programs on this machine. Web pages may not, even in a browser on this machine, but for the mock's own page: they are
 * recognised by `Origin`, `Referer` and `Sec-Fetch-Site`, and by a `Host` that is not a name of this machine (DNS
 * rebinding).
 */
export function controlRefusal(
  caller: Caller,
  token: string | undefined,
  door: Door = 'mock',
): string | undefined {
  const { headers } = caller;
  if (door === 'page' && isCrossSite(headers)) return 'the request comes from a page of another site';
  if (door === 'mock' && isFromBrowser(headers))
    return `the request comes from a browser, which may do this on the mock's own page alone: 'stuntdouble mock' prints its address`;
  if (isSentByMock(headers)) return 'the request is a callback or webhook of a mock';
  if (token !== undefined && hasToken(headers, token)) return undefined;
  const reason = nonLocalReason(caller);
  if (reason === undefined) return undefined;
  const remedy =
    token === undefined
      ? `start the mock with --control-token TOKEN, and send 'Authorization: Bearer TOKEN'`
      : `send the token, as in 'Authorization: Bearer TOKEN'`;
  return `${reason}: ${remedy}`;
}

/** True for what a mock sends by itself: a client chooses where that goes. */
function isSentByMock(headers: HeaderFields): boolean {
  return /\bstuntdouble\b/i.test(headerValue(headers, 'via') ?? '');
}

/** True for any request of a browser, also for one that its user has typed: a service worker may have taken it over. */
function isFromBrowser(headers: HeaderFields): boolean {
  return ['sec-fetch-site', 'origin', 'referer'].some((name) => headers[name] !== undefined);
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
