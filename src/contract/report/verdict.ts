import type { PublishedFinding, PublishedVerdict } from './published-report.ts';
import type { FailOn, Report } from './report.ts';
import { counted } from './text/counted.ts';

/** The facts that decide a verdict besides the counts of a run. */
export interface VerdictInput {
  readonly failOn: FailOn;
  readonly hints: readonly string[];
  /** Before equal ones are grouped. */
  readonly findings: readonly PublishedFinding[];
}

/**
 * Decides whether a run is a success. A run that broke off is not, nor is one without findings that has blocked cases,
 * or faults of its own. `failOn: 'never'` lets all but a broken run pass.
 */
export function decideVerdict(
  { counts, broken, unfinished }: Pick<Report, 'counts' | 'broken' | 'unfinished'>,
  { failOn, hints, findings }: VerdictInput,
): PublishedVerdict {
  const bad = findings.filter(({ fails }) => fails);
  if (broken !== undefined) return { kind: 'broken', reason: BROKEN[broken.reason] };
  if (bad.length > 0) return { kind: 'failed', reason: `${counted(countCases(bad), 'case')} failed` };
  if (counts.blocked > 0 && failOn !== 'never') {
    return {
      kind: 'blocked',
      reason: `${counted(counts.blocked, 'case')} blocked: of those nothing is known`,
    };
  }
  if (hints.length > 0 && failOn !== 'never') {
    return { kind: 'blocked', reason: 'the run says nothing of the API itself' };
  }
  const run = counts.passed + counts.failed + counts.blocked;
  if (unfinished !== undefined && run === 0) {
    return { kind: 'blocked', reason: 'the budget was over before any case was run' };
  }
  const part =
    unfinished === undefined
      ? ''
      : `, in ${run} of ${unfinished.isMore === true ? 'at least ' : ''}${counted(counts.planned, 'case')}`;
  return { kind: 'passed', reason: `${passedReason(findings, failOn)}${part}` };
}

const BROKEN = {
  unreachable: 'the target cannot be reached',
  died: 'the target stopped answering',
  interrupted: 'interrupted',
} as const;

function passedReason(findings: readonly PublishedFinding[], failOn: FailOn): string {
  if (findings.length === 0) return 'nothing was found';
  if (findings.every(({ standing }) => standing !== undefined)) return 'no finding is new';
  const why = failOn === 'never' ? '--fail-on never' : 'advice, or about inferred parts';
  return `no finding fails the run (${why})`;
}

function countCases(findings: readonly PublishedFinding[]): number {
  return new Set(findings.map(({ caseId }) => caseId)).size;
}
