import { atPointer } from '../base/json-pointer.ts';
import { isObject, items } from '../base/json.ts';
import type { Schema } from '../description/schemas/schema.ts';
import { schemaViolation } from './schema-violation.ts';
import { discriminatedAt, unnamedBranch } from './unnamed-branch.ts';
import { judgeValue } from './validate-value.ts';
import type { JudgedMessage } from './validated-message.ts';
import { violation, type Violation } from './violation.ts';

/**
 * Puts in the place of each `oneOf` or `anyOf` that no branch fits what is wrong with the nearest branch alone.
 * Which errors are a branch's is found by trying it again.
 */
export function nearestBranches(
  violations: readonly Violation[],
  judged: JudgedMessage,
): readonly Violation[] {
  let left = violations;
  const settled = new Set<string>();
  for (;;) {
    const choice = left.findLast((one) => isChoice(one) && !settled.has(keyOf(one)));
    if (choice === undefined) return left;
    settled.add(keyOf(choice));
    left = settle(choice, left, judged);
  }
}

/** A `oneOf` that several branches fit has no nearest one. */
function isChoice({ keyword, params }: Violation): boolean {
  return (
    keyword === 'anyOf' ||
    keyword === 'if' ||
    (keyword === 'oneOf' && !Array.isArray(params['passingSchemas']))
  );
}

function settle(choice: Violation, all: readonly Violation[], judged: JudgedMessage): readonly Violation[] {
  const schemas = branchesOf(choice, judged);
  if (schemas.length === 0) return withoutChoice(choice, all);
  const known = new Set(all.map(keyOf));
  const branches = schemas.map((schema) => {
    const found = violationsOfBranch(schema, choice, judged);
    const own = found.filter((one) => known.has(keyOf(one)));
    return own.length > 0 ? own : found;
  });
  const replaced = new Set([choice, ...branches.flat()].map(keyOf));
  const others = all.filter((one) => !replaced.has(keyOf(one)) && !isEcho(one, choice));
  const instead =
    unnamedBranch(choice, judged) ?? mixedTypes(choice, branches) ?? nearestOf(branches, choice);
  return [...others, ...instead];
}

/** What stands in no place of the description was made of `nullable` or a discriminator: it says nothing itself. */
function withoutChoice(choice: Violation, all: readonly Violation[]): readonly Violation[] {
  const others = all.filter((one) => one !== choice && !isEcho(one, choice));
  return others.length === 0 ? all : others;
}

function isEcho(
  { where, pointer, keyword, params, descriptionPointer }: Violation,
  choice: Violation,
): boolean {
  if (where !== choice.where || pointer !== choice.pointer) return false;
  const isMade = /^\/(?:oneOf|anyOf|if)$/.test(descriptionPointer);
  return isMade || (choice.keyword === 'anyOf' && keyword === 'type' && params['type'] === 'null');
}

/** The branches that a choice is between; of an `if`, those of the discriminator that it was made of. */
function branchesOf(
  { keyword, descriptionPointer, params }: Violation,
  { description }: JudgedMessage,
): Schema[] {
  let pointer = descriptionPointer;
  if (keyword === 'if') {
    const owner = discriminatedAt(descriptionPointer, description.document);
    if (owner === undefined || params['failingKeyword'] !== 'else') return [];
    pointer = descriptionPointer.replace(/if$/, owner['oneOf'] === undefined ? 'anyOf' : 'oneOf');
  }
  return items(atPointer(description.document, pointer)).flatMap((branch, index) =>
    isObject(branch) || typeof branch === 'boolean'
      ? [{ definition: branch, pointer: `${pointer}/${index}` }]
      : [],
  );
}

function violationsOfBranch(
  schema: Schema,
  { where, pointer }: Violation,
  { description, direction, values }: JudgedMessage,
): readonly Violation[] {
  const { document, validators } = description;
  const whole = values[where];
  const errors = judgeValue(validators.of(schema, direction), atPointer(whole, pointer));
  return errors.map((error) =>
    schemaViolation(
      where,
      { ...error, instancePath: pointer + error.instancePath },
      { value: whole, document },
    ),
  );
}

/** Fewest violations, but for branches that want another type or another constant, such as a tag. */
function nearestOf(branches: readonly (readonly Violation[])[], choice: Violation): readonly Violation[] {
  const scored = branches.map((found) => ({ found, score: scoreOf(found, choice) }));
  return scored.toSorted((left, right) => left.score - right.score)[0]?.found ?? [];
}

function scoreOf(found: readonly Violation[], { pointer }: Violation): number {
  const isOfAnotherType = found.some((one) => one.keyword === 'type' && one.pointer === pointer);
  const tags = found.filter((one) => one.keyword === 'const' || one.keyword === 'enum');
  const shallowTags = tags.filter((one) => !one.pointer.slice(pointer.length + 1).includes('/'));
  return (isOfAnotherType ? 1_000_000 : 0) + shallowTags.length * 1000 + found.length;
}

/** Where each branch wants another type than what is there, all of them are named. */
function mixedTypes(
  choice: Violation,
  branches: readonly (readonly Violation[])[],
): readonly Violation[] | undefined {
  const types = branches.map((found) =>
    found.find((one) => one.keyword === 'type' && one.pointer === choice.pointer),
  );
  const [first] = types;
  if (first === undefined || branches.length < 2 || types.includes(undefined)) return undefined;
  const names = [...new Set(types.map((one) => String(one?.params['type']).replaceAll(',', ' or ')))];
  const message = `must be ${names.join(' or ')}`;
  const details = first.sentence.slice(first.sentence.indexOf(first.message) + first.message.length);
  const { where, pointer, descriptionPointer } = choice;
  return [
    violation(
      { where, pointer, descriptionPointer, keyword: 'type', params: { type: names.join(',') }, message },
      details,
    ),
  ];
}

function keyOf({ where, pointer, descriptionPointer, keyword, params }: Violation): string {
  return JSON.stringify([where, pointer, descriptionPointer, keyword, params]);
}
