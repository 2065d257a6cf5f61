import { isJson, parseMediaType } from './media-type.ts';

/** A body read off the wire. */
export type DecodedBody =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'malformed'; readonly keyword: string; readonly message: string };

const utf8 = new TextDecoder('utf-8', { fatal: true });
const encoder = new TextEncoder();

/** Reads a body of the given media type: JSON as its value, text as a string, anything else as bytes. */
export function decodeBody(bytes: Uint8Array, contentType: string): DecodedBody {
  const type = parseMediaType(contentType);
  if (type !== undefined && isJson(type)) return decodeJson(bytes);
  if (type?.type === 'text') return decodeText(bytes);
  return { kind: 'value', value: bytes };
}

/** Writes a value as the given media type. The counterpart of `decodeBody`. */
export function encodeBody(value: unknown, contentType: string): Uint8Array {
  if (value instanceof Uint8Array) return value;
  const type = parseMediaType(contentType);
  if (typeof value === 'string' && !(type !== undefined && isJson(type))) return encoder.encode(value);
  return encoder.encode(JSON.stringify(value));
}

function decodeJson(bytes: Uint8Array): DecodedBody {
  try {
    return { kind: 'value', value: JSON.parse(utf8.decode(bytes)) as unknown };
  } catch (error) {
    const reason = error instanceof SyntaxError ? error.message : 'it is no UTF-8';
    return { kind: 'malformed', keyword: 'json', message: `must be valid JSON: ${reason}` };
  }
}

function decodeText(bytes: Uint8Array): DecodedBody {
  try {
    return { kind: 'value', value: utf8.decode(bytes) };
  } catch {
    return { kind: 'malformed', keyword: 'charset', message: 'must be valid UTF-8' };
  }
}
