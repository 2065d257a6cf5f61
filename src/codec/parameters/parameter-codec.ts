import { equalJson } from '../../base/json.ts';
import type { Serialisation } from '../../description/model/media-type-object.ts';
import type { ParameterLocation } from '../../description/model/parameter.ts';
import type { ValueShape } from '../../description/schemas/value-shape.ts';
import { MalformedText } from '../../http/malformed-text.ts';
import { parseCookies, parseQuery, type RawParameters } from '../../http/raw-parameters.ts';
import { joinItems, splitItems } from '../styles/nested-items.ts';
import { decodeCookie, encodeCookie } from './cookie-codec.ts';
import { decodeHeader, encodeHeader } from './header-codec.ts';
import { decodePath, encodePath } from './path-codec.ts';
import { decodeQuery, encodeQuery, isWithoutValue } from './query-codec.ts';

/** The part of a parameter or header that reading and writing need. */
export interface WireParameter extends Serialisation {
  readonly name: string;
  readonly location: ParameterLocation;
  /** Default: false. */
  readonly allowEmptyValue?: boolean;
}

/** The result of decoding a parameter. */
export type Decoded =
  | { readonly kind: 'absent' }
  | {
      readonly kind: 'value';
      readonly value: unknown;
      /** Set where `allowEmptyValue` admits the parameter without a value, so that its schema does not apply. */
      readonly isWithoutValue?: true;
    }
  | {
      readonly kind: 'malformed';
      /** For example `percentEncoding`, `repeated`, `json` or `style`. */
      readonly keyword: string;
      /** Worded like Ajv's messages: `must be given once`. */
      readonly message: string;
    };

/**
 * Reads a parameter of a request (OpenAPI 3.1, "Style Values"). A text that cannot be read as a type that the shape
 * allows stays a string.
 * `declared`: the names of the operation's other query parameters, which an exploded object does not claim.
 */
export function decodeParameter(
  parameter: WireParameter,
  shape: ValueShape,
  raw: RawParameters,
  declared: ReadonlySet<string> = new Set(),
): Decoded {
  if (parameter.location === 'query' && isWithoutValue(parameter, raw.query)) {
    return { kind: 'value', value: '', isWithoutValue: true };
  }
  try {
    const found = decodeAt(parameter, shape, raw, declared);
    if (found === undefined) return { kind: 'absent' };
    return { kind: 'value', value: splitItems(found.value, shape, parameter.itemStyles) };
  } catch (error) {
    if (!(error instanceof MalformedText)) throw error;
    return { kind: 'malformed', keyword: error.keyword, message: error.message };
  }
}

function decodeAt(
  parameter: WireParameter,
  shape: ValueShape,
  raw: RawParameters,
  declared: ReadonlySet<string>,
): { readonly value: unknown } | undefined {
  switch (parameter.location) {
    case 'path':
      return decodePath(raw.path, parameter, shape);
    case 'query':
      return decodeQuery(raw.query, parameter, shape, declared);
    case 'header':
      return decodeHeader(raw.headers, parameter, shape);
    case 'cookie':
      return decodeCookie(raw.cookies, parameter, shape);
  }
}

/**
 * Writes a parameter: in a path, the text for the template's expression; in a query, `a=1&a=2`, and `''` for an empty
 * array; in a header, the field's value; in cookies, `a=1; a=2`.
 */
export function encodeParameter(parameter: WireParameter, given: unknown): string {
  if (given === undefined) return '';
  const value = joinItems(given, parameter.itemStyles);
  switch (parameter.location) {
    case 'path':
      return encodePath(value, parameter);
    case 'query':
      return encodeQuery(value, parameter);
    case 'header':
      return encodeHeader(value, parameter);
    case 'cookie':
      return encodeCookie(value, parameter);
  }
}

/** True where the wire can carry the value: `decodeParameter` returns what `encodeParameter` wrote. */
export function canExpress(parameter: WireParameter, shape: ValueShape, value: unknown): boolean {
  const text = encodeParameter(parameter, value);
  if (!canTravel(parameter, text)) return false;
  const decoded = decodeParameter(parameter, shape, {
    path: new Map([[parameter.name, text]]),
    query: parameter.location === 'query' ? parseQuery(text) : [],
    headers: Object.fromEntries([[parameter.name.toLowerCase(), text]]),
    cookies: parameter.location === 'cookie' ? parseCookies(text) : [],
  });
  return decoded.kind === 'value' && equalJson(decoded.value, value);
}

/**
 * False for empty path segments, which no template matches, for `.` and `..`, which clients resolve, and beyond
 * ASCII.
 */
function canTravel({ location }: WireParameter, text: string): boolean {
  if (location === 'path') return text !== '' && text !== '.' && text !== '..';
  return location === 'query' || /^[\t\x20-\x7E]*$/.test(text);
}
