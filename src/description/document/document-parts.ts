import { memoised } from '../../base/memoise.ts';
import { SCHEMA_KEYWORDS, SCHEMA_LIST_KEYWORDS, SCHEMA_MAP_KEYWORDS } from './schema-keywords.ts';

/** The kinds of parts of a description: OpenAPI's objects, and the maps (plural) that hold them. */
export type PartKind =
  | 'callback'
  | 'callbacks'
  | 'components'
  | 'content'
  | 'document'
  | 'encoding'
  | 'encodings'
  | 'example'
  | 'examples'
  | 'header'
  | 'headers'
  | 'link'
  | 'links'
  | 'mediaType'
  | 'operation'
  | 'operations'
  | 'parameter'
  | 'parameters'
  | 'pathItem'
  | 'pathItems'
  | 'paths'
  | 'requestBodies'
  | 'requestBody'
  | 'response'
  | 'responses'
  | 'schema'
  | 'schemas'
  | 'securityScheme'
  | 'securitySchemes';

/** The members of a part that are parts themselves. All others are data, in which a `$ref` has no meaning. */
interface PartShape {
  readonly members: ReadonlyMap<string, PartKind>;
  /** The kind of all other members; set where the part is a map. */
  readonly others: PartKind | undefined;
  /** True where `x-…` is an extension; in the other maps it is an ordinary name. */
  readonly hasExtensions: boolean;
  /** True where a Reference Object (or a schema's `$ref`) may replace the part. */
  readonly isReferable: boolean;
}

/** Returns the shape of a kind of part. A list of parts has the kind of its items. */
export function shapeOfPart(kind: PartKind): PartShape {
  return SHAPES[kind];
}

export const METHODS = [
  'get',
  'put',
  'post',
  'delete',
  'options',
  'head',
  'patch',
  'trace',
  'query',
] as const;

/** Returns the keys that a method may have in a path item: OpenAPI's, then common mistakes (`GET`, `Get`). */
export const spellingsOf = memoised((method: string): readonly string[] => [
  method,
  method.toUpperCase(),
  method.charAt(0).toUpperCase() + method.slice(1),
]);

function part(members: Readonly<Record<string, PartKind>>): PartShape {
  return {
    members: new Map(Object.entries(members)),
    others: undefined,
    hasExtensions: true,
    isReferable: true,
  };
}

function fixed(members: Readonly<Record<string, PartKind>>): PartShape {
  return { ...part(members), isReferable: false };
}

function mapOf(others: PartKind, hasExtensions = false): PartShape {
  return { members: new Map(), others, hasExtensions, isReferable: false };
}

function each(names: readonly string[], kind: PartKind): Record<string, PartKind> {
  return Object.fromEntries(names.map((name) => [name, kind]));
}

/** The shapes of OpenAPI 3.0 to 3.2 and Swagger 2.0 together, which never use a name for different things. */
const SHAPES: Readonly<Record<PartKind, PartShape>> = {
  document: fixed({
    paths: 'paths',
    webhooks: 'pathItems',
    components: 'components',
    definitions: 'schemas',
    parameters: 'parameters',
    responses: 'responses',
    securityDefinitions: 'securitySchemes',
  }),
  components: fixed({
    schemas: 'schemas',
    responses: 'responses',
    parameters: 'parameters',
    examples: 'examples',
    requestBodies: 'requestBodies',
    headers: 'headers',
    securitySchemes: 'securitySchemes',
    links: 'links',
    callbacks: 'callbacks',
    pathItems: 'pathItems',
    mediaTypes: 'content',
  }),
  paths: mapOf('pathItem', true),
  pathItems: mapOf('pathItem'),
  pathItem: part({
    ...each(METHODS.flatMap(spellingsOf), 'operation'),
    additionalOperations: 'operations',
    parameters: 'parameter',
  }),
  operations: mapOf('operation'),
  operation: fixed({
    parameters: 'parameter',
    requestBody: 'requestBody',
    responses: 'responses',
    callbacks: 'callbacks',
  }),
  parameters: mapOf('parameter'),
  parameter: part({ schema: 'schema', content: 'content', examples: 'examples', items: 'schema' }),
  requestBodies: mapOf('requestBody'),
  requestBody: part({ content: 'content' }),
  content: mapOf('mediaType'),
  mediaType: part({
    schema: 'schema',
    itemSchema: 'schema',
    examples: 'examples',
    encoding: 'encodings',
    prefixEncoding: 'encoding',
    itemEncoding: 'encoding',
  }),
  encodings: mapOf('encoding'),
  encoding: fixed({
    headers: 'headers',
    encoding: 'encodings',
    prefixEncoding: 'encoding',
    itemEncoding: 'encoding',
  }),
  responses: mapOf('response', true),
  response: part({ headers: 'headers', content: 'content', links: 'links', schema: 'schema' }),
  headers: mapOf('header'),
  header: part({ schema: 'schema', content: 'content', examples: 'examples', items: 'schema' }),
  examples: mapOf('example'),
  example: part({}),
  links: mapOf('link'),
  link: part({}),
  callbacks: mapOf('callback'),
  callback: { ...mapOf('pathItem', true), isReferable: true },
  securitySchemes: mapOf('securityScheme'),
  securityScheme: part({}),
  schemas: mapOf('schema'),
  schema: part({
    ...each([...SCHEMA_KEYWORDS, ...SCHEMA_LIST_KEYWORDS, 'additionalItems', 'contentSchema'], 'schema'),
    ...each([...SCHEMA_MAP_KEYWORDS, '$defs', 'definitions', 'dependencies'], 'schemas'),
  }),
};
