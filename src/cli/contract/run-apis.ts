import pc from 'picocolors';
import { memoised } from '../../base/memoise.ts';
import { prepareRun } from '../../contract/prepare-contract.ts';
import type { Baseline } from '../../contract/report/findings/baseline.ts';
import type { FinishedRun } from '../../contract/report/finished-run.ts';
import { publish, type PublishedRun } from '../../contract/report/publish-report.ts';
import { terminalReport } from '../../contract/report/render/terminal-report.ts';
import { placesInFiles } from '../../contract/report/text/place-in-file.ts';
import { runPrepared } from '../../contract/run-prepared.ts';
import type { RunEvent } from '../../contract/run/run-cases.ts';
import { CreatedItems } from '../../contract/run/state/created-items.ts';
import type { HarFile } from './reports/har-file.ts';
import type { CallbackReceiver } from '../../contract/target/callback-receiver.ts';
import type { Target } from '../../contract/target/target.ts';
import { linesInFiles } from '../../description/load/lines-in-files.ts';
import { isColoured } from '../output/is-coloured.ts';
import { displayPath } from '../output/display-path.ts';
import { handleInterrupts } from './interruption.ts';
import type { ApiRun } from './plan-runs.ts';
import { createProgressLine, type ProgressLine } from './progress-line.ts';
import { caseCommand, replayCommandText } from './rerun-commands.ts';
import type { TestTask } from './test-options.ts';

/** The options of a run, and its baseline. */
export interface RunTask {
  readonly task: TestTask;
  readonly baseline: Baseline;
  /** Where the requests are written to. */
  readonly har: HarFile | undefined;
  /** Receives callbacks; undefined where none are waited for. */
  readonly receiver?: CallbackReceiver | undefined;
}

/** Runs one API after the other on a target, and closes it. */
export function runAll(
  runs: readonly ApiRun[],
  target: Target,
  parts: RunTask,
): Promise<readonly PublishedRun[]> {
  return runEach(runs, [target], {
    budget: parts.task.budget,
    run: (one, sharing) => runApi(one, { ...parts, target, ...sharing }),
  });
}

/** What the runs of one command share. */
export interface Sharing {
  readonly created: CreatedItems;
  /** In milliseconds. */
  readonly budget: number;
  readonly signal: AbortSignal;
}

/**
 * Runs one API after the other, until one is broken off or the user interrupts, and closes the targets. Each API gets the
 * same part of the budget that is left.
 */
export async function runEach<Ran extends { readonly report: { readonly broken?: unknown } }>(
  runs: readonly ApiRun[],
  targets: readonly Target[],
  {
    budget = Infinity,
    run,
  }: {
    readonly budget: number | undefined;
    readonly run: (one: ApiRun, sharing: Sharing) => Promise<Ran>;
  },
): Promise<readonly Ran[]> {
  const created = new CreatedItems();
  const interruption = handleInterrupts(created);
  const ran: Ran[] = [];
  const end = performance.now() + budget;
  for (const [index, one] of runs.entries()) {
    const own = Math.max(0, end - performance.now()) / (runs.length - index);
    ran.push(await run(one, { created, budget: own, signal: interruption.signal }));
    if (ran.at(-1)?.report.broken !== undefined) break;
  }
  interruption.stop();
  for (const target of targets) await target.close();
  return ran;
}

/** Everything that a run needs besides its plan. */
interface RunContext extends RunTask, Sharing {
  readonly target: Target;
}

/** Creates the line that shows on a terminal how far a run is. */
export function createProgress(): ProgressLine {
  const { stderr, env } = process;
  return createProgressLine(stderr, stderr.isTTY && isColoured(stderr, { ...env, FORCE_COLOR: '' }));
}

async function runApi(run: ApiRun, context: RunContext): Promise<PublishedRun> {
  const { stdout, env } = process;
  const progress = createProgress();
  const published = await runOne(run, { ...context, onEvent: progress.show });
  progress.clear();
  const colours = pc.createColors(isColoured(stdout, env));
  stdout.write(`${terminalReport(published.report, colours)}\n`);
  return published;
}

/** Runs one API on a target, which stays open, and prints nothing. */
export async function runOne(
  run: ApiRun,
  {
    task,
    baseline,
    har,
    receiver,
    target,
    created,
    budget,
    signal,
    onEvent,
  }: RunContext & { readonly onEvent: (event: RunEvent) => void },
): Promise<PublishedRun> {
  const baseUrl = task.target?.href ?? MOCK_URL;
  const recorded = har?.record(target, baseUrl, (text) => prepared.masks.mask(text, {})) ?? target;
  const prepared = prepareRun(run.plan, { target: recorded, baseline, created, receiver, ...markOf(task) });
  const finished = await runPrepared(prepared, {
    signal,
    budget,
    keepsMessages: false,
    onEvent,
    ...(task.concurrency !== undefined && { concurrency: task.concurrency }),
  });
  return publishRun(finished, run, task);
}

/** Returns the mark that a task gives. */
export function markOf({ mark }: TestTask): { readonly mark?: string } {
  return mark === undefined ? {} : { mark };
}

/** Curl lines send to where `stuntdouble mock` serves when the mock is in this process. */
export const MOCK_URL = 'http://127.0.0.1:3000';

/** Publishes a run with the commands that run its cases and findings again. */
export function publishRun(finished: FinishedRun, { source, origin }: ApiRun, task: TestTask): PublishedRun {
  const { plan, report } = finished;
  return publish(finished, {
    failOn: task.failOn,
    ...(task.minReach !== undefined && { minReach: task.minReach }),
    minCoverage: task.minCoverage,
    credentials: origin,
    curlOptions: task.connection.curlOptions,
    baseUrl: task.target === undefined ? MOCK_URL : report.target,
    source,
    alone: (id) => caseCommand(source, id, task),
    replay: (id) => replayCommandText(source, id, task),
    placeOf: placesInFiles(plan.description, displayPath),
    linesOf: memoised(linesInFiles(plan.description)),
  });
}

/** Returns the exit code of a command whose runs these are. */
export function exitCodeOf(reports: readonly Pick<PublishedRun['report'], 'broken' | 'verdict'>[]): number {
  const reasons = reports.map(({ broken }) => broken?.reason);
  if (reasons.includes('interrupted')) return 130;
  if (reasons.includes('unreachable')) return 3;
  return reports.every(({ verdict }) => verdict.kind === 'passed') ? 0 : 1;
}
