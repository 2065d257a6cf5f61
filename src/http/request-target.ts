import { headerValue, type RawRequest } from './message.ts';

/** Returns the query of a request target, without `?`; empty where there is none. */
export function queryOf(target: string): string {
  const start = target.indexOf('?');
  return start === -1 ? '' : target.slice(start + 1);
}

/** Returns the path of a request target, percent-encoded as sent. */
export function pathOf(target: string): string {
  const end = target.indexOf('?');
  return end === -1 ? target : target.slice(0, end);
}

/** Returns the scheme and authority that a request is for: `http://127.0.0.1:3000`; undefined without a `Host`. */
export function originOf({ headers, scheme = 'http' }: RawRequest): string | undefined {
  const host = headerValue(headers, 'host');
  return host === undefined || host.trim() === '' ? undefined : `${scheme}://${host.trim()}`;
}

/** Parses an absolute URL of HTTP or HTTPS; undefined for any other text. */
export function httpUrl(text: string): URL | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  return url.protocol === 'http:' || url.protocol === 'https:' ? url : undefined;
}
