import { headerValue, type HeaderFields } from '../conformance/raw-message.ts';

/** What a client would like to be answered (RFC 7240). */
export interface Preferences {
  readonly code: string | undefined;
  readonly example: string | undefined;
}

const PREFERENCE = /(?:^|[,;])\s*([!#$%&'*+.^_`|~0-9A-Za-z-]+)\s*(?:=\s*("(?:[^"\\]|\\.)*"|[^,;\s]*))?/g;

/** The first of each preference counts (RFC 7240, section 2). */
export function parsePreferences(headers: HeaderFields): Preferences {
  const field = headerValue(headers, 'prefer');
  if (field === undefined) return { code: undefined, example: undefined };
  const found = new Map<string, string>();
  for (const [, name = '', value = ''] of field.matchAll(PREFERENCE)) {
    const key = name.toLowerCase();
    if (!found.has(key)) found.set(key, value.replace(/^"|"$/g, '').replace(/\\(.)/g, '$1'));
  }
  return { code: found.get('code'), example: found.get('example') };
}
