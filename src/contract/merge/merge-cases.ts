import type { PublishedCase, PublishedReach, PublishedReport } from '../report/published-report.ts';
import { REACH_MAKER } from '../report/reach/with-reach.ts';

/** Returns, in the order of the description, whether one of the shards has reached each operation. */
export function mergeReach(reports: readonly PublishedReport[]): readonly PublishedReach[] {
  const order = reports[0]?.coverage.documented.map(({ operationId }) => operationId) ?? [];
  const judged = reports.flatMap(({ reach, cases }) =>
    reach.map((one) => ({
      one,
      cases: cases.filter(({ operationId }) => operationId === one.operationId).length,
    })),
  );
  return order.flatMap((operationId) => {
    const own = judged.filter(({ one }) => one.operationId === operationId);
    const reached = own.find(({ one }) => one.kind === 'reached');
    const [most] = own.toSorted((left, right) => right.cases - left.cases);
    return [reached ?? most].flatMap((found) => (found === undefined ? [] : [found.one]));
  });
}

/** Returns the cases of all shards, as they count once it is known which operations were reached. */
export function mergeCases(
  reports: readonly PublishedReport[],
  reach: readonly PublishedReach[],
): readonly PublishedCase[] {
  const merged = new Map(reach.map((one) => [one.operationId, one]));
  const cases = reports.flatMap((report) => {
    const own = new Map(report.reach.map((one) => [one.operationId, one]));
    return report.cases
      .filter((one) => one.maker !== REACH_MAKER)
      .map((one) => asItCounts(one, own.get(one.operationId), merged.get(one.operationId)));
  });
  const unreached = reports
    .flatMap((report) => report.cases)
    .filter(
      ({ maker, operationId }) => maker === REACH_MAKER && merged.get(operationId)?.kind === 'notReached',
    );
  const byId = new Map([...cases, ...unreached].map((one) => [one.id, one]));
  return [...byId.values()].toSorted((left, right) => (left.id < right.id ? -1 : 1));
}

function asItCounts(
  one: PublishedCase,
  own: PublishedReach | undefined,
  merged: PublishedReach | undefined,
): PublishedCase {
  const { reason, ...facts } = one;
  const isReached = merged?.kind === 'reached';
  if (one.verdict === 'unreached' && isReached) {
    return reason === own?.reason ? { ...facts, verdict: 'passed' } : { ...one, verdict: 'blocked' };
  }
  if (one.verdict === 'passed' && merged !== undefined && !isReached) {
    return { ...facts, verdict: 'unreached', ...(merged.reason !== undefined && { reason: merged.reason }) };
  }
  return one;
}
