import { CaseStream } from '../case/case-stream.ts';
import { planHash } from '../plan/plan-hash.ts';
import type { PlannedRun } from '../plan/plan-run.ts';
import type { Report } from '../report/report.ts';
import type { CaseResult } from '../run/state/case-result.ts';
import type { RunEvent } from '../run/run-cases.ts';
import type { Break, OriginalJudge, Server } from './model/break.ts';
import { makeBreaks } from './make-breaks.ts';
import type { Fate } from './model/fate.ts';
import type { OperatorName } from './model/operators.ts';
import { brokenTarget } from './run/broken-target.ts';
import { BreakJudge } from './run/break-judge.ts';
import { Recording } from './run/recording.ts';
import { runBroken } from './run/run-broken.ts';

/** What is broken, and how it is known what is forbidden. */
export interface StrengthInput {
  readonly plan: PlannedRun;
  /** Returns a server as it is at the start. */
  readonly start: () => Promise<Server>;
  readonly judge: OriginalJudge;
  readonly isOperatorWanted?: (operator: OperatorName) => boolean;
  readonly isOperationWanted?: (operationId: string) => boolean;
  readonly signal?: AbortSignal | undefined;
  /** Called with the events of the unbroken run. */
  readonly onEvent?: (event: RunEvent) => void;
}

/** A suite that is ready to be tried on broken servers. */
export interface PreparedStrength {
  readonly breaks: readonly Break[];
  /** The run on the unbroken server. */
  readonly report: Report;
  /** The hash of the plan. */
  readonly planHash: string;
  readonly fateOf: (broken: Break) => Promise<Fate>;
}

/** Runs the whole suite on the unbroken server, and makes the breaks by what it has seen. */
export async function prepareStrength(input: StrengthInput): Promise<PreparedStrength> {
  const { plan, start, judge, signal, onEvent = () => {} } = input;
  const { description } = plan;
  const cases = plan.cases.all();
  const results: CaseResult[] = [];
  const report = await runBroken({
    plan: { ...plan, cases: CaseStream.of(cases) },
    target: brokenTarget(await start(), description),
    cases,
    signal,
    keepsMessages: true,
    onEvent: (event) => {
      onEvent(event);
      if (event.kind === 'finished') results.push(event.result);
    },
  });
  const recording = new Recording(results, report.findings);
  const { isOperatorWanted = () => true, isOperationWanted } = input;
  const breaks = await makeBreaks(
    {
      description,
      recording,
      judge,
      resources: plan.planning().resources,
      identities: plan.identities,
      isWanted: isOperatorWanted,
    },
    isOperationWanted,
  );
  const reached = new Set(
    report.reach.flatMap(({ kind, operationId }) => (kind === 'reached' ? [operationId] : [])),
  );
  const judged = new BreakJudge({ plan, start, recording, reached, signal });
  return {
    breaks,
    report,
    planHash: await planHash(cases),
    fateOf: (broken) => judged.fateOf(broken),
  };
}
