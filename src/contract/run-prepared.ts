import type { Case } from './case/case.ts';
import { planHash } from './plan/plan-hash.ts';
import type { PreparedRun } from './prepare-contract.ts';
import { GatheredResults } from './gathered-results.ts';
import { MessageCoverage } from './report/coverage/message-coverage.ts';
import { planFaultResults, unsendable } from './report/reach/plan-fault-results.ts';
import { judgeReach } from './report/reach/reach.ts';
import { findingStandings } from './report/findings/finding-standings.ts';
import type { FinishedRun } from './report/finished-run.ts';
import { makeReport, type Report } from './report/report.ts';
import { untilGrace } from './run/grace.ts';
import { keepReportData } from './run/keep-report-data.ts';
import { INTERRUPTED, type CaseResult } from './run/state/case-result.ts';
import { runCases, validatorOf, type RunEvent, type RunLimits } from './run/run-cases.ts';

/** How a prepared run is sent, and what is kept of it. */
export interface RunSettings extends RunLimits {
  /**
   * `false` drops the messages of cases that passed, for long runs; `onEvent` gets them all the same. Default: true.
   */
  readonly keepsMessages?: boolean;
  /** Called with each event of the run, which goes on once the promise that it may return is fulfilled. */
  readonly onEvent?: (event: RunEvent) => void | Promise<void>;
}

/** Sends the cases of a run to its target, and returns what was found. The target stays open. */
export async function runPrepared(
  run: PreparedRun,
  settings: RunSettings = {},
  started: Date = new Date(),
): Promise<FinishedRun> {
  const { onEvent = () => {}, keepsMessages = true } = settings;
  const { description, cases, target, created, baseline } = run;
  const keep = keepsMessages ? (result: CaseResult) => result : keepReportData();
  const start = performance.now();
  const gathered = new GatheredResults(run, keep);
  const { results } = gathered;
  const messages = new MessageCoverage(validatorOf(description));
  let broken: Report['broken'];
  for await (const event of untilGrace(runCases(run, settings), settings, created)) {
    const told = onEvent(event);
    if (told !== undefined) await told;
    if (event.kind === 'finished') {
      gathered.add(event.result);
      messages.add(event.result);
    }
    if (event.kind === 'broken') broken = { reason: event.reason, detail: event.detail };
  }
  const masks = run.masks.withBound(results);
  const isWhole = broken === undefined && settings.signal?.aborted !== true;
  const input = { description, results, memory: run.memory, target: target.name };
  // planning is not finished for a target that was not reached; after interruptions and budgets, it has a time limit
  const planned = broken?.reason === 'unreachable' ? cases.soFar() : cases.allInTime();
  const unsent = isWhole ? unsendable(cases.faults, description) : [];
  const reach = isWhole ? [...judgeReach(input), ...unsent] : [];
  const judged = gathered.judged({ reach, memory: run.memory, started });
  const standings = findingStandings(judged, { baseline, masks, started });
  const told = new Set(unsent.map(({ operationId }) => operationId));
  const untold = cases.faults.filter(({ operationId }) => !told.has(operationId));
  const unplanned = planFaultResults(untold, description.name);
  const report = makeReport({
    description,
    target: target.name,
    seed: run.seed,
    plan: await planHash(planOf(run, planned)),
    planned: planned.length + unplanned.length,
    results: [...judged, ...unplanned],
    messages,
    reach,
    refusals: run.memory.refusals(),
    leftovers: created.all(),
    sideEffects: [...run.memory.sideEffects, ...run.credentials.notes],
    accepted: new Set(standings.keys()),
    learned: run.memory.learned(),
    times: run.memory.times(),
    mark: run.memory.mark,
    ...endOf(settings, { cases: planned, isWhole: cases.isWhole, results, broken }),
    milliseconds: Math.round(performance.now() - start),
  });
  return { plan: run, report, masks, standings, changing: gathered.changing, started };
}

/** Returns the cases of the plan, also where those that were sent are a shard of them. */
function planOf({ whole }: PreparedRun, planned: readonly Case[]): readonly Case[] {
  return whole === undefined ? planned : whole.cases.all();
}

/** Returns why a run ended before all its cases did. */
function endOf(
  { signal, budget }: RunLimits,
  {
    cases,
    isWhole,
    results,
    broken,
  }: {
    readonly cases: readonly Case[];
    readonly isWhole: boolean;
    readonly results: readonly CaseResult[];
    readonly broken: Report['broken'];
  },
): Pick<Report, 'broken' | 'unfinished'> {
  if (broken !== undefined) return { broken, unfinished: undefined };
  const unended = cases.length - results.filter(isFinished).length;
  if (signal?.aborted === true && unended > 0) {
    const detail = `${isWhole ? '' : 'at least '}${unended} cases were not finished`;
    return { broken: { reason: 'interrupted', detail }, unfinished: undefined };
  }
  const notRun = cases.length - results.length;
  const isOver = budget !== undefined && notRun > 0;
  return { broken, unfinished: isOver ? { budget, notRun, ...(!isWhole && { isMore: true }) } : undefined };
}

function isFinished({ verdict }: CaseResult): boolean {
  return verdict.kind !== 'blocked' || verdict.reason !== INTERRUPTED;
}
