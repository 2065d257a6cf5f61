import pc from 'picocolors';
import type { Baseline } from '../../contract/report/baseline.ts';
import { publish, type Published } from '../../contract/report/publish-report.ts';
import { terminalReport } from '../../contract/report/render/terminal-report.ts';
import type { Report } from '../../contract/report/report.ts';
import { placesInFiles } from '../../contract/report/text/place-in-file.ts';
import { runContract } from '../../contract/run-contract.ts';
import { MadeItems } from '../../contract/run/created-items.ts';
import type { Target } from '../../contract/target/target.ts';
import { isColoured } from '../output/is-coloured.ts';
import { displayPath } from '../output/display-path.ts';
import { interruptible } from './interruption.ts';
import type { ApiRun } from './plan-runs.ts';
import { progressLine } from './progress-line.ts';
import { aloneCommand, replayCommandLine } from './rerun-commands.ts';
import type { TestTask } from './test-options.ts';

/** What a run is asked for, and what has been accepted. */
interface Judgement {
  readonly task: TestTask;
  readonly baseline: Baseline;
}

/**
 * One API after the other, until the target is gone or the user has had enough. Each gets the same part of the time
 * that is left.
 */
export async function runAll(
  runs: readonly ApiRun[],
  target: Target,
  { task, baseline }: Judgement,
): Promise<readonly Published[]> {
  const made = new MadeItems();
  const interruption = interruptible(made);
  const published: Published[] = [];
  const end = performance.now() + (task.budget ?? Infinity);
  for (const [index, run] of runs.entries()) {
    const budget = Math.max(0, end - performance.now()) / (runs.length - index);
    const one = await runApi(run, target, { task, baseline, budget, made, signal: interruption.signal });
    published.push(one);
    if (one.report.broken !== undefined) break;
  }
  interruption.stop();
  await target.close();
  return published;
}

/** How long a run goes on, and what it leaves. */
interface Going {
  readonly budget: number;
  readonly made: MadeItems;
  readonly signal: AbortSignal;
}

async function runApi(
  run: ApiRun,
  target: Target,
  { task, baseline, budget, made, signal }: Judgement & Going,
): Promise<Published> {
  const { stdout, stderr, env } = process;
  const progress = progressLine(stderr, stderr.isTTY && isColoured(stderr, { ...env, FORCE_COLOR: '' }));
  const started = new Date();
  const report = await runContract(
    {
      description: run.api.description,
      target,
      safety: run.safety,
      cases: run.cases,
      identities: run.callers.identities,
      headers: run.callers.headers,
      signal,
      budget,
      keepsMessages: false,
      onEvent: progress.show,
      ...(task.concurrency !== undefined && { concurrency: task.concurrency }),
      ...(task.seed !== undefined && { seed: task.seed }),
    },
    made,
  );
  progress.clear();
  const published = publishRun(report, run, { task, baseline, started });
  const colours = pc.createColors(isColoured(stdout, env));
  stdout.write(`${terminalReport(published.report, colours)}\n`);
  return published;
}

/** Where curl lines lead to when the mock is in this process: to where `stuntdouble mock` serves it. */
export const MOCK_URL = 'http://127.0.0.1:3000';

export function publishRun(
  report: Report,
  { source, api: { description }, callers, safety }: ApiRun,
  { task, baseline, started }: Judgement & { readonly started: Date },
): Published {
  const { identities, headers, origin } = callers;
  return publish(report, {
    description,
    safety,
    failOn: task.failOn,
    identities,
    headers,
    credentials: origin,
    curlOptions: task.connection.curlOptions,
    baseUrl: task.target === undefined ? MOCK_URL : report.target,
    source,
    alone: (id) => aloneCommand(source, id, task),
    replay: (id) => replayCommandLine(source, id, task),
    placeOf: placesInFiles(description, displayPath),
    started,
    baseline,
  });
}
