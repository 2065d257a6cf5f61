import { stringMember, type JsonObject } from '../../base/json.ts';
import { isOpenApi } from './openapi-version.ts';

/** Matches the drafts of JSON Schema before 2019-09. */
const OLD_DRAFT = /^https?:\/\/json-schema\.org\/draft-0[4-7]\/schema#?$/;

/** Matches the dialects of OpenAPI and the later drafts of JSON Schema, whose keywords every description may use. */
const KNOWN =
  /^https?:\/\/(?:spec\.openapis\.org\/oas\/3\.\d\/dialect\/|json-schema\.org\/draft\/20(?:19-09|20-12)\/schema)/;

/** True for dialects (OpenAPI 3.1, `jsonSchemaDialect`) whose schemas are understood. */
export function isKnownDialect(dialect: string): boolean {
  return KNOWN.test(dialect) || OLD_DRAFT.test(dialect);
}

/** True where keywords beside a `$ref` are ignored: in OpenAPI 3.0, and in the drafts before 2019-09. */
export function hasLoneReferences(document: JsonObject): boolean {
  const isOld = OLD_DRAFT.test(stringMember(document, 'jsonSchemaDialect') ?? '');
  return isOld || isOpenApi(document, '3.0');
}
