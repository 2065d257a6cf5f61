import { isObject, items, member, members, type Json } from '../../base/json.ts';
import { exactBoundsOf } from './keywords/exact-bounds.ts';
import type { MutableView, View } from './keywords/schema-view.ts';

const TYPES: readonly unknown[] = ['string', 'object', 'array', 'integer', 'boolean', 'number', 'null'];

const isNumber = (value: Json) => typeof value === 'number' && Number.isFinite(value);

const isCount = (value: Json) => typeof value === 'number' && Number.isInteger(value) && value >= 0;

const isNames = (value: Json) => Array.isArray(value) && value.every((name) => typeof name === 'string');

/** The keywords whose value is data, with a test of valid values. Keywords with other values are ignored. */
const ASSERTIONS: Readonly<Record<string, (value: Json) => boolean>> = {
  const: () => true,
  enum: (value) => Array.isArray(value),
  format: (value) => typeof value === 'string',
  pattern: (value) => typeof value === 'string',
  minLength: isCount,
  maxLength: isCount,
  minimum: isNumber,
  maximum: isNumber,
  exclusiveMinimum: isNumber,
  exclusiveMaximum: isNumber,
  multipleOf: (value) => typeof value === 'number' && value > 0,
  minItems: isCount,
  maxItems: isCount,
  uniqueItems: (value) => typeof value === 'boolean',
  minContains: isCount,
  maxContains: isCount,
  required: isNames,
  dependentRequired: (value) => members(value).every(([, names]) => isNames(names)),
  minProperties: isCount,
  maxProperties: isCount,
};

/** The keyword that replaces an empty `enum`, which Ajv refuses. Nothing fits it. */
export const EMPTY_ENUM = 'emptyEnum';

/** The keyword beside an `enum` or `const` with integers that no double can hold: all of its integers. */
export const EXACT_INTEGERS = 'exactIntegers';

/** Returns the integers that a schema allows; none where doubles can hold them all. */
function exactIntegers(node: Json): readonly unknown[] {
  const constant = member(node, 'const');
  const allowed: readonly unknown[] = constant === undefined ? items(member(node, 'enum')) : [constant];
  const isExact = allowed.some((value) => typeof value === 'bigint');
  return isExact ? allowed.filter((value) => typeof value === 'bigint' || Number.isInteger(value)) : [];
}

/**
 * Returns the assertions of a schema, without those that have an invalid value. An empty `enum` is ignored where
 * OpenAPI forbids it, before 3.1.
 */
export function assertionsOf(
  node: Json,
  { ignoresEmptyEnum }: { readonly ignoresEmptyEnum: boolean },
): MutableView {
  const view: MutableView = {};
  const types = items([member(node, 'type') ?? []].flat()).filter((type) => TYPES.includes(type));
  if (types.length > 0) view['type'] = types.length === 1 ? types[0] : types;
  for (const [keyword, isValid] of Object.entries(ASSERTIONS)) {
    const value = member(node, keyword);
    if (value !== undefined && isValid(value)) view[keyword] = copied(value);
  }
  const integers = exactIntegers(node);
  if (integers.length > 0) view[EXACT_INTEGERS] = integers;
  if (items(member(node, 'enum')).length === 0 && view['enum'] !== undefined) {
    delete view['enum'];
    if (!ignoresEmptyEnum) view[EMPTY_ENUM] = true;
  }
  return withExactBounds(node, withExclusiveFlags(node, view));
}

/** The keyword that replaces bounds which no double can hold. */
export const EXACT_BOUNDS = 'exactBounds';

function withExactBounds(node: Json, view: MutableView): MutableView {
  const bounds = exactBoundsOf(node);
  if (bounds.length === 0) return view;
  for (const { keyword } of bounds) delete view[keyword];
  view[EXACT_BOUNDS] = bounds;
  return view;
}

/**
 * Copies a value, with the nearest double for an integer that none can hold. Ajv compares objects by their constructors too, and those of a description in memory may be of another
 * realm, as in Jest.
 */
function copied(value: Json): Json {
  if (typeof value === 'bigint') return Number(value);
  if (Array.isArray(value)) return Array.from(value as readonly Json[], copied);
  return isObject(value)
    ? Object.fromEntries(members(value).map(([name, child]) => [name, copied(child)]))
    : value;
}

/** The keywords of assertions. */
export const ASSERTION_KEYWORDS: readonly string[] = ['type', ...Object.keys(ASSERTIONS)];

/** True where an assertion's value is invalid, so that the keyword is ignored. */
export function isInvalidAssertion(keyword: string, value: Json): boolean {
  if (keyword === 'type') {
    return typeof value === 'string'
      ? !TYPES.includes(value)
      : !items(value).every((type) => TYPES.includes(type));
  }
  if (ASSERTIONS[keyword]?.(value) !== false) return false;
  const isFlag = keyword.startsWith('exclusive') && typeof value === 'boolean';
  return !isFlag;
}

/** Rewrites `exclusiveMinimum` and `exclusiveMaximum`, which OpenAPI 3.0 and Swagger 2.0 have as flags, to numbers. */
function withExclusiveFlags(node: Json, view: MutableView): MutableView {
  for (const [flag, bound] of [
    ['exclusiveMinimum', 'minimum'],
    ['exclusiveMaximum', 'maximum'],
  ] as const) {
    if (member(node, flag) !== true || view[bound] === undefined) continue;
    view[flag] = view[bound];
    delete view[bound];
  }
  return view;
}

/** Rewrites keywords of the drafts before 2020-12: lists under `items`, `additionalItems`, and `dependencies`. */
export function legacyItems(node: Json, rewrite: (schema: Json, place: string) => View): MutableView {
  const view: MutableView = {};
  const list = member(node, 'items');
  if (Array.isArray(list)) {
    const tuple = list as readonly Json[];
    view['prefixItems'] = tuple.map((schema, index) => rewrite(schema, `items/${index}`));
    const rest = member(node, 'additionalItems');
    if (rest !== undefined) view['items'] = rewrite(rest, 'additionalItems');
  }
  const dependencies = members(member(node, 'dependencies'));
  if (dependencies.length > 0) {
    const [names, schemas] = [
      dependencies.filter(([, value]) => Array.isArray(value)),
      dependencies.filter(([, value]) => !Array.isArray(value)),
    ];
    view['dependentRequired'] = Object.fromEntries(names);
    view['dependentSchemas'] = Object.fromEntries(
      schemas.map(([name, schema]) => [name, rewrite(schema, `dependencies/${name}`)]),
    );
  }
  return view;
}
