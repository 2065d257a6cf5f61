/** A media type or media range: `application/json; charset=utf-8`, `text/*`. Names are in lower case. */
export interface MediaRange {
  readonly type: string;
  readonly subtype: string;
  readonly parameters: ReadonlyMap<string, string>;
}

const TOKEN = String.raw`[!#$%&'*+.^_\`|~0-9A-Za-z-]+`;
const MEDIA_RANGE = new RegExp(String.raw`^\s*(${TOKEN})/(${TOKEN})\s*((?:;.*)?)$`);
const PARAMETER = new RegExp(String.raw`;\s*(${TOKEN})\s*=\s*("(?:[^"\\]|\\.)*"|${TOKEN})\s*`, 'y');

/** Parses a media type (RFC 9110, section 8.3.1); undefined where it is none. */
export function parseMediaType(text: string): MediaRange | undefined {
  const match = MEDIA_RANGE.exec(text);
  if (match === null) return undefined;
  const [, type = '', subtype = '', rest = ''] = match;
  return {
    type: type.toLowerCase(),
    subtype: subtype.toLowerCase(),
    parameters: parseParameters(rest),
  };
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

/** `application/json`, without parameters. */
export function essenceOf(range: MediaRange): string {
  return `${range.type}/${range.subtype}`;
}

/** How closely `range` describes `type`: 0 not at all, 1 `*∕*`, 2 `type∕*`, 3 exactly, more with equal parameters. */
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

/** True for `application/xml`, `text/xml` and everything that ends in `+xml` (RFC 7303). */
export function isXml(range: MediaRange): boolean {
  return range.subtype === 'xml' || range.subtype.endsWith('+xml');
}

/** The entry of `content` that describes `type` most closely (OpenAPI 3.1, Media Type Object), if one does. */
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

/**
 * The candidate that `accept` likes best: highest quality, then the order of the candidates
 * (RFC 9110, section 12.5.1); undefined where all are refused. No field at all accepts anything.
 */
export function negotiate(accept: string | undefined, candidates: readonly string[]): string | undefined {
  if (accept === undefined || accept.trim() === '') return candidates[0];
  const ranges = splitList(accept).flatMap((text) => parseMediaType(text) ?? []);
  let best: string | undefined;
  let bestQuality = 0;
  for (const candidate of candidates) {
    const type = parseMediaType(candidate);
    const quality = type === undefined ? 0 : qualityOf(type, ranges);
    if (quality > bestQuality) {
      best = candidate;
      bestQuality = quality;
    }
  }
  return best;
}

/** The quality of the range that fits most specifically. */
function qualityOf(type: MediaRange, ranges: readonly MediaRange[]): number {
  let quality = 0;
  let closest = 0;
  for (const range of ranges) {
    const found = type.type === '*' || type.subtype === '*' ? overlap(range, type) : specificity(range, type);
    if (found === 0 || found < closest) continue;
    const own = qualityParameter(range);
    quality = found > closest ? own : Math.max(quality, own);
    closest = found;
  }
  return quality;
}

/** A described range such as `image/*` meets an accepted one where either contains the other. */
function overlap(range: MediaRange, described: MediaRange): number {
  return Math.max(specificity(range, described), specificity(described, range) > 0 ? 1 : 0);
}

function qualityParameter(range: MediaRange): number {
  const text = range.parameters.get('q');
  const quality = text === undefined ? 1 : Number(text);
  return Number.isFinite(quality) ? Math.min(1, Math.max(0, quality)) : 0;
}

/** Splits at commas that stand outside quotes. */
function splitList(text: string): string[] {
  return text.match(/(?:[^,"]|"(?:[^"\\]|\\.)*")+/g) ?? [];
}
