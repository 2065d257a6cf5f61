import { atPointer, parsePointer } from '../../../base/json-pointer.ts';
import { isObject, type JsonObject } from '../../../base/json.ts';
import type { Operation, Response } from '../../../description/model/operation.ts';

/**
 * True where an overlay can change the response of the operation: both stand in the description itself, which was written
 * as OpenAPI 3, and refer to nothing that stands elsewhere.
 */
export function isAddressable(document: JsonObject, { pointer }: Operation, response: Response): boolean {
  const isOwn = (one: string) => one.startsWith('/paths/') || one.startsWith('/components/');
  const written = atPointer(document, response.pointer);
  return (
    document['swagger'] === undefined &&
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
