import { groupBy } from '../../base/group-by.ts';
import { items, member, stringMember, type Json, type JsonObject } from '../../base/json.ts';
import type { PartKind } from '../document/document-parts.ts';
import { setMember } from '../document/set-member.ts';
import { walkDescription } from '../document/walk-description.ts';
import { pointerOfPlace, type Place } from '../document/walk-parts.ts';
import type { ParameterStyle } from '../model/media-type-object.ts';
import { convertOperation } from './convert-swagger-operation.ts';
import { convertResponse } from './convert-swagger-response.ts';

/**
 * Converts a Swagger 2.0 description to OpenAPI 3.0, in place. Everything stays where it was, so that pointers and
 * references keep their meaning; the members of OpenAPI 3.0 are added beside.
 */
export function convertSwagger(document: JsonObject): JsonObject {
  const places = placesByKind(document);
  const of = (kind: PartKind) => places.get(kind) ?? [];
  for (const { node } of of('schema')) convertSchema(node);
  for (const { node } of [...of('parameter'), ...of('header')]) convertParameter(node);
  for (const { node } of of('securityScheme')) convertSecurityScheme(node);
  const converted = new Set<JsonObject>();
  for (const place of of('operation')) convertOperation(document, place, converted);
  for (const place of of('response')) {
    if (!converted.has(place.node)) convertResponse(place.node, pointerOfPlace(place), document['produces']);
  }
  return {
    ...document,
    openapi: '3.0.4',
    servers: serversOf(document),
    components: {
      schemas: document['definitions'] ?? {},
      securitySchemes: document['securityDefinitions'] ?? {},
    },
  };
}

/** Groups the parts of a document by kind, without references. */
function placesByKind(document: JsonObject): ReadonlyMap<PartKind, readonly Place[]> {
  const places: Place[] = [];
  walkDescription(document, {
    visit: ({ node, place }) => {
      if (stringMember(node, '$ref') === undefined) places.push(place);
    },
  });
  return groupBy(places, ({ kind }) => kind);
}

function convertSchema(node: JsonObject): void {
  if (node['x-nullable'] === true) setMember(node, 'nullable', true);
  if (node['type'] === 'file') {
    setMember(node, 'type', 'string');
    setMember(node, 'format', 'binary');
  }
  const discriminator = stringMember(node, 'discriminator');
  if (discriminator !== undefined) setMember(node, 'discriminator', { propertyName: discriminator });
}

/** The keywords of a parameter, a header or their items that describe values (Swagger 2.0, Items Object). */
const VALUE_KEYWORDS = [
  'type',
  'format',
  'items',
  'default',
  'maximum',
  'exclusiveMaximum',
  'minimum',
  'exclusiveMinimum',
  'maxLength',
  'minLength',
  'pattern',
  'maxItems',
  'minItems',
  'uniqueItems',
  'enum',
  'multipleOf',
  'x-nullable',
];

/** Converts a parameter, or a header, which is a parameter without name and location. */
function convertParameter(node: JsonObject): void {
  if (node['in'] === 'body') return;
  const written = VALUE_KEYWORDS.flatMap((keyword): [string, Json][] => {
    const value = member(node, keyword);
    return value === undefined ? [] : [[keyword, value]];
  });
  const schema = Object.fromEntries(written);
  convertSchema(schema);
  setMember(node, 'schema', node['allowEmptyValue'] === false ? withoutEmptyValue(node, schema) : schema);
  const example = member(node, 'x-example');
  if (example !== undefined && node['example'] === undefined) setMember(node, 'example', example);
  if (node['type'] === 'array' && !holdsFiles(node)) convertCollectionFormat(node);
}

/**
 * Refuses the empty value of a query parameter or field whose description says so in so many words; where it says
 * nothing, its schema alone decides.
 */
function withoutEmptyValue(node: JsonObject, schema: JsonObject): JsonObject {
  if (node['in'] !== 'query' && node['in'] !== 'formData') return schema;
  const type = stringMember(schema, 'type');
  if (type === 'array') return { ...schema, not: { enum: [[], ['']] } };
  const isStated = type !== 'string' || Number(schema['minLength'] ?? 0) > 0;
  return isStated ? schema : { ...schema, minLength: 1 };
}

/** True for lists of files in a form, which are parts of their own and not joined by a delimiter. */
function holdsFiles(node: JsonObject): boolean {
  return node['in'] === 'formData' && stringMember(member(node, 'items'), 'format') === 'binary';
}

const STYLES: Readonly<Record<string, ParameterStyle>> = {
  ssv: 'spaceDelimited',
  tsv: 'tabDelimited',
  pipes: 'pipeDelimited',
};

function convertCollectionFormat(node: JsonObject): void {
  const format = collectionFormatOf(node);
  const style = STYLES[format];
  if (style !== undefined) setMember(node, 'style', style);
  setMember(node, 'explode', format === 'multi');
  const itemStyles = itemStylesBelow(member(node, 'items'));
  if (itemStyles.length > 0) setMember(node, 'itemStyles', itemStyles);
}

function collectionFormatOf(node: Json): string {
  return stringMember(node, 'collectionFormat') ?? 'csv';
}

/** Returns the styles of the arrays inside an array, from the outside in. */
function itemStylesBelow(node: Json | undefined): readonly ParameterStyle[] {
  if (node === undefined || stringMember(node, 'type') !== 'array') return [];
  return [STYLES[collectionFormatOf(node)] ?? 'simple', ...itemStylesBelow(member(node, 'items'))];
}

const FLOWS: Readonly<Record<string, string>> = {
  application: 'clientCredentials',
  accessCode: 'authorizationCode',
};

function convertSecurityScheme(node: JsonObject): void {
  if (node['type'] === 'basic') {
    setMember(node, 'type', 'http');
    setMember(node, 'scheme', 'basic');
  }
  const flow = stringMember(node, 'flow');
  if (node['type'] !== 'oauth2' || flow === undefined) return;
  const { authorizationUrl, tokenUrl, scopes = {} } = node;
  const named = {
    scopes,
    ...(authorizationUrl !== undefined && { authorizationUrl }),
    ...(tokenUrl !== undefined && { tokenUrl }),
  };
  setMember(node, 'flows', { [FLOWS[flow] ?? flow]: named });
}

function serversOf(document: JsonObject): readonly Json[] {
  const basePath = (stringMember(document, 'basePath') ?? '').replace(/^(?=[^/])/, '/');
  const host = stringMember(document, 'host');
  if (host === undefined) return [{ url: basePath === '' ? '/' : basePath }];
  const schemes = items(document['schemes']);
  return (schemes.length === 0 ? ['http'] : schemes).map((scheme) => ({
    url: `${String(scheme)}://${host}${basePath}`,
  }));
}
