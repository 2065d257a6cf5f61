import { replaceAt } from '../../../base/edit-json.ts';
import { formatPointer } from '../../../base/json-pointer.ts';
import { isObject, items, member, members, type Json, type JsonObject } from '../../../base/json.ts';
import { resolveReference } from '../../../description/document/resolve-reference.ts';
import type { Description } from '../../../description/model/description.ts';
import type { Schema } from '../../../description/schemas/schema.ts';
import { generated } from '../../../generate/generate-value.ts';
import { distinctItems } from './distinct-items.ts';
import { outsideEnum, wrongType, wrongValuesOf } from './invalid-values.ts';
import { branchesAt, memberPlace, type SchemaPlace } from './schema-place.ts';

/** A valid value with one rule of its schema broken. */
export interface Mutation {
  /** Which rule: `required`, `type`, `null`, `enum`, `minimum`, … */
  readonly rule: string;
  /** The keyword that says so. */
  readonly keyword: string;
  /** JSON Pointer to what was changed, in the value. */
  readonly pointer: string;
  /** Where it is, for people and ids: as `pointer`, but for what is in a branch that the value does not take. */
  readonly place: string;
  /** What may stand there to break the rule: best is what breaks no other. `undefined` where it is left out. */
  readonly replacements: readonly unknown[];
  /** JSON Pointer to the rule's schema, in the description. */
  readonly schemaPointer: string;
  readonly title: string;
  /** Whether what stands there may be left out. */
  readonly isOptional: boolean;
}

/** Wide and deep values end somewhere. */
const MOST = 1500;

/** All that is wrong in exactly one place: whoever uses a mutation has to prove that it breaks the schema. */
export function mutationsOf(description: Description, schema: Schema, value: unknown): readonly Mutation[] {
  if (typeof schema.definition === 'boolean') return [];
  const place = { node: schema.definition, pointer: schema.pointer };
  return walk(description, place, value, ROOT).slice(0, MOST);
}

/** Where the walk has come to in the value. */
interface Step {
  readonly path: readonly (string | number)[];
  readonly isOptional: boolean;
}

const ROOT: Step = { path: [], isOptional: false };

const DEEPEST = 12;

function walk(description: Description, place: SchemaPlace, value: unknown, step: Step): readonly Mutation[] {
  const { path, isOptional } = step;
  const { node, pointer } = resolveReference(description.document, place.node, place.pointer);
  if (!isObject(node) || path.length > DEEPEST) return [];
  const here = formatPointer(path);
  const name = here === '' ? 'the body' : here;
  const own = wrongValuesOf(node, value).map(({ rule, keyword, replacements, title }): Mutation => ({
    rule,
    keyword,
    pointer: here,
    place: here,
    replacements,
    schemaPointer: pointer,
    title: `${name} ${title}`,
    isOptional,
  }));
  const found = { node, pointer };
  return [
    ...own,
    ...objectMutations(description, found, value, step),
    ...itemMutations(description, found, value, step),
    ...branchesOf(description, found, value).flatMap((branch) => walk(description, branch, value, step)),
    ...otherBranches(description, found, value, step),
  ];
}

/** `allOf` all together; of `oneOf` and `anyOf` the first that the value fits. */
function branchesOf(description: Description, place: SchemaPlace, value: unknown): readonly SchemaPlace[] {
  const chosen = ['oneOf', 'anyOf'].flatMap((keyword) => {
    const fitting = branchesAt(place, keyword).find((branch) => fits(description, branch, value));
    return fitting === undefined ? [] : [fitting];
  });
  return [...branchesAt(place, 'allOf'), ...chosen];
}

function fits(description: Description, { node, pointer }: SchemaPlace, value: unknown): boolean {
  if (!isObject(node)) return false;
  return description.validators.of({ definition: node, pointer }, 'request')(value).length === 0;
}

