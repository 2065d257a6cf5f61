import type { CaseResult } from '../../run/state/case-result.ts';

/** A list that was not read as a whole, and what that leaves open. */
export interface PartlyReadList {
  readonly operationId: string;
  readonly reason: string;
}

/** Returns the lists that the limits of the run kept from being read, or asked for, as a whole. */
export function partlyReadLists(results: readonly CaseResult[]): readonly PartlyReadList[] {
  const lists = results.flatMap((result): readonly PartlyReadList[] => {
    const { operationId, leftOut = 0 } = result.case;
    const reasons = [...unreadPages(result), ...unsentCases(leftOut)];
    return reasons.map((reason) => ({ operationId, reason }));
  });
  return distinctLists(lists);
}

/** Returns each list once, sorted by operation. */
export function distinctLists(lists: readonly PartlyReadList[]): readonly PartlyReadList[] {
  return [...new Map(lists.map((one) => [JSON.stringify(one), one])).values()].toSorted((left, right) =>
    left.operationId < right.operationId ? -1 : Number(left.operationId > right.operationId),
  );
}

function unreadPages({ case: one, exchanges, bound, shown }: CaseResult): readonly string[] {
  const sent = new Set(exchanges.map(({ index }) => index));
  return one.laws.flatMap((law) => {
    if (law.kind !== 'readThrough') return [];
    const last = law.next[law.pages.length - 1] ?? '';
    const goesOn = law.pages.every((index) => sent.has(index)) && Object.hasOwn({ ...bound, ...shown }, last);
    const pages = law.pages.length;
    return goesOn
      ? [
          `only its first ${pages} pages were read: whether pages have all of it was not judged (--list-pages)`,
        ]
      : [];
  });
}

function unsentCases(count: number): readonly string[] {
  if (count === 0) return [];
  return [`${count} more cases about it would send more requests than a list may get (--list-requests)`];
}
