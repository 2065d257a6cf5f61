import type { Case } from '../../contract/case/case.ts';
import { didYouMean } from '../options/did-you-mean.ts';
import type { TestTask } from './test-options.ts';

/** What narrows a run, and what there is to choose from. */
interface Selection {
  /** Case ids, or the start of some, which then ends in `/` or `*`. */
  readonly only: readonly string[];
  /** Operation ids, or `METHOD /path`. */
  readonly operations: readonly string[];
}

/** Whether less is run than there is. */
export function isNarrowed({
  only,
  operations,
  phases,
  tags,
  maxCases,
}: Pick<TestTask, 'only' | 'operations' | 'phases' | 'tags' | 'maxCases'>): boolean {
  return [only, operations, phases, tags].some((list) => list.length > 0) || maxCases !== undefined;
}

/** The cases that are chosen: all where nothing is said. */
export function selectCases(cases: readonly Case[], { only, operations }: Selection): readonly Case[] {
  return cases.filter(
    (one) =>
      (only.length === 0 || only.some((pattern) => isMeant(one, pattern))) &&
      (operations.length === 0 || operations.includes(one.operationId)),
  );
}

function isMeant({ id }: Case, pattern: string): boolean {
  if (id === pattern) return true;
  if (pattern.endsWith('*')) return id.startsWith(pattern.slice(0, -1));
  return pattern.endsWith('/') && id.startsWith(pattern);
}

/**
 * What is chosen that is not there: a line each. `all` has the cases that a run without limits would have, so that
 * one which this run leaves out is told from one which nobody has.
 */
export function selectionFaults(
  cases: readonly Case[],
  all: readonly Case[],
  { only, operations }: Selection,
): readonly string[] {
  return [
    ...only.flatMap((pattern) => {
      if (cases.some((one) => isMeant(one, pattern))) return [];
      if (all.some((one) => isMeant(one, pattern))) return [`--only ${pattern}: ${LEFT_OUT}`];
      const ids = all.map(({ id }) => id);
      return [`--only ${pattern}: there is no such case${didYouMean(pattern, ids)} (--list shows them)`];
    }),
    ...operations.flatMap((operation) => {
      if (cases.some(({ operationId }) => operationId === operation)) return [];
      if (all.some(({ operationId }) => operationId === operation)) {
        return [`--operation ${operation}: ${LEFT_OUT}`];
      }
      const ids = [...new Set(all.map(({ operationId }) => operationId))];
      return [`--operation ${operation}: there is no such operation${didYouMean(operation, ids)}`];
    }),
  ];
}

const LEFT_OUT = 'this run leaves it out, since it may change what is not its own: --safety full includes it';
