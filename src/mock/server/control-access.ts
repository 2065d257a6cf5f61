import { isLoopbackAddress, isLoopbackHost } from '../../http/loopback.ts';
import { headerValue, type HeaderFields } from '../../http/message.ts';

/** Who asks for control, as far as the wire tells. */
export interface Caller {
  readonly headers: HeaderFields;
  /** Where the connection comes from; undefined where that is not known. */
  readonly remoteAddress: string | undefined;
}

/**
 * Why a caller may not control the mock; undefined for one who may: whoever has the token, and programs on this
 * machine. Pages of other sites may not, even when they run in a browser on this machine: they are told by `Origin`
 * and `Sec-Fetch-Site`, and by a `Host` that is no name of this machine (a name that was rebound to it).
 */
export function refusedControl(caller: Caller, token: string | undefined): string | undefined {
  const { headers } = caller;
  if (isCrossSite(headers)) return 'the request comes from a page of another site';
  if (token !== undefined && hasToken(headers, token)) return undefined;
  const why = whyNotLocal(caller);
  if (why === undefined) return undefined;
  const needed = token === undefined ? 'start the mock with --control-token' : 'send the token';
  return `${why}: ${needed}, as in 'Authorization: Bearer TOKEN'`;
}

/** Browsers say from which page a request comes (Fetch, section 3.1; Fetch Metadata, section 2.4). */
function isCrossSite(headers: HeaderFields): boolean {
  const site = headerValue(headers, 'sec-fetch-site');
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return true;
  const origin = headerValue(headers, 'origin');
  if (origin === undefined) return false;
  const host = headerValue(headers, 'host')?.toLowerCase();
  return !URL.canParse(origin) || host === undefined || new URL(origin).host !== host;
}

/** Fields by which proxies say that somebody else asks. */
const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via'];

function whyNotLocal({ headers, remoteAddress }: Caller): string | undefined {
  if (!isLoopbackAddress(remoteAddress)) return 'only programs on this machine may do this';
  if (FORWARDED.some((name) => headers[name] !== undefined)) return 'the request comes through a proxy';
  const host = headerValue(headers, 'host') ?? '';
  return isLoopbackHost(host) ? undefined : `'${host}' is no name of this machine`;
}

/** RFC 6750, section 2.1. */
function hasToken(headers: HeaderFields, token: string): boolean {
  const given = /^Bearer +(.*)$/i.exec(headerValue(headers, 'authorization') ?? '')?.[1];
  return given !== undefined && isSame(given, token);
}

/** Takes as long for a good beginning as for a bad one. */
function isSame(given: string, wanted: string): boolean {
  let difference = given.length ^ wanted.length;
  for (let index = 0; index < given.length; index += 1) {
    difference |= given.charCodeAt(index) ^ wanted.charCodeAt(index % wanted.length);
  }
  return difference === 0;
}
