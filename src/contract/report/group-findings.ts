import { groupBy } from '../../base/group-by.ts';
import type { PublishedFinding } from './published-report.ts';

/**
 * Returns equal findings as one: those of the same check with the same result, on the same operation, by the same rule.
 * The smallest stands for all: the one with the fewest steps, then with the shortest request.
 */
export function groupFindings(findings: readonly PublishedFinding[]): readonly PublishedFinding[] {
  return [...groupBy(findings, keyOf).values()]
    .map((group) => {
      const [smallest = group[0]] = group.toSorted(bySize);
      const cases = [...new Set(group.map(({ caseId }) => caseId))].toSorted();
      return smallest && { ...smallest, count: cases.length, cases };
    })
    .filter((one) => one !== undefined)
    .toSorted((left, right) => compare(sortKey(left), sortKey(right)));
}

function keyOf(finding: PublishedFinding): string {
  const { check, operationId, descriptionPointer, found, confidence, provenance } = finding;
  return JSON.stringify([check, operationId, descriptionPointer, found, confidence, provenance]);
}

function bySize(left: PublishedFinding, right: PublishedFinding): number {
  return (
    left.curl.length - right.curl.length ||
    Number(isInSequence(left)) - Number(isInSequence(right)) ||
    requestSize(left) - requestSize(right) ||
    compare(left.caseId, right.caseId)
  );
}

/** True for a finding of a sequence, which has steps after the one with the finding. */
function isInSequence({ step }: PublishedFinding): boolean {
  return step.name !== 'request';
}

function requestSize({ request }: PublishedFinding): number {
  return request.target.length + (request.body?.length ?? 0);
}

const RANK = { definite: 0, likely: 1, advice: 2 } as const;

/** Sorts findings that fail the run first, and the most confident before the others. */
function sortKey({ fails, confidence, caseId, check, found }: PublishedFinding): string {
  return [fails ? 0 : 1, RANK[confidence], caseId, check, found].join(' ');
}

function compare(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
