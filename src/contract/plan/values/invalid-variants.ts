import { replaceAt } from '../../../base/edit-json.ts';
import { formatPointer } from '../../../base/json-pointer.ts';
import { isObject, items, member, type Json, type JsonObject } from '../../../base/json.ts';
import { tryResolveObject } from '../../../description/document/resolve-reference.ts';
import type { Description } from '../../../description/model/description.ts';
import type { Schema } from '../../../description/schemas/schema.ts';
import { generated } from '../../../generate/generate-value.ts';
import { wrongValuesOf } from './invalid-values.ts';
import type { Mutation } from './mutation.ts';
import {
  branchesAt,
  deeper,
  intoBranch,
  memberPlace,
  type SchemaPlace,
  START,
  type Way,
  within,
} from './schema-place.ts';
import { tooManyItems } from './too-many-items.ts';
import { unknownMember } from './unknown-member.ts';

/** Wide and deep values end somewhere. */
const MOST = 1500;

/** So many schemas are looked at for one value: some have nothing that could be wrong. */
const MOST_STEPS = 10_000;

type Mutations = Generator<Mutation, void, void>;

/**
 * All that is wrong in exactly one place: whoever uses a mutation has to prove that it breaks the schema. They are made
 * on demand.
 */
export function* mutationsOf(description: Description, schema: Schema, value: unknown): Mutations {
  if (typeof schema.definition === 'boolean') return;
  const walk: Walk = { description, stepsLeft: MOST_STEPS };
  const place = { node: schema.definition, pointer: schema.pointer };
  let left = MOST;
  for (const mutation of mutationsAt(walk, place, value, ROOT)) {
    yield mutation;
    left -= 1;
    if (left === 0) return;
  }
}

/** One walk through a schema and a value of it. */
interface Walk {
  readonly description: Description;
  stepsLeft: number;
}

/** Where the walk has come to in the value. */
interface Step {
  readonly path: readonly (string | number)[];
  readonly isOptional: boolean;
  readonly way: Way;
}

const ROOT: Step = { path: [], isOptional: false, way: START };

const DEEPEST = 12;

function* mutationsAt(walk: Walk, place: SchemaPlace, value: unknown, step: Step): Mutations {
  const found = tryResolveObject(walk.description.document, place.node, place.pointer);
  const way = found && within(step.way, found.pointer);
  walk.stepsLeft -= 1;
  if (found === undefined || way === undefined || way.depth > DEEPEST || walk.stepsLeft < 0) return;
  const inside = { ...step, way };
  yield* ownMutations(found, value, step);
  yield* objectMutations(walk, found, value, inside);
  yield* itemMutations(walk, found, value, inside);
  for (const branch of branchesOf(walk.description, found, value)) {
    yield* mutationsAt(walk, branch, value, inside);
  }
  yield* otherBranches(walk, found, value, inside);
}

function ownMutations(
  { node, pointer }: SchemaPlace & { readonly node: JsonObject },
  value: unknown,
  { path, isOptional }: Step,
): readonly Mutation[] {
  const here = formatPointer(path);
  const name = here === '' ? 'the body' : here;
  return wrongValuesOf(node, value).map(({ rule, keyword, replacements, title }) => ({
    rule,
    keyword,
    pointer: here,
    place: here,
    replacements,
    schemaPointer: pointer,
    title: `${name} ${title}`,
    isOptional,
  }));
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
function* otherBranches(
  walk: Walk,
  place: SchemaPlace,
  value: unknown,
  { path, isOptional, way }: Step,
): Mutations {
  const { description } = walk;
  if (way.depth > DEEPEST / 3) return;
  for (const keyword of ['oneOf', 'anyOf']) {
    for (const [index, branch] of branchesAt(place, keyword).entries()) {
      const schema = isObject(branch.node) && { definition: branch.node, pointer: branch.pointer };
      const inside = intoBranch(description.document, way, branch);
      if (schema === false || inside === undefined || fits(description, branch, value)) continue;
      const other = valueOf(description, schema);
      if (other === undefined) continue;
      for (const mutation of mutationsAt(walk, branch, other, { ...ROOT, way: inside })) {
        yield {
          ...mutation,
          pointer: formatPointer(path),
          place: `${formatPointer([...path, keyword, index])}${mutation.pointer}`,
          replacements: mutation.replacements.map((one) => replaceAt(other, mutation.pointer, one)),
          isOptional: mutation.pointer === '' ? isOptional : mutation.isOptional,
        };
      }
    }
  }
}

function valueOf(description: Description, schema: Schema): Json | undefined {
  return generated(description, schema, { seed: 1, names: [schema.pointer], direction: 'request' });
}

function* objectMutations(
  walk: Walk,
  { node, pointer }: SchemaPlace,
  value: unknown,
  { path, way }: Step,
): Mutations {
  if (!isObject(value)) return;
  const required = items(member(node, 'required')).map(String);
  for (const name of required.filter((one) => Object.hasOwn(value, one))) {
    const inside = formatPointer([...path, name]);
    yield {
      rule: 'required',
      keyword: 'required',
      pointer: inside,
      place: inside,
      replacements: [undefined],
      schemaPointer: pointer,
      title: `${inside} left out`,
      isOptional: false,
    };
  }
  yield* unknownMember(node, pointer, path);
  for (const name of Object.keys(value)) {
    yield* mutationsAt(walk, memberPlace({ node, pointer }, name), value[name], {
      path: [...path, name],
      isOptional: !required.includes(name),
      way: deeper(way),
    });
  }
}

function* itemMutations(
  walk: Walk,
  { node, pointer }: SchemaPlace,
  value: unknown,
  { path, way }: Step,
): Mutations {
  const schema = member(node, 'items');
  if (!Array.isArray(value) || value.length === 0 || schema === undefined) return;
  const place = { node: schema, pointer: `${pointer}/items` };
  yield* mutationsAt(walk, place, value[0], { path: [...path, 0], isOptional: false, way: deeper(way) });
  yield* tooManyItems(walk.description, { node, pointer }, value, path);
}
