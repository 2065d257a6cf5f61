import { isObject } from '../../../base/json.ts';

/** The parts of a value that a schema evaluates (JSON Schema 2020-12, section 11): what its keywords say, by keys. */
export interface Evaluation {
  /** The names in `properties`. */
  readonly properties: ReadonlySet<string>;
  /** The patterns in `patternProperties`. */
  readonly patterns: readonly { readonly test: (name: string) => boolean }[];
  /** True where `additionalProperties` is about all other properties. */
  readonly allProperties: boolean;
  /** True where `unevaluatedProperties` is about those that are left. */
  readonly restOfProperties: boolean;
  /** The number of items that `prefixItems` is about. */
  readonly prefix: number;
  /** True where `items` is about all other items. */
  readonly allItems: boolean;
  /** True where `unevaluatedItems` is about those that are left. */
  readonly restOfItems: boolean;
  /** Evaluates the items that fit it. */
  readonly contains: string | undefined;
  /** Schemas that apply to the value in any case: `allOf` and `$ref`. */
  readonly always: readonly string[];
  /** Schemas that apply where the value fits them: `anyOf` and `oneOf`. */
  readonly branches: readonly string[];
  readonly condition: Condition | undefined;
  /** Schemas that apply where the value has a property (`dependentSchemas`). */
  readonly dependent: readonly (readonly [name: string, key: string])[];
}

/** `if`, with what applies then and else. */
interface Condition {
  readonly if: string;
  readonly then: string | undefined;
  readonly else: string | undefined;
}

/** The schemas that are referred to by their keys. */
export interface Schemas {
  readonly evaluationOf: (key: string) => Evaluation;
  /** True where a value fits the schema. */
  readonly fits: (key: string, value: unknown) => boolean;
}

/** The keywords whose subject is what other keywords leave. */
export interface Unevaluated {
  /** The schema that has the keywords. */
  readonly owner: string;
  /** The rule for what is left: the key of a schema, or false where nothing may be; undefined without the keyword. */
  readonly properties: string | false | undefined;
  readonly items: string | false | undefined;
}

/** A part of a value that nothing evaluates. */
interface UnevaluatedPart {
  readonly keyword: 'unevaluatedProperties' | 'unevaluatedItems';
  /** Its name or index. */
  readonly part: string | number;
  readonly value: unknown;
  readonly rule: string | false;
}

/** Returns the parts of a value that nothing in the owner evaluates, and that a keyword is about. */
export function unevaluatedParts(
  { owner, properties, items }: Unevaluated,
  value: unknown,
  schemas: Schemas,
): readonly UnevaluatedPart[] {
  if (Array.isArray(value)) {
    const left = items === undefined ? [] : itemsLeft(value, evaluated(owner, value, schemas));
    return left.map((index) => ({
      keyword: 'unevaluatedItems',
      part: index,
      value: value[index] as unknown,
      rule: items ?? false,
    }));
  }
  if (!isObject(value) || properties === undefined) return [];
  const { allProperties, names } = evaluated(owner, value, schemas);
  const left = allProperties ? [] : Object.keys(value).filter((name) => !names.has(name));
  return left.map((name) => ({
    keyword: 'unevaluatedProperties',
    part: name,
    value: value[name],
    rule: properties,
  }));
}

function itemsLeft(list: readonly unknown[], { allItems, prefix, indices }: Evaluated): readonly number[] {
  return allItems ? [] : [...list.keys()].filter((index) => index >= prefix && !indices.has(index));
}

interface Evaluated {
  readonly names: Set<string>;
  readonly indices: Set<number>;
  allProperties: boolean;
  allItems: boolean;
  prefix: number;
}

function evaluated(owner: string, value: unknown, schemas: Schemas): Evaluated {
  const found: Evaluated = {
    names: new Set(),
    indices: new Set(),
    allProperties: false,
    allItems: false,
    prefix: 0,
  };
  const seen = new Set<string>();
  const waiting = [owner];
  for (let key = waiting.pop(); key !== undefined; key = waiting.pop()) {
    if (seen.has(key)) continue;
    seen.add(key);
    const evaluation = schemas.evaluationOf(key);
    found.allProperties ||= key !== owner && evaluation.restOfProperties;
    found.allItems ||= key !== owner && evaluation.restOfItems;
    addProperties(evaluation, value, found);
    addItems(evaluation, value, found, schemas);
    waiting.push(...applied(evaluation, value, schemas));
  }
  return found;
}

function addProperties(
  { properties, patterns, allProperties }: Evaluation,
  value: unknown,
  found: Evaluated,
) {
  found.allProperties ||= allProperties;
  for (const name of isObject(value) ? Object.keys(value) : []) {
    if (properties.has(name) || patterns.some((pattern) => pattern.test(name))) found.names.add(name);
  }
}

function addItems(
  { prefix, allItems, contains }: Evaluation,
  value: unknown,
  found: Evaluated,
  { fits }: Schemas,
): void {
  found.allItems ||= allItems;
  found.prefix = Math.max(found.prefix, prefix);
  if (contains === undefined || !Array.isArray(value)) return;
  for (const [index, item] of value.entries()) if (fits(contains, item)) found.indices.add(index);
}

/** Returns the keys of the schemas that apply to the value itself. */
function applied(
  { always, branches, condition, dependent }: Evaluation,
  value: unknown,
  { fits }: Schemas,
): readonly string[] {
  const met = condition !== undefined && fits(condition.if, value);
  const conditional = met ? [condition.if, condition.then] : [condition?.else];
  return [
    ...always,
    ...branches.filter((key) => fits(key, value)),
    ...conditional.filter((key) => key !== undefined),
    ...dependent.filter(([name]) => isObject(value) && Object.hasOwn(value, name)).map(([, key]) => key),
  ];
}

/** Words the error about a part that may not be there, as Ajv does. */
export function unevaluatedError(
  keyword: string,
  part: string | number,
): { readonly params: Readonly<Record<string, unknown>>; readonly message: string } {
  return keyword === 'unevaluatedProperties'
    ? { params: { unevaluatedProperty: part }, message: 'must NOT have unevaluated properties' }
    : { params: { limit: part }, message: 'must NOT have unevaluated items' };
}
