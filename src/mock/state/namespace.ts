import { headerValue, type HeaderFields } from '../../http/message.ts';

/** Parallel tests keep out of each other's way by naming a namespace each; the default one has no name. */
export function namespaceOf(headers: HeaderFields): string {
  return headerValue(headers, 'x-stuntdouble-namespace') ?? '';
}
