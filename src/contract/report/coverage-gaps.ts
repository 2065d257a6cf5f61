import { groupBy } from '../../base/group-by.ts';
import { memoised } from '../../base/memoise.ts';
import type { Operation } from '../../description/model/operation.ts';
import type { Safety } from '../plan/plan-cases.ts';
import type { CoverageGap, GapKind } from './coverage/coverage.ts';
import type { PublishedGap } from './published-report.ts';
import type { Report } from './report.ts';
import { whyNotSent } from './unseen-statuses.ts';

/** Returns the parts of the description that no message had, and why; those with one reason together. */
export function publishGaps(report: Report, safety: Safety): readonly PublishedGap[] {
  const unsent = memoised((operation: Operation) => whyNotSent(report, operation, safety));
  const unseen = new Set(report.coverage.unseen);
  const gaps = report.coverage.gaps.map((gap) => ({
    gap,
    reason: unsent(gap.operation) ?? (isUnseen(gap, unseen) ? NO_RESPONSE : reasonFor(gap)),
  }));
  return groupGaps(
    gaps.map(({ gap: { operation, ...part }, reason }) => ({ ...part, operationId: operation.id, reason })),
    report.coverage.documented,
  );
}

/** A part of the description that no message had, and why. */
export interface Gap extends Omit<PublishedGap, 'parts'> {
  readonly name: string;
  readonly pointer: string;
}

/** Returns gaps with one reason as one, in the order of the kinds and of the operations; parts by their places. */
export function groupGaps(
  gaps: readonly Gap[],
  documented: readonly { readonly operationId: string }[],
): readonly PublishedGap[] {
  const order = new Map(documented.map(({ operationId }, index) => [operationId, index]));
  const groups = groupBy(gaps, ({ kind, operationId, status, reason }) =>
    JSON.stringify([kind, operationId, status, reason]),
  );
  return [...groups.values()]
    .flatMap((group) => {
      const [first] = group.toSorted(byPlace);
      if (first === undefined) return [];
      const { name: _, pointer: __, ...facts } = first;
      return { ...facts, parts: group.toSorted(byPlace).map(({ name, pointer }) => ({ name, pointer })) };
    })
    .toSorted(
      (left, right) =>
        KINDS.indexOf(left.kind) - KINDS.indexOf(right.kind) ||
        (order.get(left.operationId) ?? 0) - (order.get(right.operationId) ?? 0) ||
        compare(`${left.status ?? ''} ${left.reason}`, `${right.status ?? ''} ${right.reason}`),
    );
}

function byPlace(left: Gap, right: Gap): number {
  return compare(left.pointer, right.pointer);
}

function compare(left: string, right: string): number {
  return left < right ? -1 : Number(left > right);
}

/** The reason of parts of responses whose status was not seen. */
export const NO_RESPONSE = 'no response had the status';

function isUnseen({ kind, operation, status }: CoverageGap, unseen: ReadonlySet<string>): boolean {
  return kind !== 'link' && status !== undefined && unseen.has(`${operation.id} ${status}`);
}

/** Matches the reasons of parts of an operation that was not sent. */
export const UNSENT =
  /^(the budget was over before|the run broke off before|not sent: the run is .*|its cases could not be sent|no case of this run is about it)$/;

const REASONS: Readonly<Record<GapKind, string>> = {
  parameter: 'no valid request of this run has it',
  mediaType: 'no valid request of this run has such a body',
  example: 'no valid request of this run has it',
  link: 'no case of this run follows it',
  notSatisfied: 'no request of this run keeps it',
  notBroken: 'no request of this run breaks it',
  neither: 'no request of this run has a value there',
  unseenConstraint: 'no response had a value there',
};

const KINDS = Object.keys(REASONS) as readonly GapKind[];

/** Returns why a part of an operation that was sent is missing. */
export function reasonFor({ kind, status }: Pick<CoverageGap, 'kind' | 'status'>): string {
  return kind === 'mediaType' && status !== undefined ? 'no response had it' : REASONS[kind];
}
