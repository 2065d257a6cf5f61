import { writeExactJson } from '../../../base/exact-json.ts';
import type { Json } from '../../../base/json.ts';
import { weaklyMemoised } from '../../../base/memoise.ts';
import { encodeText } from '../../../http/charset.ts';
import { jsonBodyOf } from '../../../codec/json-body.ts';
import { NO_BODY, type HeaderFields, type WholeResponse } from '../../../http/message.ts';

/** Returns the JSON in the body of a response; undefined where it has none. */
export const jsonOf: (response: WholeResponse) => Json | undefined = weaklyMemoised(jsonBodyOf);

/** Returns a response with another body, and nothing that its author has said of the old one. */
export function withJson({ status, headers }: WholeResponse, value: Json): WholeResponse {
  return {
    status,
    headers: withoutField(headers, 'content-length'),
    body: encodeText(writeExactJson(value) ?? ''),
  };
}

export function withBytes({ status, headers }: WholeResponse, body: Uint8Array): WholeResponse {
  return { status, headers: withoutField(headers, 'content-length'), body };
}

export function withStatus({ headers, body }: WholeResponse, status: number): WholeResponse {
  return { status, headers, body };
}

/** Returns a response with a header field of another value; `undefined` leaves it out. */
export function withField(response: WholeResponse, name: string, value: string | undefined): WholeResponse {
  const { status, body } = response;
  const rest = withoutField(response.headers, name);
  return { status, body, headers: value === undefined ? rest : { ...rest, [name]: value } };
}

export function withoutField(headers: HeaderFields, name: string): HeaderFields {
  return Object.fromEntries(Object.entries(headers).filter(([field]) => field.toLowerCase() !== name));
}

/** A refusal of which the description says nothing. */
export function plainRefusal(status: number): WholeResponse {
  return {
    status,
    headers: { 'content-type': 'application/problem+json' },
    body: encodeText(`{"title":"Refused","status":${status}}`),
  };
}

export function withoutBody(response: WholeResponse): WholeResponse {
  return withBytes(response, NO_BODY);
}

/** True for a response of 2XX. */
export function isSuccess({ status }: Pick<WholeResponse, 'status'>): boolean {
  return status >= 200 && status < 300;
}

/** True for a refusal, whatever its reason. */
export function isRefusal({ status }: Pick<WholeResponse, 'status'>): boolean {
  return status >= 400 && status < 500;
}
