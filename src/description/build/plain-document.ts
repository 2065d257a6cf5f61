import { isObject, type Json, type JsonObject } from '../../base/json.ts';

/** The members whose names are chosen by the author of the description. */
const NAME_MAPS: ReadonlySet<string> = new Set([
  'properties',
  'patternProperties',
  '$defs',
  'definitions',
  'dependentSchemas',
  'dependentRequired',
  'mapping',
  'scopes',
  'variables',
  'paths',
  'webhooks',
  'schemas',
  'responses',
  'parameters',
  'requestBodies',
  'headers',
  'securitySchemes',
  'links',
  'callbacks',
  'pathItems',
  'mediaTypes',
  'content',
  'encoding',
  'x-external',
]);

/** The members that are values. */
const VALUES: ReadonlySet<string> = new Set(['example', 'examples', 'default', 'enum', 'const', 'value']);

/** The extensions that are read. */
const READ = /^x-(?:stuntdouble|source$|security-source$|faker$|example$|nullable$|external)/;

/** Returns a document without its prose, and without extensions that nothing reads. */
export function plainDocument(document: JsonObject): JsonObject {
  return plain(document, false) as JsonObject;
}

function plain(node: Json, isNames: boolean): Json {
  if (Array.isArray(node)) return (node as readonly Json[]).map((item) => plain(item, false));
  if (!isObject(node)) return node;
  const members = Object.entries(node as Record<string, Json>).flatMap(([name, member]): [string, Json][] => {
    if (isNames) return [[name, plain(member, false)]];
    if (isProse(name, member)) return [];
    return [[name, VALUES.has(name) ? member : plain(member, NAME_MAPS.has(name))]];
  });
  return Object.fromEntries(members);
}

function isProse(name: string, member: Json): boolean {
  if (name === 'externalDocs') return true;
  if (name === 'description' || name === 'summary') return typeof member === 'string';
  return name.startsWith('x-') && !READ.test(name);
}
