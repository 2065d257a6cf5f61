import { groupBy } from '../../base/group-by.ts';
import type { PublishedFinding } from './published-report.ts';

/**
 * Equal findings as one: the same check with the same result, on the same operation, by the same rule. Shown is the
 * smallest: the fewest steps, then the shortest request.
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
    sizeOf(left) - sizeOf(right) ||
    compare(left.caseId, right.caseId)
  );
}

/** A sequence goes on behind the step that it is about. */
function isInSequence({ step }: PublishedFinding): boolean {
  return step.name !== 'request';
}

function sizeOf({ request }: PublishedFinding): number {
  return request.target.length + (request.body?.length ?? 0);
}

const RANK = { definite: 0, likely: 1, advice: 2 } as const;

/** What fails the run first, the surest first. */
function sortKey({ fails, confidence, caseId, check, found }: PublishedFinding): string {
  return [fails ? 0 : 1, RANK[confidence], caseId, check, found].join(' ');
}

function compare(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
