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
  const groups = groupBy(gaps, ({ gap: { kind, operation, status }, reason }) =>
    JSON.stringify([kind, operation.id, status, reason]),
  );
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { kind, operation, status } = first.gap;
    return {
      kind,
      operationId: operation.id,
      ...(status !== undefined && { status }),
      reason: first.reason,
      parts: group.map(({ gap: { name, pointer } }) => ({ name, pointer })),
    };
  });
}

const NO_RESPONSE = 'no response had the status';

function isUnseen({ kind, operation, status }: CoverageGap, unseen: ReadonlySet<string>): boolean {
  return kind !== 'link' && status !== undefined && unseen.has(`${operation.id} ${status}`);
}

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

function reasonFor({ kind, status }: CoverageGap): string {
  return kind === 'mediaType' && status !== undefined ? 'no response had it' : REASONS[kind];
}
