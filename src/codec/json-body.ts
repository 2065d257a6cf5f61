import { exactJsonIn } from '../base/exact-json.ts';
import type { Json } from '../base/json.ts';
import { contentTypeOf, isJson } from '../http/media-type.ts';
import type { HeaderFields } from '../http/message.ts';

/** A message, whose body is a text or bytes. */
interface Message {
  readonly headers: HeaderFields;
  readonly body: Uint8Array | string;
}

/** Returns the value of a message's JSON body; undefined for any other body, and for none. */
export function jsonBodyOf({ headers, body }: Message): Json | undefined {
  return hasJsonType(headers) ? exactJsonIn(body) : undefined;
}

/** True where the header fields say that the body is JSON. */
export function hasJsonType(headers: HeaderFields): boolean {
  const type = contentTypeOf(headers);
  return type !== undefined && isJson(type);
}
