import { formatPointer } from '../spec/json-pointer.ts';
import { isObject, items, member, members, type Json, type JsonObject } from '../spec/json.ts';
import { resolveReference } from '../spec/resolve-reference.ts';
import type { Description } from '../spec/description.ts';
import type { Schema } from '../spec/schema.ts';

/** A valid value with one rule of its schema broken. */
export interface Mutation {
  /** Which rule: `required`, `type`, `enum`, `minimum`, … */
  readonly rule: string;
  /** JSON Pointer to what was changed, in the value. */
  readonly pointer: string;
  /** What stands there now; `undefined` where it was left out. */
  readonly replacement: unknown;
  /** JSON Pointer to the rule's schema, in the description. */
  readonly schemaPointer: string;
  readonly title: string;
}

/** All that is wrong in exactly one place: whoever uses a mutation has to prove that it breaks the schema. */
export function mutationsOf(description: Description, schema: Schema, value: unknown): readonly Mutation[] {
  if (typeof schema.definition === 'boolean') return [];
  return walk(description, { node: schema.definition, pointer: schema.pointer }, value, []);
}

interface Place {
  readonly node: Json;
  readonly pointer: string;
}

function walk(
  description: Description,
  place: Place,
  value: unknown,
  path: readonly (string | number)[],
): readonly Mutation[] {
  const { node, pointer } = resolveReference(description.document, place.node, place.pointer);
  if (!isObject(node)) return [];
  const here = formatPointer(path);
  const name = here === '' ? 'the body' : here;
  const make = (rule: string, replacement: unknown, title: string): Mutation => ({
    rule,
    pointer: here,
    replacement,
    schemaPointer: pointer,
    title: `${name} ${title}`,
  });
  return [
    ...ownMutations(node, value, make),
    ...objectMutations(description, { node, pointer }, value, path),
    ...itemMutations(description, { node, pointer }, value, path),
    ...branchesOf(description, { node, pointer }, value).flatMap((branch) =>
      walk(description, branch, value, path),
    ),
  ];
}

type Make = (rule: string, replacement: unknown, title: string) => Mutation;

/** `allOf` all together; of `oneOf` and `anyOf` the first that the value fits. */
function branchesOf(description: Description, { node, pointer }: Place, value: unknown): readonly Place[] {
  const at = (keyword: string) =>
    items(member(node, keyword)).map((branch, index) => ({
      node: branch,
      pointer: `${pointer}/${keyword}/${index}`,
    }));
  const fits = (branch: Place) =>
    isObject(branch.node) &&
    description.validators.of({ definition: branch.node, pointer: branch.pointer }, 'request')(value)
      .length === 0;
  const chosen = [at('oneOf').find(fits), at('anyOf').find(fits)].filter((branch) => branch !== undefined);
  return [...at('allOf'), ...chosen];
}

function ownMutations(node: JsonObject, value: unknown, make: Make): readonly Mutation[] {
  const found: Mutation[] = [];
  const wrong = wrongType(node, value);
  if (wrong !== undefined) found.push(make('type', wrong, `of another type (${JSON.stringify(wrong)})`));
  if (node['enum'] !== undefined || node['const'] !== undefined) {
    const outside = outsideEnum(node);
    found.push(make('enum', outside, `outside its enum (${JSON.stringify(outside)})`));
  }
  if (typeof value === 'number') found.push(...numberMutations(node, make));
  if (typeof value === 'string') found.push(...stringMutations(node, value, make));
  if (Array.isArray(value)) found.push(...arrayMutations(node, value, make));
  return found;
}

const OTHER_TYPES: readonly unknown[] = ['text', 12, true, {}, []];

/** A value of a type that the schema does not have; text for everything but strings, a number for those. */
function wrongType(node: JsonObject, value: unknown): unknown {
  const type = node['type'];
  const types = Array.isArray(type) ? type : [type];
  if (type === undefined) return undefined;
  const allowed = (candidate: unknown) => {
    const name = Array.isArray(candidate) ? 'array' : typeof candidate;
    return types.includes(name) || (name === 'number' && types.includes('integer'));
  };
  return OTHER_TYPES.find((candidate) => !allowed(candidate) && typeof candidate !== typeof value);
}

function outsideEnum(node: JsonObject): unknown {
  const allowed = [...items(node['enum']), ...(node['const'] === undefined ? [] : [node['const']])];
  const numbers = allowed.filter((one) => typeof one === 'number');
  if (numbers.length > 0 && numbers.length === allowed.length) return Math.max(...numbers) + 1;
  const isBoolean = allowed.every((one) => typeof one === 'boolean');
  return isBoolean ? !allowed[0] : 'outside-the-enum';
}

