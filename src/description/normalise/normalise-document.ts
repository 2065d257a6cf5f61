import { member, type JsonObject } from '../../base/json.ts';
import { onDemand } from '../../base/on-demand.ts';
import { DescriptionError } from '../model/description-error.ts';

/** Converts Swagger 2.0. */
export const swaggerConversion = onDemand(() => import('./convert-swagger.ts'));

/**
 * Converts a description of any version to OpenAPI 3, in place.
 * @throws DescriptionError for a document that is not a description; the message says what it looks like
 */
export function normaliseDocument(document: JsonObject, location: string): JsonObject {
  switch (versionOf(document, location)) {
    case '2':
      return swaggerConversion.get().convertSwagger(document);
    case '3':
      return document;
  }
}

function versionOf(document: JsonObject, location: string): '2' | '3' {
  const { openapi, swagger } = document;
  const version = String(openapi ?? swagger);
  if (openapi !== undefined && /^3(?:\.|$)/.test(version)) return '3';
  if (openapi === undefined && /^2(?:\.|$)/.test(version)) return '2';
  throw new DescriptionError(`${location}: this is not an OpenAPI description: ${whatItIs(document)}`);
}

/** Formats that may be mistaken for OpenAPI, by a member that only they have. */
const OTHERS: readonly (readonly [string, string])[] = [
  ['swaggerVersion', 'Swagger 1'],
  ['asyncapi', 'AsyncAPI, which describes messages'],
  ['arazzo', 'Arazzo, which describes workflows: give one of its sourceDescriptions'],
  ['overlay', 'an OpenAPI Overlay: apply it, and give the result'],
  ['openrpc', 'OpenRPC'],
  ['$schema', 'a JSON Schema'],
];

function whatItIs(document: JsonObject): string {
  for (const name of ['openapi', 'swagger']) {
    if (document[name] !== undefined) {
      return `its member '${name}' is ${JSON.stringify(document[name])} (3.0 to 3.2 and Swagger 2.0 are served)`;
    }
  }
  const other = OTHERS.find(([name]) => document[name] !== undefined)?.[1] ?? collectionName(document);
  return `there is no member 'openapi'${other === undefined ? '' : `; it looks like ${other}`}`;
}

function collectionName({ info, log }: JsonObject): string | undefined {
  if (String(member(info, 'schema')).includes('getpostman')) return 'a Postman collection';
  return member(log, 'entries') === undefined ? undefined : 'an HTTP archive (HAR)';
}
