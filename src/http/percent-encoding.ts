import { MalformedText } from './malformed-text.ts';

/** Writes texts so that the delimiters around them keep their meaning. */
export interface Escaping {
  /** Escapes a whole value. */
  encode(text: string): string;
  /** Escapes a piece between delimiters, or a name. */
  encodePiece(text: string): string;
  /** @throws MalformedText */
  decode(text: string): string;
}

/** Header fields: nothing is escaped, surrounding whitespace is dropped (RFC 9110, section 5.5). */
export const PLAIN: Escaping = {
  encode: (text) => text,
  encodePiece: (text) => text,
  decode: (text) => text.trim(),
};

/** Nothing is escaped, and every character counts. */
export const VERBATIM: Escaping = { ...PLAIN, decode: (text) => text };

/** Everything but unreserved characters is percent-encoded (RFC 3986, section 2; RFC 6570, section 3.2.2). */
export const PERCENT: Escaping = { encode: percentEncode, encodePiece: percentEncode, decode: percentDecode };

/** The same, and `+` is read as a space, as HTML forms write it. */
export const QUERY: Escaping = { ...PERCENT, decode: (text) => percentDecode(text.replaceAll('+', ' ')) };

/** The same, and a space is written as `+` too (`application/x-www-form-urlencoded`). */
export const FORM: Escaping = { ...QUERY, encode: formEncode, encodePiece: formEncode };

/**
 * `allowReserved` (OpenAPI 3.1, Parameter Object): reserved characters stay as they are, but for those that
 * would end the value or change its meaning in a query: `# [ ] & +`, and `,` between the items of a list.
 */
export const QUERY_RESERVED: Escaping = {
  ...QUERY,
  encode: (text) =>
    percentEncode(text).replace(/%(?:3A|2F|3F|40|21|24|27|28|29|2A|3B|3D|2C)/g, percentDecode),
  encodePiece: (text) => percentEncode(text).replace(/%(?:3A|2F|3F|40|21|24|27|28|29|2A|3B)/g, percentDecode),
};

/**
 * The same in a segment of a path, where `/ ? # [ ]` would end it, and `;` a pair of the style matrix (OpenAPI 3.2).
 */
export const PATH_RESERVED: Escaping = {
  ...PERCENT,
  encode: (text) => percentEncode(text).replace(/%(?:3A|40|21|24|26|27|28|29|2A|2B|3D|2C)/g, percentDecode),
  encodePiece: (text) => percentEncode(text).replace(/%(?:3A|40|21|24|26|27|28|29|2A|2B)/g, percentDecode),
};

/** The same in a cookie, whose value `;` would end, and which has no comma (RFC 6265, section 4.1.1). */
export const COOKIE_RESERVED: Escaping = {
  ...PERCENT,
  encode: (text) =>
    percentEncode(text).replace(/%(?:3A|2F|3F|23|5B|5D|40|21|24|26|27|28|29|2A|2B|3D)/g, percentDecode),
  encodePiece: (text) =>
    percentEncode(text).replace(/%(?:3A|2F|3F|23|5B|5D|40|21|24|26|27|28|29|2A|2B)/g, percentDecode),
};

function percentEncode(text: string): string {
  const wellFormed = text.replace(/\p{Surrogate}/gu, '\uFFFD');
  return encodeURIComponent(wellFormed).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function formEncode(text: string): string {
  return percentEncode(text).replaceAll('%20', '+');
}

function percentDecode(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    throw new MalformedText('percentEncoding', 'must be percent-encoded correctly');
  }
}
