import type { HeaderFields } from './message.ts';

/** The parameters of a request as on the wire: split, not decoded. */
export interface RawParameters {
  /** The values of the path template's expressions, still percent-encoded. */
  readonly path: ReadonlyMap<string, string>;
  readonly query: readonly RawPair[];
  readonly headers: HeaderFields;
  readonly cookies: readonly RawPair[];
}

/** A name with its value, both still percent-encoded. */
export interface RawPair {
  readonly name: string;
  readonly value: string;
  /** True for `?a`, without `=`. */
  readonly bare?: boolean;
}

/** Splits a query, without its `?`, at `&` and each first `=`. */
export function parseQuery(query: string): RawPair[] {
  return query
    .split('&')
    .filter((piece) => piece !== '')
    .map(parsePair);
}

/** Splits a `Cookie` field (RFC 6265, section 4.2.1). The quotes around a value are not part of it. */
export function parseCookies(header: string): RawPair[] {
  return header
    .split(';')
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '')
    .map((piece) => {
      const pair = parsePair(piece);
      return { ...pair, name: pair.name.trim(), value: unquoted(pair.value.trim()) };
    });
}

/** Splits a pair at its first `=`: `a=b=c` is `a` with `b=c`. */
export function parsePair(text: string): RawPair {
  const at = text.indexOf('=');
  if (at === -1) return { name: text, value: '', bare: true };
  return { name: text.slice(0, at), value: text.slice(at + 1) };
}

function unquoted(text: string): string {
  return text.length > 1 && text.startsWith('"') && text.endsWith('"') ? text.slice(1, -1) : text;
}
