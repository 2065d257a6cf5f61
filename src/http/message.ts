import type { Json } from '../base/json.ts';
import { encodeText } from './charset.ts';
import { joinedBytes } from './join-bytes.ts';

/** Header fields by lower-case name; one that was sent several times is a list. */
export type HeaderFields = Readonly<Record<string, string | readonly string[] | undefined>>;

/** A request as on the wire, nothing decoded. */
export interface RawRequest {
  /** Upper case. */
  readonly method: string;
  /** Path and query as sent, percent-encoded: `/a%20b?c=d`. */
  readonly target: string;
  readonly headers: HeaderFields;
  /** Empty where there is none. */
  readonly body: Uint8Array;
  /** Set where the codings in `Content-Encoding` have been removed from the body, or could not be. */
  readonly decoding?: 'done' | 'failed';
  /** That of the connection. Default: `http`. */
  readonly scheme?: 'http' | 'https';
}

/** A response as on the wire. Its body may be a text, which is sent in UTF-8, or a stream of pieces. */
export interface RawResponse {
  readonly status: number;
  readonly headers: HeaderFields;
  readonly body: Uint8Array | string | AsyncIterable<Uint8Array>;
  /**
   * What becomes of the connection where the response is not sent as a whole. `reset`: it is reset, and nothing is sent;
   * `no-response`: nothing is sent, ever; `cut`: it is closed after the body, which is a part of what was announced.
   */
  readonly connection?: 'reset' | 'no-response' | 'cut';
}

export const NO_BODY = new Uint8Array(0);

/** Returns a header field as one string, several lines joined with commas (RFC 9110, section 5.3). */
export function headerValue(headers: HeaderFields, name: string): string | undefined {
  const value: unknown = headers[name];
  if (typeof value === 'string') return value;
  return Array.isArray(value) ? value.join(', ') : undefined; // `constructor` is a name like any other
}

/** True for the same fields in the same order; lists of lines are not compared. `names` and `others` are the names of both. */
export function sameFields(
  left: HeaderFields,
  right: HeaderFields,
  names: readonly string[],
  others: readonly string[],
): boolean {
  if (left === right) return true;
  if (names.length !== others.length) return false;
  for (let index = 0; index < names.length; index += 1) {
    const name = names[index] ?? '';
    if (name !== others[index] || left[name] !== right[name]) return false;
  }
  return true;
}

/** A response whose body is not a text. */
export interface ByteResponse extends RawResponse {
  readonly body: Uint8Array | AsyncIterable<Uint8Array>;
}

/** Returns a response whose text is encoded. */
export function inBytes(response: RawResponse): ByteResponse {
  const { body } = response;
  return typeof body === 'string' ? { ...response, body: encodeText(body) } : (response as ByteResponse);
}

/** Reads the whole body of a response. */
export async function readBody(response: RawResponse): Promise<Uint8Array> {
  const { body } = inBytes(response);
  if (body instanceof Uint8Array) return body;
  const pieces: Uint8Array[] = [];
  for await (const piece of body) pieces.push(piece);
  return joinedBytes(pieces);
}

/** A response whose body has been read as a whole. */
export interface WholeResponse {
  readonly status: number;
  readonly headers: HeaderFields;
  readonly body: Uint8Array;
  /** The value of the body where its author gives it, so that the body need not be parsed. */
  readonly value?: Json | undefined;
  /** The media type by whose schema its author has judged that value already; undefined where that is not known. */
  readonly judgedBy?: object | undefined;
}
