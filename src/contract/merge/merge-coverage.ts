import type { DocumentedParts } from '../report/coverage/coverage.ts';
import type { PublishedCoverage, UnseenStatus } from '../report/published-report.ts';
import { distinctLists } from '../report/reach/partly-read-lists.ts';
import type { Gap } from '../report/coverage-gaps.ts';
import { gapsByPlace, mergeGaps, publishMerged } from './merge-gaps.ts';

/** Returns what all shards of a run cover together. */
export function mergeCoverage(shards: readonly PublishedCoverage[]): PublishedCoverage {
  const documented = mergeDocumented(shards);
  const unseen = mergeUnseen(shards);
  const gaps = mergeGaps(shards.map(gapsByPlace));
  const names = new Set(unseen.map(({ operationId, status }) => `${operationId} ${status}`));
  return {
    ...countsOf(shards, { documented, unseen, gaps }),
    documented,
    unseen,
    gaps: publishMerged(gaps, documented, names),
    lists: distinctLists(shards.flatMap(({ lists }) => lists)),
  };
}

function countsOf(
  [first]: readonly PublishedCoverage[],
  {
    documented,
    unseen,
    gaps,
  }: {
    readonly documented: readonly DocumentedParts[];
    readonly unseen: readonly UnseenStatus[];
    readonly gaps: readonly Gap[];
  },
) {
  if (first === undefined) throw new Error('there is no shard');
  const missing = (kind: Gap['kind']) => gaps.filter((gap) => gap.kind === kind).length;
  const { operations, statuses, parameters, mediaTypes, examples, links, constraints } = first;
  const { requests, responses } = constraints;
  const [satisfied, broken, neither] = [missing('notBroken'), missing('notSatisfied'), missing('neither')];
  return {
    operations: {
      documented: operations.documented,
      succeeded: documented.filter(({ hasSucceeded }) => hasSucceeded).length,
    },
    statuses: { documented: statuses.documented, seen: statuses.documented - unseen.length },
    parameters: { documented: parameters.documented, sent: parameters.documented - missing('parameter') },
    mediaTypes: { documented: mediaTypes.documented, seen: mediaTypes.documented - missing('mediaType') },
    examples: { documented: examples.documented, sent: examples.documented - missing('example') },
    links: { documented: links.documented, followed: links.documented - missing('link') },
    constraints: {
      requests: {
        documented: requests.documented,
        satisfied,
        broken,
        both: requests.documented - satisfied - broken - neither,
        neither,
      },
      responses: {
        documented: responses.documented,
        seen: responses.documented - missing('unseenConstraint'),
      },
    },
  };
}

function mergeDocumented(shards: readonly PublishedCoverage[]): readonly DocumentedParts[] {
  const [first, ...others] = shards.map(({ documented }) => documented);
  return (first ?? []).map((one, index) => ({
    ...one,
    isSent: one.isSent || others.some((other) => other[index]?.isSent === true),
    hasSucceeded: one.hasSucceeded || others.some((other) => other[index]?.hasSucceeded === true),
  }));
}

/** The reasons why a status was not seen, from what the shard knows that has most to say about it. */
const REASONS = [
  /answered its cases otherwise/,
  /are blocked/,
  /provokes/,
  /identity|failure|status of its own/,
  /could not be sent/,
  /./,
];

function mergeUnseen(shards: readonly PublishedCoverage[]): readonly UnseenStatus[] {
  const [first, ...others] = shards.map(
    ({ unseen }) => new Map(unseen.map((one) => [`${one.operationId} ${one.status}`, one])),
  );
  return [...(first ?? [])].flatMap(([key, one]) => {
    const all = [one, ...others.map((other) => other.get(key))];
    const missing = all.filter((other) => other !== undefined);
    if (missing.length < all.length) return [];
    const rank = ({ reason }: UnseenStatus) =>
      reason === 'no case of this run is about it'
        ? REASONS.length
        : REASONS.findIndex((words) => words.test(reason));
    return missing.toSorted((left, right) => rank(left) - rank(right)).slice(0, 1);
  });
}
