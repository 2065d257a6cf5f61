import {
  equalJson,
  isObject,
  items,
  member,
  members,
  stringMember,
  type Json,
  type JsonObject,
} from '../base/json.ts';
import { weaklyMemoised } from '../base/memoise.ts';
import { componentOf } from '../description/document/component-of.ts';
import { followReference, UnresolvedReferenceError } from '../description/document/resolve-reference.ts';

/** A schema with its references followed and its `allOf` combined. */
export interface FlatSchema {
  readonly keywords: JsonObject;
  /** The branches of each `oneOf` and `anyOf`, of which one is still to be chosen. */
  readonly choices: readonly (readonly Json[])[];
  /** The names of the components that were followed, which discriminators use. */
  readonly names: readonly string[];
}

/** Limits the nesting of combined schemas. */
export const MAX_COMBINATION_DEPTH = 32;

/** Flattens the schemas of one document, memoised. */
const flattening = weaklyMemoised((document: JsonObject) =>
  weaklyMemoised((node: JsonObject) => flattenAt(document, node, [])),
);

/** Flattens a schema, memoised. Undefined for schemas that nothing fits. */
export function flatten(document: JsonObject, node: Json): FlatSchema | undefined {
  if (!isObject(node)) return node === false ? undefined : EMPTY;
  return flattening(document)(node);
}

/** Flattens a schema. `around`: the schemas that it is combined into; one of those adds nothing again. */
function flattenAt(document: JsonObject, node: Json, around: readonly Json[]): FlatSchema | undefined {
  if (node === false || around.length > MAX_COMBINATION_DEPTH) return undefined;
  if (!isObject(node) || around.includes(node)) return EMPTY;
  if (isNothing(node)) return undefined;
  const inside = [...around, node];
  const { allOf, oneOf, anyOf, $ref, if: condition, then, else: otherwise, ...keywords } = node;
  const own: FlatSchema = {
    keywords,
    choices: [items(oneOf), items(anyOf)].filter((branches) => branches.length > 0),
    names: [],
  };
  const parts = items(allOf).map((part) => flattenAt(document, part, inside));
  if (typeof $ref === 'string') parts.push(referred(document, $ref, inside));
  if (condition !== undefined) parts.push(conditioned(document, condition, then, otherwise, inside));
  return parts.reduce<FlatSchema | undefined>((left, right) => left && right && combine(left, right), own);
}

/** True for `not: {}`, as versions write it that have no `false`. */
function isNothing({ not }: JsonObject): boolean {
  return not === true || (isObject(not) && Object.keys(not).length === 0);
}

const EMPTY: FlatSchema = { keywords: {}, choices: [], names: [] };

function referred(document: JsonObject, reference: string, around: readonly Json[]): FlatSchema | undefined {
  try {
    const { node } = followReference(document, reference, '');
    const found = flattenAt(document, node, around);
    const name = componentOf(reference) ?? '';
    return found && { ...found, names: [name, ...found.names] };
  } catch (error) {
    if (error instanceof UnresolvedReferenceError) return undefined;
    throw error;
  }
}

/** Flattens an `if` to its condition and `then`; or, where these contradict each other, to its `else`. */
function conditioned(
  document: JsonObject,
  condition: Json,
  then: Json | undefined,
  otherwise: Json | undefined,
  around: readonly Json[],
): FlatSchema | undefined {
  const side: Json = { allOf: [condition, then ?? true] };
  return flattenAt(document, side, around) ?? flattenAt(document, otherwise ?? true, around);
}

/** Combines two schemas as `allOf` does. Contradictions are left for validation to find. */
export function combine(left: FlatSchema, right: FlatSchema): FlatSchema {
  const keywords: Record<string, Json> = { ...left.keywords };
  for (const [keyword, value] of members(right.keywords)) {
    const known = member(left.keywords, keyword);
    keywords[keyword] = known === undefined ? value : both(keyword, known, value);
  }
  return {
    keywords,
    choices: [...left.choices, ...right.choices],
    names: [...left.names, ...right.names],
  };
}

function both(keyword: string, left: Json, right: Json): Json {
  return Object.hasOwn(COMBINED, keyword) ? (COMBINED[keyword]?.(left, right) ?? left) : left;
}

type Combine = (left: Json, right: Json) => Json;

const larger: Combine = (left, right) => Math.max(Number(left), Number(right));

