import { decodeBody, encodeBody, type BodyFormat } from '../../src/codec/body-codec.ts';
import { compileContent } from '../../src/description/compile/compile-content.ts';
import { createValidator } from '../../src/validation/validator.ts';
import type { HeaderFields, RawRequest } from '../../src/http/message.ts';
import { loadDescriptionSync } from '../../src/bundled/load-description.ts';
import type { JsonObject } from '../../src/base/json.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder();

export function bytesOf(text: string): Uint8Array {
  return encoder.encode(text);
}

/** A documented body: its media type with a schema and Encoding Objects, and `components.schemas`. */
export interface Described {
  readonly range: string;
  readonly schema?: JsonObject;
  readonly itemSchema?: JsonObject;
  readonly encoding?: JsonObject;
  readonly prefixEncoding?: readonly JsonObject[];
  readonly itemEncoding?: JsonObject;
  readonly schemas?: JsonObject;
  readonly openapi?: string;
}

export function formatOf({ range, schemas = {}, openapi, ...described }: Described): BodyFormat {
  const document = { openapi: openapi ?? '3.1.0', components: { schemas } };
  const [mediaType] = compileContent(document, { [range]: { ...described } }, '/content');
  if (mediaType === undefined) throw new Error('there is no media type');
  return { document, mediaType };
}

/** The value, or the keyword of what is wrong, with its place. */
export function read(
  described: Described,
  body: string | Uint8Array,
  contentType = described.range,
): unknown {
  const bytes = typeof body === 'string' ? bytesOf(body) : body;
  const decoded = decodeBody(bytes, contentType, formatOf(described));
  return decoded.kind === 'value' ? decoded.value : `malformed: ${decoded.keyword} ${decoded.pointer}`.trim();
}

export function write(described: Described, value: unknown): { text: string; contentType: string } {
  const { bytes, contentType } = encodeBody(value, described.range, formatOf(described));
  return { text: decoder.decode(bytes), contentType };
}

/** Returns the value that is read from the written form of a value. */
export function carried(described: Described, value: unknown): unknown {
  const { bytes, contentType } = encodeBody(value, described.range, formatOf(described));
  return read(described, bytes, contentType);
}

export interface Sent {
  readonly headers?: HeaderFields;
  readonly body?: string | Uint8Array;
}

/** Judges a request to an operation with this request body. */
export function judgeRequest(
  requestBody: JsonObject,
  { headers = {}, body = '', ...sent }: Sent & Pick<RawRequest, 'decoding'>,
  { openapi = '3.1.0', schemas = {} }: { readonly openapi?: string; readonly schemas?: JsonObject } = {},
) {
  const description = loadDescriptionSync({
    openapi,
    info: { title: 'T', version: '1' },
    paths: { '/a': { post: { requestBody, responses: { '200': { description: 'Done.' } } } } },
    components: { schemas },
  });
  const [operation] = description.operations;
  if (operation === undefined) throw new Error('there is no operation');
  const bytes = typeof body === 'string' ? bytesOf(body) : body;
  const request = { method: 'POST', target: '/a', headers, body: bytes, ...sent };
  return createValidator(description).request(operation)(request, new Map());
}

/** Judges a JSON body against a schema, as a request. */
export function judgeJson(schema: JsonObject, value: unknown, more: Parameters<typeof judgeRequest>[2] = {}) {
  const content = { 'application/json': { schema } };
  const headers = { 'content-type': 'application/json' };
  return judgeRequest({ required: true, content }, { headers, body: JSON.stringify(value) }, more);
}
