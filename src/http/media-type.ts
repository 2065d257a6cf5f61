import { boundedlyMemoised } from '../base/memoise.ts';
import { headerValue, type HeaderFields } from './message.ts';

/** A media type or media range: `application/json; charset=utf-8`, `text/*`. Names are in lower case. */
export interface MediaRange {
  readonly type: string;
  readonly subtype: string;
  readonly parameters: ReadonlyMap<string, string>;
}

const TOKEN = String.raw`[!#$%&'*+.^_\`|~0-9A-Za-z-]+`;

const MEDIA_RANGE = new RegExp(String.raw`^\s*(${TOKEN})/(${TOKEN})\s*((?:;.*)?)$`);

const PARAMETER = new RegExp(String.raw`;\s*(${TOKEN})\s*=\s*("(?:[^"\\]|\\.)*"|${TOKEN})\s*`, 'y');

/** Parses a media type (RFC 9110, section 8.3.1); undefined where the text is not one. */
export const parseMediaType = boundedlyMemoised((text: string): MediaRange | undefined => {
  const match = MEDIA_RANGE.exec(text);
  if (match === null) return undefined;
  const [, type = '', subtype = '', rest = ''] = match;
  return {
    type: type.toLowerCase(),
    subtype: subtype.toLowerCase(),
    parameters: parseParameters(rest),
  };
});

/** Returns the media type of a message's body; undefined where its header fields have none. */
export function contentTypeOf(headers: HeaderFields): MediaRange | undefined {
  return parseMediaType(headerValue(headers, 'content-type') ?? '');
}

function parseParameters(text: string): Map<string, string> {
  const parameters = new Map<string, string>();
  PARAMETER.lastIndex = 0;
  for (let match = PARAMETER.exec(text); match; match = PARAMETER.exec(text)) {
    const [, name = '', value = ''] = match;
    parameters.set(
      name.toLowerCase(),
      value.startsWith('"') ? value.slice(1, -1).replace(/\\(.)/g, '$1') : value,
    );
  }
  return parameters;
}

/** Returns the media type without parameters: `application/json`. */
export function essenceOf(range: MediaRange): string {
  return `${range.type}/${range.subtype}`;
}

/**
 * Rates how closely `range` describes `type`: 0 not at all, 1 `*∕*`, 2 `type∕*`, 3 exactly, more with equal
 * parameters.
 */
export function specificity(range: MediaRange, type: MediaRange): number {
  if (range.type === '*' && range.subtype === '*') return 1;
  if (range.type !== type.type) return 0;
  if (range.subtype === '*') return 2;
  if (range.subtype !== type.subtype) return 0;
  let matched = 0;
  for (const [name, value] of range.parameters) {
    if (name === 'q' || name === 'charset') continue;
    if (type.parameters.get(name) !== value) return 0;
    matched += 1;
  }
  return 3 + matched;
}

/** True for `application/json` and everything that ends in `+json` (RFC 6839). */
export function isJson(range: MediaRange): boolean {
  return range.subtype === 'json' || range.subtype.endsWith('+json');
}

/** True for an entry of `content` whose media type `isJson` takes; false for text that is not a media type. */
export function isJsonContent({ range }: { readonly range: string }): boolean {
  const type = parseMediaType(range);
  return type !== undefined && isJson(type);
}

/** True for `application/xml`, `text/xml` and everything that ends in `+xml` (RFC 7303). */
export function isXml(range: MediaRange): boolean {
  return range.subtype === 'xml' || range.subtype.endsWith('+xml');
}

/** Returns the entry of `content` that describes `type` most closely (OpenAPI 3.1, Media Type Object), if any does. */
export function describedBy<Entry extends { readonly range: string }>(
  content: readonly Entry[],
  type: MediaRange,
): Entry | undefined {
  let best: Entry | undefined;
  let bestSpecificity = 0;
  for (const entry of content) {
    const range = parseMediaType(entry.range);
    const found = range === undefined ? 0 : specificity(range, type);
    if (found > bestSpecificity) {
      best = entry;
      bestSpecificity = found;
    }
  }
  return best;
}
