import { encodeJson } from '../../../codec/formats/json-codec.ts';
import { encodeText } from '../../../http/charset.ts';
import { NO_BODY, type HeaderFields, type RawRequest } from '../../../http/message.ts';

/** A request in a form that is easy to write by hand. */
export interface RequestLike {
  /** Default: `GET`. */
  readonly method?: string;
  /** Path and query: `/api/things?count=2`. */
  readonly target: string;
  /** Header fields by name, in any case. */
  readonly headers?: HeaderFields;
  /** Bytes and strings are sent as they are; any other value as JSON, with its content type. Default: no body. */
  readonly body?: unknown;
}

/** Encodes a request. Header names become lower case, as the mock expects them. */
export function toRawRequest({ method = 'GET', target, headers = {}, body }: RequestLike): RawRequest {
  const fields = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
  if (body === undefined) return { method: method.toUpperCase(), target, headers: fields, body: NO_BODY };
  const isValue = typeof body !== 'string' && !(body instanceof Uint8Array);
  const contentType = fields['content-type'] ?? (isValue ? 'application/json' : undefined);
  return {
    method: method.toUpperCase(),
    target,
    headers: { ...fields, ...(contentType !== undefined && { 'content-type': contentType }) },
    body: bytesOf(body),
  };
}

function bytesOf(body: unknown): Uint8Array {
  if (body instanceof Uint8Array) return body;
  return typeof body === 'string' ? encodeText(body) : encodeJson(body);
}
