import type { Json } from '../base/json.ts';
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

/** A response as on the wire. Its body may be a stream of pieces. */
export interface RawResponse {
  readonly status: number;
  readonly headers: HeaderFields;
  readonly body: Uint8Array | AsyncIterable<Uint8Array>;
}

export const NO_BODY = new Uint8Array(0);

/** Returns a header field as one string, several lines joined with commas (RFC 9110, section 5.3). */
export function headerValue(headers: HeaderFields, name: string): string | undefined {
  const value: unknown = headers[name];
  if (typeof value === 'string') return value;
  return Array.isArray(value) ? value.join(', ') : undefined; // `constructor` is a name like any other
}

/** Reads the whole body of a response. */
export async function readBody(response: RawResponse): Promise<Uint8Array> {
  if (response.body instanceof Uint8Array) return response.body;
  const pieces: Uint8Array[] = [];
  for await (const piece of response.body) pieces.push(piece);
  return joinedBytes(pieces);
}

/** A response whose body has been read as a whole. */
export interface WholeResponse {
  readonly status: number;
  readonly headers: HeaderFields;
  readonly body: Uint8Array;
  /** The value of the body where its author gives it, so that the body need not be parsed. */
  readonly value?: Json | undefined;
}
