import { stringMember, type JsonObject } from '../../base/json.ts';

/** Whether a document, which Swagger 2.0 has been converted from, is of this minor version of OpenAPI. */
export function isOpenApi(document: JsonObject, version: '3.0' | '3.2'): boolean {
  return stringMember(document, 'openapi')?.startsWith(version) === true;
}
