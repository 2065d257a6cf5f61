import type { Case } from '../../contract/case/case.ts';
import { fitsPattern, mayFitPattern } from '../../contract/plan/spread/case-pattern.ts';
import { caseOperations } from '../../contract/plan/case-operations.ts';
import type { Description } from '../../description/model/description.ts';
import { isExcluding } from '../options/exclude-options.ts';
import { didYouMean } from '../options/did-you-mean.ts';
import type { TestTask } from './test-options.ts';

/** The cases that a command line selects. */
export interface Selection {
  /** Case ids, or patterns for them, with `*`, or with `/` at the end. Empty: any. */
  readonly only: readonly string[];
  /** Operation ids, or `METHOD /path`. Empty: any. */
  readonly operations: readonly string[];
}

/** True for a task that runs fewer cases than there are. */
export function isNarrowed({
  only,
  operations,
  phases,
  tags,
  exclude,
  maxCases,
  shard,
}: Pick<TestTask, 'only' | 'operations' | 'phases' | 'tags' | 'exclude' | 'maxCases' | 'shard'>): boolean {
  return (
    [only, operations, phases, tags].some((list) => list.length > 0) ||
    isExcluding(exclude) ||
    maxCases !== undefined ||
    shard !== undefined
  );
}

/** True for a selection that names something. */
export function isSelecting({ only, operations }: Selection): boolean {
  return only.length + operations.length > 0;
}

/** True for a case that fits both lists of a selection. */
export function isSelected(one: Case, { only, operations }: Selection): boolean {
  return (
    (only.length === 0 || only.some((pattern) => fitsPattern(one, pattern))) &&
    (operations.length === 0 || operations.includes(one.operationId))
  );
}

/** Returns what is true for operations of an API that may have selected cases, by what their ids begin with. */
export function mayBeSelected(
  name: string,
  { only, operations }: Selection,
): (operationId: string) => boolean {
  return (operationId) =>
    (operations.length === 0 || operations.includes(operationId)) &&
    (only.length === 0 || only.some((pattern) => mayFitPattern(`${name}/${operationId}/`, pattern)));
}

/** Returns the part of a selection that fits none of the cases. */
export function unmatchedSelection({ only, operations }: Selection, cases: readonly Case[]): Selection {
  return {
    only: only.filter((pattern) => !cases.some((one) => fitsPattern(one, pattern))),
    operations: operations.filter((name) => !cases.some(({ operationId }) => operationId === name)),
  };
}

/** Returns a line for each operation that a selection names and that no description has. */
export function unknownOperationFaults(
  { operations }: Pick<Selection, 'operations'>,
  descriptions: readonly Description[],
): readonly string[] {
  const known = descriptions.flatMap(caseOperations);
  return operations
    .filter((name) => !known.includes(name))
    .map((name) => `--operation ${name}: there is no such operation${didYouMean(name, known)}`);
}

/** Returns the selection of all cases of the operations that ids are about. */
export function operationsOf(ids: readonly string[], descriptions: readonly Description[]): Selection {
  const starts = descriptions.flatMap((one) => caseOperations(one).map((id) => `${one.name}/${id}/`));
  return { only: starts.filter((start) => ids.some((id) => id.startsWith(start))), operations: [] };
}

/** Returns a suggestion for an id that no case has: one of `cases`, else the operation whose name is like the id's. */
export function similarId(id: string, cases: readonly Case[], descriptions: readonly Description[]): string {
  const similar = didYouMean(
    id,
    cases.map((one) => one.id),
  );
  if (similar !== '') return similar;
  const starts = descriptions.flatMap((one) => caseOperations(one).map((name) => `${one.name}/${name}/`));
  const own = id.split('/').slice(0, 2).join('/');
  return starts.some((start) => id.startsWith(start)) ? '' : didYouMean(`${own}/`, starts);
}

/**
 * Returns a line for each part of a selection that fits none of a run's cases. `all` are those of a run without limits,
 * as far as they are about the same operations: what they have is left out by `--safety`.
 */
export function selectionFaults(
  { only, operations }: Selection,
  all: readonly Case[],
  descriptions: readonly Description[],
): readonly string[] {
  return [
    ...only.map((pattern) => {
      if (all.some((one) => fitsPattern(one, pattern))) return `--only ${pattern}: ${LEFT_OUT}`;
      const hint = similarId(pattern, all, descriptions);
      return `--only ${pattern}: there is no such case${hint} (--list shows them)`;
    }),
    ...operations.flatMap((name) => {
      const isLeftOut = all.some(({ operationId }) => operationId === name);
      return `--operation ${name}: ${isLeftOut ? LEFT_OUT : 'there are no cases for it'}`;
    }),
  ];
}

/** Returns a line for each excluded pattern that fits none of the cases: a misspelt one would be sent. */
export function excludedCaseFaults(
  patterns: readonly string[],
  casesOf: (selection: Selection) => readonly Case[],
): readonly string[] {
  const selection = { only: patterns, operations: [] };
  if (!isSelecting(selection)) return [];
  const { only } = unmatchedSelection(selection, casesOf(selection));
  return only.map((pattern) => `--exclude-case ${pattern}: there is no such case (--list shows them)`);
}

/** Why a case of the whole plan is not in a run. */
export const LEFT_OUT =
  'this run leaves it out, since it may change what is not its own: --safety full includes it';
