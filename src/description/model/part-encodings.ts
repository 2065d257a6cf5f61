import { isObject, items, member, type JsonObject } from '../../base/json.ts';

/** The Encoding Objects of what a body, or a part of it, is made of. */
export interface PartEncodings {
  /** By property (form and multipart bodies). */
  readonly encoding: JsonObject;
  /** By place, of parts without names (OpenAPI 3.2). */
  readonly prefixEncoding?: readonly JsonObject[] | undefined;
  /** Of all parts behind those (OpenAPI 3.2). */
  readonly itemEncoding?: JsonObject | undefined;
}

/** Those of a Media Type Object; or of an Encoding Object, whose part is made of parts itself (OpenAPI 3.2). */
export function partEncodings(node: JsonObject | undefined): PartEncodings {
  const [encoding, itemEncoding] = [member(node, 'encoding'), member(node, 'itemEncoding')];
  const prefix = member(node, 'prefixEncoding');
  return {
    encoding: isObject(encoding) ? encoding : {},
    ...(Array.isArray(prefix) && { prefixEncoding: items(prefix).map((one) => (isObject(one) ? one : {})) }),
    ...(isObject(itemEncoding) && { itemEncoding }),
  };
}
