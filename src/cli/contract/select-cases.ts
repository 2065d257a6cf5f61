import type { Case } from '../../contract/case/case.ts';
import { isExcluding } from '../options/exclude-options.ts';
import { didYouMean } from '../options/did-you-mean.ts';
import type { TestTask } from './test-options.ts';

/** The cases that a command line selects. */
export interface Selection {
  /** Case ids, or the beginning of ids, which then ends in `/` or `*`. Empty: any. */
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
}: Pick<TestTask, 'only' | 'operations' | 'phases' | 'tags' | 'exclude' | 'maxCases'>): boolean {
  return (
    [only, operations, phases, tags].some((list) => list.length > 0) ||
    isExcluding(exclude) ||
    maxCases !== undefined
  );
}

/** True for a selection that names something. */
export function isSelecting({ only, operations }: Selection): boolean {
  return only.length + operations.length > 0;
}

/** True for a case that fits both lists of a selection. */
export function isSelected(one: Case, { only, operations }: Selection): boolean {
  return (
    (only.length === 0 || only.some((pattern) => isMatch(one, pattern))) &&
    (operations.length === 0 || operations.includes(one.operationId))
  );
}

function isMatch({ id }: Case, pattern: string): boolean {
  if (id === pattern) return true;
  if (pattern.endsWith('*')) return id.startsWith(pattern.slice(0, -1));
  return pattern.endsWith('/') && id.startsWith(pattern);
}

/** Returns the part of a selection that fits none of the cases. */
export function unmatchedSelection({ only, operations }: Selection, cases: readonly Case[]): Selection {
  return {
    only: only.filter((pattern) => !cases.some((one) => isMatch(one, pattern))),
    operations: operations.filter((name) => !cases.some(({ operationId }) => operationId === name)),
  };
}

/**
 * Returns a line for each part of a selection that fits none of a run's cases. `all` are those of a run without limits:
 * what they have is left out by `--safety`.
 */
export function selectionFaults({ only, operations }: Selection, all: readonly Case[]): readonly string[] {
  return [
    ...only.map((pattern) => {
      if (all.some((one) => isMatch(one, pattern))) return `--only ${pattern}: ${LEFT_OUT}`;
      const ids = all.map(({ id }) => id);
      return `--only ${pattern}: there is no such case${didYouMean(pattern, ids)} (--list shows them)`;
    }),
    ...operations.map((name) => {
      if (all.some(({ operationId }) => operationId === name)) return `--operation ${name}: ${LEFT_OUT}`;
      const ids = [...new Set(all.map(({ operationId }) => operationId))];
      return `--operation ${name}: there is no such operation${didYouMean(name, ids)}`;
    }),
  ];
}

/** Why a case of the whole plan is not in a run. */
export const LEFT_OUT =
  'this run leaves it out, since it may change what is not its own: --safety full includes it';