/** The same in each branch that the value does not take, in a value that does. */
function otherBranches(
  description: Description,
  place: SchemaPlace,
  value: unknown,
  { path, isOptional }: Step,
): readonly Mutation[] {
  if (path.length > DEEPEST / 3) return [];
  return ['oneOf', 'anyOf'].flatMap((keyword) =>
    branchesAt(place, keyword).flatMap((branch, index): readonly Mutation[] => {
      const schema = isObject(branch.node) && { definition: branch.node, pointer: branch.pointer };
      if (schema === false || fits(description, branch, value)) return [];
      const other = valueOf(description, schema);
      if (other === undefined) return [];
      return walk(description, branch, other, ROOT).map((mutation) => ({
        ...mutation,
        pointer: formatPointer(path),
        place: `${formatPointer([...path, keyword, index])}${mutation.pointer}`,
        replacements: mutation.replacements.map((one) => replaceAt(other, mutation.pointer, one)),
        isOptional: mutation.pointer === '' ? isOptional : mutation.isOptional,
      }));
    }),
  );
}

function valueOf(description: Description, schema: Schema): Json | undefined {
  return generated(description, schema, { seed: 1, names: [schema.pointer], direction: 'request' });
}

function objectMutations(
  description: Description,
  { node, pointer }: SchemaPlace,
  value: unknown,
  { path }: Step,
): readonly Mutation[] {
  if (!isObject(value)) return [];
  const names = items(member(node, 'required')).map(String);
  const required = names
    .filter((name) => Object.hasOwn(value, name))
    .map((name): Mutation => {
      const inside = formatPointer([...path, name]);
      return {
        rule: 'required',
        keyword: 'required',
        pointer: inside,
        place: inside,
        replacements: [undefined],
        schemaPointer: pointer,
        title: `${inside} left out`,
        isOptional: false,
      };
    });
  const inner = Object.keys(value).flatMap((name) =>
    walk(description, memberPlace({ node, pointer }, name), value[name], {
      path: [...path, name],
      isOptional: !names.includes(name),
    }),
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
      keyword: 'additionalProperties',
      pointer: here,
      place: here,
      replacements: [{ ...value, [name]: wrong }, ...otherMember(value, name, wrong)],
      schemaPointer: pointer,
      title: `${here || 'the body'} with a further member that does not fit`,
      isOptional: false,
    },
  ];
}

/** In the place of another, where there may be no more. */
function otherMember(value: JsonObject, name: string, wrong: Json): readonly unknown[] {
  const rest = members(value).slice(1);
  return rest.length === Object.keys(value).length ? [] : [{ ...Object.fromEntries(rest), [name]: wrong }];
}

function wrongMember(schema: Json): Json {
  if (!isObject(schema)) return 'text';
  return schema['enum'] === undefined ? (wrongType(schema, undefined) ?? null) : outsideEnum(schema);
}

function itemMutations(
  description: Description,
  { node, pointer }: SchemaPlace,
  value: unknown,
  { path }: Step,
): readonly Mutation[] {
  const schema = member(node, 'items');
  if (!Array.isArray(value) || value.length === 0 || schema === undefined) return [];
  const place = { node: schema, pointer: `${pointer}/items` };
  return [
    ...walk(description, place, value[0], { path: [...path, 0], isOptional: false }),
    ...tooManyItems(description, { node, pointer }, value, path),
  ];
}

/** The longest list that is sent to go beyond a `maxItems`. */
const MOST_ITEMS = 1000;

/** One more item than there may be: each another, where they have to differ. */
function tooManyItems(
  description: Description,
  { node, pointer }: SchemaPlace,
  value: readonly unknown[],
  path: readonly (string | number)[],
): readonly Mutation[] {
  const most = member(node, 'maxItems');
  const schema = member(node, 'items');
  if (typeof most !== 'number' || most >= MOST_ITEMS) return [];
  const same = Array.from({ length: most + 1 }, (_, index) => value[index] ?? value[0]);
  const place = resolveReference(description.document, schema ?? true, `${pointer}/items`);
  const distinct = isObject(place.node)
    ? distinctItems(description, { definition: place.node, pointer: place.pointer }, value, most + 1)
    : [];
  const here = formatPointer(path);
  return [
    {
      rule: 'maxItems',
      keyword: 'maxItems',
      pointer: here,
      place: here,
      replacements: distinct.length === most + 1 ? [distinct, same] : [same],
      schemaPointer: pointer,
      title: `${here || 'the body'} with more than ${most} items`,
      isOptional: false,
    },
  ];
}
