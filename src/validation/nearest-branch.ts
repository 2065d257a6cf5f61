import { atPointer } from '../base/json-pointer.ts';
import { isObject, items } from '../base/json.ts';
import type { Schema } from '../description/schemas/schema.ts';
import { schemaViolation } from './schema-violation.ts';
import { discriminatedAt, unnamedBranch } from './unnamed-branch.ts';
import type { ValidatedMessage } from './validated-message.ts';
import { isChoice, violation, type Violation } from './violation.ts';

/**
 * Replaces the violations of each `oneOf` or `anyOf` of which no branch fits by those of the nearest branch. Which
 * violations belong to a branch is found by validating against it once more.
 */
export function settleChoices(
  violations: readonly Violation[],
  message: ValidatedMessage,
): readonly Violation[] {
  let left = violations;
  const settled = new Set<string>();
  for (;;) {
    const choice = left.findLast((one) => isChoice(one) && !settled.has(keyOf(one)));
    if (choice === undefined) return left;
    settled.add(keyOf(choice));
    left = settle(choice, left, message);
  }
}

function settle(
  choice: Violation,
  all: readonly Violation[],
  message: ValidatedMessage,
): readonly Violation[] {
  const schemas = branchesOf(choice, message);
  if (schemas.length === 0) return withoutChoice(choice, all);
  const known = new Set(all.map(keyOf));
  const branches = schemas.map((schema) => {
    const found = violationsOfBranch(schema, choice, message);
    const own = found.filter((one) => known.has(keyOf(one)));
    return own.length > 0 ? own : found;
  });
  const replaced = new Set([choice, ...branches.flat()].map(keyOf));
  const others = all.filter((one) => !replaced.has(keyOf(one)) && !isEcho(one, choice));
  const instead =
    unnamedBranch(choice, message) ?? mixedTypes(choice, branches) ?? nearestOf(branches, choice);
  return [...others, ...instead];
}

/** Drops a choice that the description does not contain: it was derived from `nullable` or a discriminator. */
function withoutChoice(choice: Violation, all: readonly Violation[]): readonly Violation[] {
  const others = all.filter((one) => one !== choice && !isEcho(one, choice));
  return others.length === 0 ? all : others;
}

/** True for a violation that only repeats the choice: of a derived keyword, or of the `null` branch of `nullable`. */
function isEcho(
  { where, pointer, keyword, params, descriptionPointer }: Violation,
  choice: Violation,
): boolean {
  if (where !== choice.where || pointer !== choice.pointer) return false;
  const isDerived = /^\/(?:oneOf|anyOf|if)$/.test(descriptionPointer);
  return isDerived || (choice.keyword === 'anyOf' && keyword === 'type' && params['type'] === 'null');
}

/** Returns the branches of a choice; for an `if`, those of the discriminator that it was derived from. */
function branchesOf(
  { keyword, descriptionPointer, params }: Violation,
  { description }: ValidatedMessage,
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
  { description, direction, values }: ValidatedMessage,
): readonly Violation[] {
  const { document, validators } = description;
  const whole = values[where];
  const errors = validators.of(schema, direction)(atPointer(whole, pointer));
  return errors.map((error) =>
    schemaViolation(
      where,
      { ...error, instancePath: pointer + error.instancePath },
      { value: whole, document },
    ),
  );
}

/** Returns the branch with the fewest violations; branches of another type or with another constant tag come last. */
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

/** Returns one violation with the types of all branches, where the value has none of them. */
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
