import { groupBy } from '../../base/group-by.ts';
import { causeOf } from '../report/findings/cause-of.ts';
import { findingKey } from '../report/findings/finding-id.ts';
import { byPlainness, bySize, byWeight } from '../report/findings/group-findings.ts';
import type { PublishedFinding, PublishedPlace } from '../report/findings/published-finding.ts';

/** Returns the findings of several shards, those with one cause as one, with the cases and places of all. */
export function mergeFindings(
  findings: readonly PublishedFinding[],
  unchecked: ReadonlySet<string>,
): readonly PublishedFinding[] {
  return [...groupBy(findings, (finding) => causeOf(finding, { unchecked })).values()]
    .flatMap((group) => {
      const [smallest] = group.toSorted(bySize);
      if (smallest === undefined) return [];
      const cases = [...new Set(group.flatMap((one) => one.cases))].toSorted();
      return [{ ...smallest, count: cases.length, cases, places: mergePlaces(smallest, group) }];
    })
    .toSorted(byWeight);
}

/** Returns each place once, with the cases of all; that of the finding which is shown comes first. */
function mergePlaces(
  { check, places: shown }: PublishedFinding,
  group: readonly PublishedFinding[],
): readonly PublishedPlace[] {
  const key = (place: PublishedPlace) => JSON.stringify([findingKey({ check, ...place }), place.pointer]);
  const first = shown[0];
  const merged = [
    ...groupBy(
      group.flatMap(({ places }) => places),
      key,
    ),
  ].map(([at, places]) => {
    const count = places.reduce((sum, one) => sum + one.count, 0);
    const isFirst = first !== undefined && at === key(first);
    return {
      at,
      isFirst,
      place: { ...(isFirst ? first : places.toSorted(byPlainness)[0]), count } as PublishedPlace,
    };
  });
  return merged
    .toSorted((left, right) => Number(right.isFirst) - Number(left.isFirst) || (left.at < right.at ? -1 : 1))
    .map(({ place }) => place);
}
