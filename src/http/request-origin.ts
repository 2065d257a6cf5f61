import { headerValue, type RawRequest } from './message.ts';

/** Returns the scheme and authority that a request is for: `http://127.0.0.1:3000`; undefined without a `Host`. */
export function originOf({ headers, scheme = 'http' }: RawRequest): string | undefined {
  const host = headerValue(headers, 'host');
  return host === undefined || host.trim() === '' ? undefined : `${scheme}://${host.trim()}`;
}