const smaller: Combine = (left, right) => Math.min(Number(left), Number(right));

const allOf: Combine = (left, right) =>
  left === false || right === false ? false : bothSchemas(left, right);

/** The combined schemas, each with its parts. */
const combined = new WeakMap<JsonObject, readonly Json[]>();

/**
 * Returns what combines two schemas. Each part is in it once: parts that lead back to themselves would double at each
 * level.
 */
function bothSchemas(left: Json, right: Json): Json {
  const known = partsOf(left);
  const parts = [...known, ...partsOf(right).filter((part) => !known.some((one) => isSamePart(one, part)))];
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return only;
  const whole = { allOf: parts };
  combined.set(whole, parts);
  return whole;
}

function partsOf(schema: Json): readonly Json[] {
  return (isObject(schema) && combined.get(schema)) || [schema];
}

function isSamePart(left: Json, right: Json): boolean {
  const reference = stringMember(left, '$ref');
  const isReference =
    isObject(left) && isObject(right) && Object.keys(left).length + Object.keys(right).length === 2;
  return (
    left === right || (isReference && reference !== undefined && reference === stringMember(right, '$ref'))
  );
}

const either: Combine = (left, right) => left === true || right === true;

/** Combines two values of a keyword. Of keywords that are not listed, the first value counts. */
const COMBINED: Readonly<Record<string, Combine>> = {
  properties: bothProperties,
  patternProperties: bothProperties,
  required: (left, right) => [...new Set([...items(left), ...items(right)])],
  type: commonTypes,
  enum: commonItems,
  minimum: larger,
  exclusiveMinimum: larger,
  minLength: larger,
  minItems: larger,
  minProperties: larger,
  maximum: smaller,
  exclusiveMaximum: smaller,
  maxLength: smaller,
  maxItems: smaller,
  maxProperties: smaller,
  items: allOf,
  additionalProperties: allOf,
  readOnly: either,
  writeOnly: either,
  uniqueItems: either,
};

function commonItems(left: Json, right: Json): Json {
  const common = items(left).filter((one) => items(right).some((other) => equalJson(one, other)));
  return common.length > 0 ? common : left;
}

function bothProperties(left: Json, right: Json): Json {
  const properties: Record<string, Json> = Object.fromEntries(members(left));
  for (const [name, schema] of members(right)) {
    const known = member(left, name);
    properties[name] = known === undefined ? schema : bothSchemas(known, schema);
  }
  return properties;
}

function commonTypes(left: Json, right: Json): Json {
  const [ones, others] = [[left].flat(), [right].flat()];
  const common = ones.filter(
    (type) => others.includes(type) || (type === 'integer' && others.includes('number')),
  );
  if (ones.includes('number') && others.includes('integer')) common.push('integer');
  return common.length === 0 ? left : common.length === 1 ? (common[0] ?? left) : common;
}

/**
 * Returns the type to generate: the given one, or else the one that the keywords imply. `null` only where no other type is
 * allowed.
 */
export function typeOf(keywords: JsonObject): string | undefined {
  const types = [keywords['type'] ?? []].flat().filter((type) => typeof type === 'string');
  const type = types.find((one) => one !== 'null');
  if (type !== undefined) return type;
  if (types.length > 0) return 'null';
  if (keywords['properties'] !== undefined || keywords['additionalProperties'] !== undefined) return 'object';
  if (keywords['items'] !== undefined || keywords['prefixItems'] !== undefined) return 'array';
  if (keywords['pattern'] !== undefined || keywords['format'] !== undefined) return 'string';
  if (keywords['minLength'] !== undefined || keywords['maxLength'] !== undefined) return 'string';
  if (keywords['minimum'] !== undefined || keywords['maximum'] !== undefined) return 'number';
  return undefined;
}

/** Returns the property of a schema's discriminator, and its value for a branch that is a named component. */
export function discriminatorOf(
  keywords: JsonObject,
  branch: Json | undefined,
): { readonly property: string; readonly value: string } | undefined {
  const property = stringMember(keywords['discriminator'], 'propertyName');
  const reference = stringMember(branch, '$ref');
  if (property === undefined || reference === undefined) return undefined;
  const name = componentOf(reference) ?? '';
  const mapping = members(member(keywords['discriminator'], 'mapping'));
  const mapped = mapping.find(([, target]) => target === reference || target === name);
  return { property, value: mapped?.[0] ?? name };
}
