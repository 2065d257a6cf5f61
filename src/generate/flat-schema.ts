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

/** A schema with its references followed and its `allOf` put together; `choices` are the branches still to be chosen from. */
export interface FlatSchema {
  readonly keywords: JsonObject;
  readonly choices: readonly (readonly Json[])[];
  /** The names of components that led here: discriminators mean them. */
  readonly names: readonly string[];
}

/** More combinations than this are not followed. */
export const DEEPEST = 32;

/** Flattens the schemas of one document, each once. */
const flattening = weaklyMemoised((document: JsonObject) =>
  weaklyMemoised((node: JsonObject) => flattenAt(document, node, [])),
);

/** Undefined for a schema that nothing fits. Found once for each schema. */
export function flatten(document: JsonObject, node: Json): FlatSchema | undefined {
  if (!isObject(node)) return node === false ? undefined : EMPTY;
  return flattening(document)(node);
}

/** `around`: the schemas that it is combined into. One that is among them itself adds nothing. */
function flattenAt(document: JsonObject, node: Json, around: readonly Json[]): FlatSchema | undefined {
  if (node === false || around.length > DEEPEST) return undefined;
  if (!isObject(node) || around.includes(node)) return EMPTY;
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

/** Takes the side that is easier to keep to: the condition with what follows from it. */
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

/** What fits both. Contradictions are left for the judge to find. */
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
  left === false || right === false ? false : { allOf: [left, right] };

const either: Combine = (left, right) => left === true || right === true;

/** What a keyword that is said twice means; of those that are not here, the first counts. */
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
    properties[name] = known === undefined ? schema : { allOf: [known, schema] };
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

/** The type to generate: what is said, else what the keywords speak of. `null` only where nothing else is allowed. */
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

/** The discriminator of a schema: its property, and the value for a branch that is a named component. */
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