function numberMutations(node: JsonObject, make: Make): readonly Mutation[] {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = node;
  const step = typeof multipleOf === 'number' ? multipleOf : 1;
  const found: Mutation[] = [];
  const add = (rule: string, wrong: number) => found.push(make(rule, wrong, `beyond its ${rule} (${wrong})`));
  if (typeof minimum === 'number') {
    if (exclusiveMinimum === true) add('exclusiveMinimum', minimum);
    else add('minimum', minimum - step);
  }
  if (typeof maximum === 'number') {
    if (exclusiveMaximum === true) add('exclusiveMaximum', maximum);
    else add('maximum', maximum + step);
  }
  if (typeof exclusiveMinimum === 'number') add('exclusiveMinimum', exclusiveMinimum);
  if (typeof exclusiveMaximum === 'number') add('exclusiveMaximum', exclusiveMaximum);
  return found;
}

/** The longest text that is sent to go beyond a `maxLength`. */
const LONGEST = 100_000;

function stringMutations(node: JsonObject, value: string, make: Make): readonly Mutation[] {
  const { minLength, maxLength, format, pattern } = node;
  const found: Mutation[] = [];
  if (typeof minLength === 'number' && minLength > 0) {
    found.push(make('minLength', value.slice(0, minLength - 1), `shorter than ${minLength}`));
  }
  if (typeof maxLength === 'number' && maxLength < LONGEST) {
    found.push(make('maxLength', value.padEnd(maxLength + 1, 'x'), `longer than ${maxLength}`));
  }
  if (typeof format === 'string') found.push(make('format', `no ${format}`, `that is no ${format}`));
  if (typeof pattern === 'string') found.push(make('pattern', '\u0001', `that does not match ${pattern}`));
  return found;
}

/** The longest list that is sent to go beyond a `maxItems`. */
const MOST_ITEMS = 1000;

function arrayMutations(node: JsonObject, value: readonly unknown[], make: Make): readonly Mutation[] {
  const { minItems, maxItems, uniqueItems } = node;
  const found: Mutation[] = [];
  if (typeof minItems === 'number' && minItems > 0) {
    found.push(make('minItems', value.slice(0, minItems - 1), `with fewer than ${minItems} items`));
  }
  if (typeof maxItems === 'number' && maxItems < MOST_ITEMS && value.length > 0) {
    const many = Array.from({ length: maxItems + 1 }, () => value[0]);
    found.push(make('maxItems', many, `with more than ${maxItems} items`));
  }
  if (uniqueItems === true && value.length > 0) {
    found.push(make('uniqueItems', [...value, value[0]], 'with an item twice'));
  }
  return found;
}

function objectMutations(
  description: Description,
  { node, pointer }: Place,
  value: unknown,
  path: readonly (string | number)[],
): readonly Mutation[] {
  if (!isObject(value)) return [];
  const required = items(member(node, 'required'))
    .map(String)
    .filter((name) => Object.hasOwn(value, name))
    .map((name): Mutation => {
      const inside = formatPointer([...path, name]);
      const title = `${inside} left out`;
      return { rule: 'required', pointer: inside, replacement: undefined, schemaPointer: pointer, title };
    });
  const inner = members(member(node, 'properties')).flatMap(([name, property]) =>
    Object.hasOwn(value, name)
      ? walk(
          description,
          { node: property, pointer: `${pointer}/properties${formatPointer([name])}` },
          value[name],
          [...path, name],
        )
      : [],
  );
  return [...required, ...unknownMember(node, pointer, value, path), ...inner];
}

/** A member that a closed object does not have, or that does not fit where only some do. */
function unknownMember(
  node: Json,
  pointer: string,
  value: JsonObject,
  path: readonly (string | number)[],
): readonly Mutation[] {
  const rest = member(node, 'additionalProperties') ?? member(node, 'unevaluatedProperties');
  if (rest === undefined || rest === true) return [];
  const name = 'unknownMember';
  const wrong = rest === false ? 'text' : wrongMember(rest);
  const here = formatPointer(path);
  return [
    {
      rule: 'additionalProperties',
      pointer: here,
      replacement: { ...value, [name]: wrong },
      schemaPointer: pointer,
      title: `${here || 'the body'} with a further member that does not fit`,
    },
  ];
}

function wrongMember(schema: Json): unknown {
  if (!isObject(schema)) return 'text';
  return schema['enum'] === undefined ? (wrongType(schema, undefined) ?? null) : outsideEnum(schema);
}

function itemMutations(
  description: Description,
  { node, pointer }: Place,
  value: unknown,
  path: readonly (string | number)[],
): readonly Mutation[] {
  const schema = member(node, 'items');
  if (!Array.isArray(value) || value.length === 0 || schema === undefined) return [];
  return walk(description, { node: schema, pointer: `${pointer}/items` }, value[0], [...path, 0]);
}
