import type { PublishedFinding } from './findings/published-finding.ts';
import type { PublishedVerdict } from './published-report.ts';
import type { FailOn, Report } from './report.ts';
import type { OperationReach } from './reach/reach.ts';
import { belowFloors, type CoverageCounts, type CoverageFloors } from './coverage/coverage-floors.ts';
import { counted } from './text/counted.ts';

/** The facts that decide a verdict besides the counts of a run. */
export interface VerdictInput {
  readonly failOn: FailOn;
  readonly minReach?: number;
  readonly minCoverage?: CoverageFloors;
  readonly hints: readonly string[];
  /** Before equal ones are grouped. */
  readonly findings: readonly PublishedFinding[];
}

/** What a verdict takes from a report. */
export interface VerdictFacts extends Pick<Report, 'counts' | 'broken' | 'unfinished'> {
  readonly coverage: CoverageCounts;
  readonly reach: readonly { readonly kind: OperationReach['kind'] }[];
}

/**
 * Decides whether a run is a success. A run that broke off is not, nor is one without findings that has blocked cases,
 * or faults of its own. `failOn: 'never'` lets all but a broken run pass.
 */
export function decideVerdict(
  { counts, coverage, reach, broken, unfinished }: VerdictFacts,
  { failOn, minReach, minCoverage, hints, findings }: VerdictInput,
): PublishedVerdict {
  const bad = findings.filter(({ fails, check }) => fails && check !== 'reached');
  const unreached = findings.filter(({ fails, check }) => fails && check === 'reached').length;
  if (broken !== undefined) return { kind: 'broken', reason: BROKEN[broken.reason] };
  if (bad.length > 0) return { kind: 'failed', reason: `${counted(countCases(bad), 'case')} failed` };
  if (unreached > 0) return { kind: 'unreached', reason: `${counted(unreached, 'operation')} not reached` };
  if (counts.blocked > 0 && failOn !== 'never') {
    return {
      kind: 'blocked',
      reason: `${counted(counts.blocked, 'case')} blocked: of those nothing is known`,
    };
  }
  if (hints.length > 0 && failOn !== 'never') {
    return { kind: 'blocked', reason: 'the run says nothing of the API itself' };
  }
  const floor = failOn === 'never' ? undefined : belowAny({ coverage, reach }, { minReach, minCoverage });
  if (floor !== undefined) return floor;
  const run = counts.passed + counts.failed + counts.blocked + counts.unreached;
  if (unfinished !== undefined && run === 0) {
    return { kind: 'blocked', reason: 'the budget was over before any case was run' };
  }
  const part =
    unfinished === undefined
      ? ''
      : `, in ${run} of ${unfinished.isMore === true ? 'at least ' : ''}${counted(counts.planned, 'case')}`;
  return { kind: 'passed', reason: `${passedReason(findings, failOn)}${part}` };
}

/** Decides the verdict on a part of a run: only its own findings fail it, since all else is known once the parts are merged. */
export function shardVerdict(report: VerdictFacts, { failOn, findings }: VerdictInput): PublishedVerdict {
  const { counts } = report;
  const own = findings.filter(({ check }) => check !== 'reached');
  return decideVerdict(
    { ...report, counts: { ...counts, blocked: 0 } },
    { failOn, hints: [], findings: own },
  );
}

/** Returns the verdict on a run that is below a floor. */
function belowAny(
  { coverage, reach }: Pick<VerdictFacts, 'coverage' | 'reach'>,
  { minReach, minCoverage = {} }: { readonly [Name in 'minReach' | 'minCoverage']: VerdictInput[Name] },
): PublishedVerdict | undefined {
  const floor = belowFloor(reach, minReach);
  if (floor !== undefined) return { kind: 'unreached', reason: floor };
  const [uncovered] = belowFloors(coverage, minCoverage);
  return uncovered === undefined ? undefined : { kind: 'uncovered', reason: uncovered };
}

/** Returns how far a run is below the share of operations that are to be reached. Those that were not tried do not count. */
function belowFloor(reach: VerdictFacts['reach'], minReach: number | undefined): string | undefined {
  const judged = reach.filter(({ kind }) => kind !== 'notTried');
  const reached = judged.filter(({ kind }) => kind === 'reached').length;
  if (minReach === undefined || reached >= judged.length * minReach) return undefined;
  const percent = Number((minReach * 100).toFixed(2));
  return `${reached} of ${counted(judged.length, 'operation')} reached: --min-reach wants ${percent}%`;
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
