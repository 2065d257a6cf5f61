import { groupBy } from '../../base/group-by.ts';
import { items } from '../../base/json.ts';
import type { Description } from '../../description/model/description.ts';
import type { Operation } from '../../description/model/operation.ts';
import { CaseStream } from '../case/case-stream.ts';
import type { Case, Phase } from '../case/case.ts';

/** Which of the planned cases are run. */
export interface Narrowing {
  /** Default: all. */
  readonly phases?: readonly Phase[] | undefined;
  /** Operations with one of these tags; methods that are not documented go with their path's. Default: all. */
  readonly tags?: readonly string[] | undefined;
}

export function inPhasesAndTags(
  cases: readonly Case[],
  { operations }: Pick<Description, 'operations'>,
  { phases = [], tags = [] }: Narrowing,
): readonly Case[] {
  const tagged = operations.filter((operation) => tagsOf(operation).some((tag) => tags.includes(tag)));
  const ids = new Set(tagged.map(({ id }) => id));
  const paths = new Set(tagged.map(({ path }) => path));
  return cases.filter(
    ({ phase, operationId }) =>
      (phases.length === 0 || phases.includes(phase)) &&
      (tags.length === 0 || ids.has(operationId) || paths.has(operationId.replace(/^\S+ /, ''))),
  );
}

export function tagsOf({ definition }: Pick<Operation, 'definition'>): readonly string[] {
  return items(definition['tags']).filter((tag) => typeof tag === 'string');
}

/**
 * Returns at most `most` of the cases of several runs, spread over the operations of all of them. All are then planned
 * at once. Undefined: all cases, which are planned while the first are sent.
 */
export function spreadOver(runs: readonly CaseStream[], most: number | undefined): readonly CaseStream[] {
  if (most === undefined) return runs;
  const all = runs.map((cases) => cases.all());
  const chosen = new Set(spread(all.flat(), most));
  return all.map((cases) => CaseStream.of(cases.filter((one) => chosen.has(one))));
}

/**
 * At most `most` of the cases, in their order: each operation gets as many as any other, as far as it has them, and
 * of an operation's they are taken at even distances, the plainest first. The same for the same cases.
 */
export function spread(cases: readonly Case[], most: number): readonly Case[] {
  if (cases.length <= most) return cases;
  const groups = groupsOf(cases);
  const shares = sharesOf(
    groups.map(({ length }) => length),
    most,
  );
  const chosen = new Set(groups.flatMap((group, index) => evenly(group, shares[index] ?? 0)));
  return cases.filter((one) => chosen.has(one));
}

function groupsOf(cases: readonly Case[]): readonly (readonly Case[])[] {
  return [...groupBy(cases, groupOf).values()].map((group) => {
    const plain = group.filter(isPlain);
    return plain.length === 0 ? group : [...plain, ...group.filter((one) => !isPlain(one))];
  });
}

/** The valid request with nothing but what is required: it says whether an operation works at all. */
function isPlain({ id }: Case): boolean {
  return id.endsWith('/valid/required-only');
}

/** Operations of two descriptions may have one name; methods that nobody has documented count as one operation. */
function groupOf({ id, operationId, maker }: Case): string {
  const name = maker === 'undocumented-method' ? '' : operationId;
  return `${id.slice(0, id.indexOf('/'))} ${name}`;
}

/** Rounds in which everybody who has more gets one; the last round goes to some, at even distances. */
function sharesOf(sizes: readonly number[], most: number): readonly number[] {
  const shares = sizes.map(() => 0);
  for (let left = most; left > 0;) {
    const open = sizes.flatMap((size, index) => ((shares[index] ?? 0) < size ? [index] : []));
    const served = evenly(open, Math.min(left, open.length));
    for (const index of served) shares[index] = (shares[index] ?? 0) + 1;
    left -= served.length;
    if (served.length === 0) break;
  }
  return shares;
}

/** `count` of them, at even distances, the first included. */
function evenly<Item>(all: readonly Item[], count: number): readonly Item[] {
  const places = Array.from({ length: count }, (_, index) => Math.floor((index * all.length) / count));
  const chosen = new Set(places);
  return all.filter((_, index) => chosen.has(index));
}
