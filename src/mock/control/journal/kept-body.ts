import { NO_BODY, type RawResponse } from '../../../http/message.ts';

/** The longest part of a body that is shown, in bytes; of a text, in characters. */
const LONGEST_BODY = 65_536;

/** So much more is kept, and never shown: a secret at the end of what is kept may be there in part, and is not found. */
export const MARGIN = 4_096;

/** Returns what is kept of a body. Of a long one, it is a copy, so that the rest is not kept with it; of a stream, nothing. */
export function keptBody(body: RawResponse['body']): Uint8Array | string {
  const length = lengthOf(body);
  if (length === 0) return NO_BODY;
  if (length <= LONGEST_BODY) return body as Uint8Array | string;
  if (typeof body === 'string') return encoder.encode(body.slice(0, LONGEST_BODY + MARGIN));
  const bytes = body as Uint8Array;
  return bytes.slice(0, endOfCharacter(bytes, LONGEST_BODY + MARGIN));
}

const encoder = new TextEncoder();

/** Returns the length of a body: in bytes, or of a text in characters; 0 for a stream. */
export function lengthOf(body: RawResponse['body']): number {
  return typeof body === 'string' || body instanceof Uint8Array ? body.length : 0;
}

/** Returns the length of a body that is kept in part; undefined for one that is kept as a whole. */
export function cutLength(length: number): number | undefined {
  return length > LONGEST_BODY ? length : undefined;
}

/** Returns an end at most here that does not divide a character of UTF-8, which has three further bytes at most. */
function endOfCharacter(bytes: Uint8Array, most: number): number {
  const isFurther = (at: number) => ((bytes[at] ?? 0) & 0xc0) === 0x80;
  return [most, most - 1, most - 2, most - 3].find((at) => !isFurther(at)) ?? most;
}
