import type { Json } from '../base/json.ts';
import { joinedBytes } from './join-bytes.ts';

/** Header fields by lower-case name; a field that came several times is a list. */
export type HeaderFields = Readonly<Record<string, string | readonly string[] | undefined>>;

/** A request as it came over the wire: nothing decoded. */
export interface RawRequest {
  /** Upper case. */
  readonly method: string;
  /** Path and query as sent, percent-encoded: `/a%20b?c=d`. */
  readonly target: string;
  readonly headers: HeaderFields;
  /** Empty where there is none. */
  readonly body: Uint8Array;
}

/** An answer as it goes over the wire. A body may come in pieces. */
export interface RawResponse {
  readonly status: number;
  readonly headers: HeaderFields;
  readonly body: Uint8Array | AsyncIterable<Uint8Array>;
}

export const NO_BODY = new Uint8Array(0);

/** A header field as one string; several lines are joined with commas (RFC 9110, section 5.3). */
export function headerValue(headers: HeaderFields, name: string): string | undefined {
  const value: unknown = headers[name];
  if (typeof value === 'string') return value;
  return Array.isArray(value) ? value.join(', ') : undefined; // `constructor` is a name like any other
}

/** All of a response's body. */
export async function readBody(response: RawResponse): Promise<Uint8Array> {
  if (response.body instanceof Uint8Array) return response.body;
  const pieces: Uint8Array[] = [];
  for await (const piece of response.body) pieces.push(piece);
  return joinedBytes(pieces);
}

/** An answer with all of its body. */
export interface WholeResponse {
  readonly status: number;
  readonly headers: HeaderFields;
  readonly body: Uint8Array;
  /** What the body says, where whoever wrote it knows: it is not read again. */
  readonly value?: Json | undefined;
}
