import { groupBy } from '../../../base/group-by.ts';
import { findingKey } from './finding-id.ts';
import type { PublishedFinding, PublishedPlace } from './published-finding.ts';
import { causeOf, type RunFacts } from './cause-of.ts';

/**
 * Returns findings with one cause as one, with its places. The smallest stands for all: the one with the fewest steps,
 * then with the shortest request.
 */
export function groupFindings(
  findings: readonly PublishedFinding[],
  facts: RunFacts = { unchecked: new Set() },
): readonly PublishedFinding[] {
  return [...groupBy(findings, (finding) => causeOf(finding, facts)).values()]
    .flatMap((group) => {
      const [smallest, ...others] = group.toSorted(bySize);
      if (smallest === undefined) return [];
      const cases = [...new Set(group.map(({ caseId }) => caseId))].toSorted();
      return [{ ...smallest, count: cases.length, cases, places: placesOf([smallest, ...others]) }];
    })
    .toSorted(byWeight);
}

/** Returns each place once, with the first of the findings there; the place of the first finding comes first. */
function placesOf(findings: readonly PublishedFinding[]): readonly PublishedPlace[] {
  const [first = [], ...others] = groupBy(findings, placeKey).values();
  const sorted = others
    .map((group) => ({ group, key: group.map(placeKey)[0] ?? '' }))
    .toSorted((left, right) => compare(left.key, right.key));
  return [first, ...sorted.map(({ group }) => group.toSorted(byPlainness))].flatMap(placeOf);
}

function placeOf(group: readonly PublishedFinding[]): readonly PublishedPlace[] {
  const count = new Set(group.map(({ caseId }) => caseId)).size;
  return (group[0]?.places ?? []).map((place) => ({ ...place, count }));
}

/** What tells how plain a case is: its id, and the operation that it found something about. */
type CaseOfPlace = Pick<PublishedPlace, 'caseId' | 'operationId'>;

/** Sorts cases about the operation itself before those about others, and sequences last: all that a place alone tells. */
export function byPlainness(left: CaseOfPlace, right: CaseOfPlace): number {
  return (
    Number(isOfOther(left)) - Number(isOfOther(right)) ||
    Number(left.caseId.includes('/sequence/')) - Number(right.caseId.includes('/sequence/')) ||
    compare(left.caseId, right.caseId)
  );
}

function isOfOther({ caseId, operationId }: CaseOfPlace): boolean {
  return !caseId.includes(`/${operationId}/`);
}

function placeKey(finding: PublishedFinding): string {
  return JSON.stringify([findingKey(finding), finding.pointer]);
}

/** Sorts the findings with the fewest steps, then with the shortest request, first. */
export function bySize(left: PublishedFinding, right: PublishedFinding): number {
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
export function byWeight(left: PublishedFinding, right: PublishedFinding): number {
  return compare(sortKey(left), sortKey(right));
}

function sortKey({ fails, confidence, caseId, check, found }: PublishedFinding): string {
  return [fails ? 0 : 1, RANK[confidence], caseId, check, found].join(' ');
}

function compare(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
