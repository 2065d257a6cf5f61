import pc from 'picocolors';
import { handlerTarget } from '../contract/handler-target.ts';
import type { Baseline } from '../contract/report/baseline.ts';
import { placesInFiles } from '../contract/report/place-in-file.ts';
import { publish, type Published } from '../contract/report/publish.ts';
import { terminalReport } from '../contract/report/terminal.ts';
import type { Report } from '../contract/report.ts';
import { runContract } from '../contract/run-contract.ts';
import { urlTarget } from '../contract/send/url-target.ts';
import type { TargetData } from '../contract/target-data.ts';
import type { Target } from '../contract/target.ts';
import { createMockOf, type MockApi } from '../mock/mock.ts';
import { aloneCommand } from './alone-command.ts';
import { parseArguments } from './arguments.ts';
import { fixedIn, fixedText, loadBaseline, updateBaseline } from './baseline-file.ts';
import { dataFaults, loadData } from './data-file.ts';
import { interruptible } from './interruption.ts';
import { isColoured } from './is-coloured.ts';
import { createSourceLoader, requireSoundFixtures } from './mock-sources.ts';
import { nearPath } from './near-path.ts';
import { progressLine } from './progress-line.ts';
import { prepareReportFiles, writeReportFiles } from './report-files.ts';
import { selectRuns, type ApiRun } from './select-runs.ts';
import { TEST_HELP } from './test-help.ts';
import { readTestOptions, TEST_OPTIONS, type TestTask } from './test-options.ts';
import { UsageError } from './usage-error.ts';
import { withCallers } from './with-callers.ts';

/** Runs the contract suite. @throws UsageError, DescriptionError, FixtureError */
export async function testCommand(args: readonly string[]): Promise<number> {
  const parsed = parseArguments(args, TEST_OPTIONS);
  if (parsed.flag('help') === true) {
    process.stdout.write(TEST_HELP);
    return 0;
  }
  const task = readTestOptions(parsed);
  const given = task.data === undefined ? {} : loadData(task.data);
  const apis = await loadApis(task);
  const runs = selectRuns(apis, task, fittingData(given, apis, task));
  if (task.isList) {
    process.stdout.write(listText(runs));
    return 0;
  }
  const baseline = task.baseline === undefined ? [] : loadBaseline(task.baseline);
  prepareReportFiles(task);
  const published = await runAll(runs, targetOf(task, runs), { task, baseline });
  writeReportFiles(task, published, compareBaseline(published, task, baseline));
  return exitCode(published);
}

/** Tells what a baseline has that is gone, and writes it anew where that is wanted. */
function compareBaseline(
  published: readonly Published[],
  task: TestTask,
  known: Baseline,
): Baseline | undefined {
  if (task.baseline === undefined) return undefined;
  const isWhole = task.only.length === 0 && task.operations.length === 0;
  const fixed = fixedIn(known, published, isWhole);
  process.stdout.write(fixedText(fixed ?? [], task.baseline));
  if (task.baseline.isUpdated) updateBaseline(task.baseline, known, published, fixed);
  return fixed;
}

async function loadApis(task: TestTask): Promise<readonly MockApi[]> {
  const apis = await createSourceLoader(task.sources).load();
  if (task.sources.fixtures !== undefined || task.sources.behaviours !== undefined)
    requireSoundFixtures(apis);
  for (const { description, behaviours } of apis) {
    description.validators.addFormats(behaviours?.formats ?? {});
  }
  return apis;
}

/** @throws UsageError for data that is about nothing in the descriptions, or that they do not allow */
function fittingData(data: TargetData, apis: readonly MockApi[], { data: file }: TestTask): TargetData {
  const faults = dataFaults(
    data,
    apis.map(({ description }) => description),
  );
  if (faults.length > 0) throw new UsageError(faults.map((fault) => `--data ${file}: ${fault}`).join('\n'));
  return data;
}

function targetOf({ target, timeout, concurrency }: TestTask, runs: readonly ApiRun[]): Target {
  if (target === undefined) {
    const apis = runs.map(({ api, callers }) => withCallers(api, callers.identities));
    return handlerTarget('mock', createMockOf(apis).handle);
  }
  return urlTarget(target.href, {
    ...(timeout !== undefined && { timeout, connectTimeout: Math.min(timeout, 5_000) }),
    ...(concurrency !== undefined && { connections: concurrency }),
  });
}

function listText(runs: readonly ApiRun[]): string {
  return runs.flatMap(({ cases }) => cases.map(({ id, title }) => `${id}  ${pc.dim(title)}\n`)).join('');
}

/** What a run is asked for, and what has been accepted. */
interface Judgement {
  readonly task: TestTask;
  readonly baseline: Baseline;
}

/** One API after the other, until the target is gone or the user has had enough. */
async function runAll(
  runs: readonly ApiRun[],
  target: Target,
  { task, baseline }: Judgement,
): Promise<readonly Published[]> {
  const interruption = interruptible();
  const published: Published[] = [];
  for (const run of runs) {
    const one = await runApi(run, target, { task, baseline, signal: interruption.signal });
    published.push(one);
    if (one.report.broken !== undefined) break;
  }
  interruption.stop();
  await target.close();
  return published;
}

async function runApi(
  run: ApiRun,
  target: Target,
  { task, baseline, signal }: Judgement & { readonly signal: AbortSignal },
): Promise<Published> {
  const { stdout, stderr, env } = process;
  const progress = progressLine(stderr, stderr.isTTY && isColoured(stderr, { ...env, FORCE_COLOR: '' }));
  const started = new Date();
  const report = await runContract({
    description: run.api.description,
    target,
    safety: run.safety,
    cases: run.cases,
    identities: run.callers.identities,
    headers: run.callers.headers,
    signal,
    onEvent: progress.show,
    ...(task.concurrency !== undefined && { concurrency: task.concurrency }),
    ...(task.seed !== undefined && { seed: task.seed }),
  });
  progress.clear();
  const published = publishRun(report, run, { task, baseline, started });
  const colours = pc.createColors(isColoured(stdout, env));
  stdout.write(`${terminalReport(published.report, colours)}\n`);
  return published;
}

/** Where curl lines lead to when the mock is in this process: to where `stuntdouble mock` serves it. */
const MOCK_URL = 'http://127.0.0.1:3000';

function publishRun(
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
    baseUrl: task.target === undefined ? MOCK_URL : report.target,
    alone: (id) => aloneCommand(source, id, task),
    placeOf: placesInFiles(description, nearPath),
    started,
    baseline,
  });
}

function exitCode(published: readonly Published[]): number {
  const reasons = published.map(({ report }) => report.broken?.reason);
  if (reasons.includes('interrupted')) return 130;
  if (reasons.includes('unreachable')) return 3;
  return published.every(({ report }) => report.verdict.kind === 'passed') ? 0 : 1;
}
