import { stringMember, type JsonObject } from '../../base/json.ts';

/** True for documents of a minor version of OpenAPI. Those of Swagger 2.0 have been converted to 3.0. */
export function isOpenApi(document: JsonObject, version: '3.0' | '3.2'): boolean {
  return stringMember(document, 'openapi')?.startsWith(version) === true;
}
