import type { Case } from '../../case/case.ts';
import { CaseStream } from '../../case/case-stream.ts';
import type { Finding } from '../../case/finding.ts';
import type { PlannedRun } from '../../plan/plan-run.ts';
import { prepareRun } from '../../prepare-contract.ts';
import { isJudged } from '../../refusals/judge-refusals.ts';
import type { Report } from '../../report/report.ts';
import { runPrepared } from '../../run-prepared.ts';
import type { RunEvent } from '../../run/run-cases.ts';
import type { Target } from '../../target/target.ts';

/** How cases are run on a server for one break. */
export interface BrokenRun {
  readonly plan: PlannedRun;
  readonly target: Target;
  readonly cases: readonly Case[];
  readonly signal?: AbortSignal | undefined;
  /** Ends the run at the first finding for which it is true. Default: it goes on to its end. */
  readonly isWanted?: (finding: Finding) => boolean;
  readonly onEvent?: (event: RunEvent) => void;
  /** Default: false, messages of passed cases are dropped. */
  readonly keepsMessages?: boolean;
}

/** Runs cases one at a time, so that each run is the same. */
export async function runBroken({
  plan,
  target,
  cases,
  signal,
  isWanted = () => false,
  onEvent = () => {},
  keepsMessages = false,
}: BrokenRun): Promise<Report> {
  const ending = new AbortController();
  const run = prepareRun({ ...plan, cases: CaseStream.of(cases) }, { target, baseline: [] });
  const finished = await runPrepared(run, {
    concurrency: 1,
    keepsMessages,
    signal: signal === undefined ? ending.signal : AbortSignal.any([signal, ending.signal]),
    onEvent: (event) => {
      onEvent(event);
      if (event.kind !== 'finished') return;
      if (event.result.findings.some((one) => !isJudged(one.check) && isWanted(one))) ending.abort();
    },
  });
  return finished.report;
}
