import pc from 'picocolors';
import { prepareRun } from '../../contract/prepare-contract.ts';
import type { Baseline } from '../../contract/report/findings/baseline.ts';
import type { FinishedRun } from '../../contract/report/finished-run.ts';
import { publish, type PublishedRun } from '../../contract/report/publish-report.ts';
import { terminalReport } from '../../contract/report/render/terminal-report.ts';
import { placesInFiles } from '../../contract/report/text/place-in-file.ts';
import { runPrepared } from '../../contract/run-prepared.ts';
import { CreatedItems } from '../../contract/run/state/created-items.ts';
import type { Target } from '../../contract/target/target.ts';
import { isColoured } from '../output/is-coloured.ts';
import { displayPath } from '../output/display-path.ts';
import { handleInterrupts } from './interruption.ts';
import type { ApiRun } from './plan-runs.ts';
import { createProgressLine } from './progress-line.ts';
import { caseCommand, replayCommandText } from './rerun-commands.ts';
import type { TestTask } from './test-options.ts';

/** The options of a run, and its baseline. */
export interface RunTask {
  readonly task: TestTask;
  readonly baseline: Baseline;
}

/**
 * Runs one API after the other, until the target is lost or the user interrupts, and closes the target. Each API gets
 * the same part of the budget that is left.
 */
export async function runAll(
  runs: readonly ApiRun[],
  target: Target,
  { task, baseline }: RunTask,
): Promise<readonly PublishedRun[]> {
  const created = new CreatedItems();
  const interruption = handleInterrupts(created);
  const published: PublishedRun[] = [];
  const end = performance.now() + (task.budget ?? Infinity);
  for (const [index, run] of runs.entries()) {
    const budget = Math.max(0, end - performance.now()) / (runs.length - index);
    const { signal } = interruption;
    const one = await runApi(run, { task, baseline, target, created, budget, signal });
    published.push(one);
    if (one.report.broken !== undefined) break;
  }
  interruption.stop();
  await target.close();
  return published;
}

/** Everything that a run needs besides its plan. */
interface RunContext extends RunTask {
  readonly target: Target;
  readonly created: CreatedItems;
  /** In milliseconds. */
  readonly budget: number;
  readonly signal: AbortSignal;
}

async function runApi(
  run: ApiRun,
  { task, baseline, target, created, budget, signal }: RunContext,
): Promise<PublishedRun> {
  const { stdout, stderr, env } = process;
  const progress = createProgressLine(
    stderr,
    stderr.isTTY && isColoured(stderr, { ...env, FORCE_COLOR: '' }),
  );
  const finished = await runPrepared(prepareRun(run.plan, { target, baseline, created, ...markOf(task) }), {
    signal,
    budget,
    keepsMessages: false,
    onEvent: progress.show,
    ...(task.concurrency !== undefined && { concurrency: task.concurrency }),
  });
  progress.clear();
  const published = publishRun(finished, run, task);
  const colours = pc.createColors(isColoured(stdout, env));
  stdout.write(`${terminalReport(published.report, colours)}\n`);
  return published;
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
  });
}
