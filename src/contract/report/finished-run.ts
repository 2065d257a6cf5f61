import type { PlannedRun } from '../plan/plan-run.ts';
import type { FindingStandings } from './findings/finding-standings.ts';
import type { Report } from './report.ts';
import type { Masks } from './text/mask-secrets.ts';

/** A run that ended, with all that is needed to publish it. */
export interface FinishedRun {
  readonly plan: PlannedRun;
  readonly report: Report;
  /** Also of what the cases have bound. */
  readonly masks: Masks;
  readonly standings: FindingStandings;
  /** The names of the members that change by themselves: see `ChangingMembers`. */
  readonly changing: ReadonlySet<string>;
  readonly started: Date;
}
