import { messageOf } from '../../base/error-message.ts';
import { parseExactJson, writeExactJson } from '../../base/exact-json.ts';
import {
  CLOSE_BRACE,
  CLOSE_BRACKET,
  endOfString,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
} from '../../base/json-text.ts';
import { decodeText, encodeText } from '../../http/charset.ts';
import { MalformedText } from '../../http/malformed-text.ts';

/** Deeper than this, a value can be neither judged nor kept: JavaScript's own functions would overflow. */
const MAX_DEPTH = 500;

/** RFC 8259, section 8.1: UTF-8 and nothing else. */
const CHARSETS = ['utf-8', 'utf8', 'us-ascii', 'ascii'];

/**
 * JSON in UTF-8; a byte-order mark is skipped. Of several members with one name the last counts. An integer that
 * a double cannot hold becomes a `bigint`. @throws MalformedText
 */
export function decodeJson(bytes: Uint8Array, charset = 'utf-8'): unknown {
  if (!CHARSETS.includes(charset.toLowerCase())) {
    throw new MalformedText('charset', `must be in UTF-8, not in ${charset}: JSON knows nothing else`);
  }
  return readJson(decodeText(bytes, 'utf-8', 'json'));
}

/** @throws MalformedText */
export function readJson(text: string): unknown {
  if (isTooDeep(text)) throw new MalformedText('depth', `must NOT be deeper than ${MAX_DEPTH} levels`);
  try {
    return parseExactJson(text);
  } catch (error) {
    const reason = messageOf(error);
    throw new MalformedText('json', `must be valid JSON: ${reason}`);
  }
}

/** `undefined`, which JSON does not have, is written as `null`. */
export function encodeJson(value: unknown): Uint8Array {
  return encodeText(writeExactJson(value) ?? 'null');
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
