import { stringMember, type JsonObject } from '../../base/json.ts';
import { isOpenApi } from './openapi-version.ts';

/** The drafts of JSON Schema before 2019-09. */
const OLD_DRAFT = /^https?:\/\/json-schema\.org\/draft-0[4-7]\/schema#?$/;

/** The dialects of OpenAPI, and JSON Schema's drafts: what they have of their own is understood in every description. */
const KNOWN =
  /^https?:\/\/(?:spec\.openapis\.org\/oas\/3\.\d\/dialect\/|json-schema\.org\/draft\/20(?:19-09|20-12)\/schema)/;

/** Whether schemas in this dialect (OpenAPI 3.1, `jsonSchemaDialect`) are read as they are meant. */
export function isKnownDialect(dialect: string): boolean {
  return KNOWN.test(dialect) || OLD_DRAFT.test(dialect);
}

/** Whether what stands beside a `$ref` says nothing: in OpenAPI 3.0, and in the drafts before 2019-09. */
export function hasLoneReferences(document: JsonObject): boolean {
  const isOld = OLD_DRAFT.test(stringMember(document, 'jsonSchemaDialect') ?? '');
  return isOld || isOpenApi(document, '3.0');
}
