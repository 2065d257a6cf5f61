import { headerValue, type HeaderFields } from '../../http/message.ts';

/**
 * Returns the namespace that a request names in `X-Stuntdouble-Namespace`; the default one is `''`. Each namespace has
 * a state of its own, so tests that run in parallel do not disturb each other.
 */
export function namespaceOf(headers: HeaderFields): string {
  return headerValue(headers, 'x-stuntdouble-namespace') ?? '';
}
