import { groupGaps, NO_RESPONSE, reasonFor, UNSENT, type Gap } from '../report/coverage-gaps.ts';
import type { DocumentedParts, GapKind } from '../report/coverage/coverage.ts';
import type { PublishedCoverage, PublishedGap } from '../report/published-report.ts';

/** Returns each part of the gaps of a shard, by its place. */
export function gapsByPlace({ gaps }: Pick<PublishedCoverage, 'gaps'>): ReadonlyMap<string, Gap> {
  return new Map(
    gaps.flatMap(({ parts, ...facts }) =>
      parts.map((part) => [keyOf({ ...facts, ...part }), { ...facts, ...part }]),
    ),
  );
}

/** Constraints of requests are told apart by their place alone, since what is kept in one shard may be broken in another. */
function keyOf({ kind, operationId, status, name, pointer }: Gap): string {
  const group = CONSTRAINTS.has(kind) ? 'constraint' : kind;
  return JSON.stringify([group, operationId, status, name, pointer]);
}

const CONSTRAINTS: ReadonlySet<GapKind> = new Set(['notSatisfied', 'notBroken', 'neither']);

/** Returns what is missing in all shards; a constraint that was kept in one and broken in another is not. */
export function mergeGaps(shards: readonly ReadonlyMap<string, Gap>[]): readonly Gap[] {
  const [first = new Map<string, Gap>(), ...others] = shards;
  return [...first].flatMap(([key, gap]) => {
    const all = [gap, ...others.map((shard) => shard.get(key))];
    const missing = all.filter((one) => one !== undefined);
    if (missing.length < all.length) return [];
    if (!CONSTRAINTS.has(gap.kind)) return [{ ...gap, reason: bestReason(missing) }];
    const kinds = new Set(missing.map(({ kind }) => kind));
    if (kinds.has('notSatisfied') && kinds.has('notBroken')) return [];
    const kind = [...kinds].find((one) => one !== 'neither') ?? 'neither';
    return [{ ...gap, kind, reason: bestReason(missing.filter((one) => one.kind === kind)) }];
  });
}

/** A shard that sent nothing of an operation knows least of why. */
function bestReason(gaps: readonly Gap[]): string {
  return (
    (
      gaps.find(({ reason }) => !UNSENT.test(reason)) ??
      gaps.find(({ reason }) => reason !== UNPLANNED) ??
      gaps[0]
    )?.reason ?? ''
  );
}

/** The reason of a shard that has no case about an operation. */
const UNPLANNED = 'no case of this run is about it';

/** Returns gaps with the reasons that the whole run has for them, those of one reason together. */
export function publishMerged(
  gaps: readonly Gap[],
  documented: readonly DocumentedParts[],
  unseen: ReadonlySet<string>,
): readonly PublishedGap[] {
  const sent = new Set(documented.filter(({ isSent }) => isSent).map(({ operationId }) => operationId));
  const told = gaps.map((gap) => ({
    ...gap,
    reason: sent.has(gap.operationId) ? sentReason(gap, unseen) : gap.reason,
  }));
  return groupGaps(told, documented);
}

function sentReason({ kind, operationId, status }: Gap, unseen: ReadonlySet<string>): string {
  const isUnseen = kind !== 'link' && status !== undefined && unseen.has(`${operationId} ${status}`);
  return isUnseen ? NO_RESPONSE : reasonFor({ kind, ...(status !== undefined && { status }) });
}
