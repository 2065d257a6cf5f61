import { atPointer, parsePointer } from '../../../base/json-pointer.ts';
import { isObject, type JsonObject } from '../../../base/json.ts';
import type { Operation, Response } from '../../../description/model/operation.ts';

/** True for a description that was written as Swagger 2.0. */
export function isSwagger(document: JsonObject): boolean {
  return document['swagger'] !== undefined;
}

/**
 * True where an overlay can change the response of the operation: both stand in the description itself, and refer to
 * nothing that stands elsewhere.
 */
export function isAddressable(document: JsonObject, { pointer }: Operation, response: Response): boolean {
  const shared = isSwagger(document) ? '/responses/' : '/components/';
  const isOwn = (one: string) => one.startsWith('/paths/') || one.startsWith(shared);
  const written = atPointer(document, response.pointer);
  return (
    isOwn(pointer) &&
    isOwn(response.pointer) &&
    isObject(written) &&
    !JSON.stringify(written).includes('#/x-external/')
  );
}

/** Returns the JSONPath query (RFC 9535) that selects what a JSON Pointer leads to. */
export function queryOf(pointer: string): string {
  const names = parsePointer(pointer).map((token) =>
    /^[A-Za-z_]\w*$/.test(token) ? `.${token}` : `['${token.replace(/[\\']/g, String.raw`\$&`)}']`,
  );
  return `$${names.join('')}`;
}
