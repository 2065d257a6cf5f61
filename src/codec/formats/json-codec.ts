import { messageOf } from '../../base/error-message.ts';
import { parseExactJson, writeExactJson } from '../../base/exact-json.ts';
import {
  CLOSE_BRACE,
  CLOSE_BRACKET,
  endOfString,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
} from '../../base/text/json-text.ts';
import { decodeText, encodeText } from '../../http/charset.ts';
import { MalformedText } from '../../http/malformed-text.ts';

/** Limits nesting: deeper values would overflow the stack of recursive functions, such as `JSON.stringify`. */
const MAX_DEPTH = 500;

/** JSON is UTF-8 (RFC 8259, section 8.1). */
const CHARSETS = ['utf-8', 'utf8', 'us-ascii', 'ascii'];

/**
 * Reads JSON in UTF-8, and skips a byte-order mark. Of several members with one name the last counts. An integer that
 * a double cannot hold becomes a `bigint`. @throws MalformedText
 */
export function decodeJson(bytes: Uint8Array, charset = 'utf-8'): unknown {
  if (!CHARSETS.includes(charset.toLowerCase())) {
    throw new MalformedText('charset', `must be in UTF-8, not in ${charset}: JSON knows nothing else`);
  }
  return readJson(decodeText(bytes, 'utf-8', 'json'));
}

/** Reads a JSON text, as `decodeJson` does. @throws MalformedText */
export function readJson(text: string): unknown {
  if (isTooDeep(text)) throw new MalformedText('depth', `must NOT be deeper than ${MAX_DEPTH} levels`);
  try {
    return parseExactJson(text);
  } catch (error) {
    const reason = messageOf(error);
    throw new MalformedText('json', `must be valid JSON: ${reason}`);
  }
}

/** Writes a JSON text; `undefined` as `null`. */
export function writeJson(value: unknown): string {
  return writeExactJson(value) ?? 'null';
}

/** Writes JSON in UTF-8; `undefined` as `null`. */
export function encodeJson(value: unknown): Uint8Array {
  return encodeText(writeJson(value));
}

function isTooDeep(text: string): boolean {
  if (text.length <= 2 * MAX_DEPTH) return false;
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    switch (text.charCodeAt(at)) {
      case QUOTE:
        at = endOfString(text, at);
        break;
      case OPEN_BRACKET:
      case OPEN_BRACE:
        depth += 1;
        if (depth > MAX_DEPTH) return true;
        break;
      case CLOSE_BRACKET:
      case CLOSE_BRACE:
        depth -= 1;
        break;
    }
  }
  return false;
}
