import pc from 'picocolors';
import type { Baseline } from '../contract/report/baseline.ts';
import type { Published } from '../contract/report/publish.ts';
import type { TargetData } from '../contract/target-data.ts';
import type { MockApi } from '../mock/mock.ts';
import { parseArguments } from './arguments.ts';
import { fixedIn, fixedText, loadBaseline, updateBaseline } from './baseline-file.ts';
import { loadConfig } from './config-file.ts';
import { schemeFaults } from './configured-callers.ts';
import { dataFaults, loadData } from './data-file.ts';
import { dryRunText } from './dry-run-text.ts';
import { createSourceLoader, requireSoundFixtures } from './mock-sources.ts';
import { prepareReportFiles, writeReportFiles } from './report-files.ts';
import { runAll } from './run-apis.ts';
import { isNarrowed } from './select-cases.ts';
import { selectRuns, type ApiRun } from './select-runs.ts';
import { TEST_HELP } from './test-help.ts';
import { readTestOptions, TEST_OPTIONS, type TestTask } from './test-options.ts';
import { targetOf } from './test-target.ts';
import { UsageError } from './usage-error.ts';

/** Runs the contract suite. @throws UsageError, DescriptionError, FixtureError */
export async function testCommand(args: readonly string[]): Promise<number> {
  const parsed = parseArguments(args, TEST_OPTIONS);
  if (parsed.flag('help') === true) {
    process.stdout.write(TEST_HELP);
    return 0;
  }
  const config = await loadConfig(parsed.text('config'));
  const task = readTestOptions(parsed, config);
  const { data = {} } = task;
  const given = typeof data === 'string' ? loadData(data) : data;
  const apis = await loadApis(task);
  requireFitting(given, apis, task);
  const runs = selectRuns(apis, task, given);
  if (task.isList) {
    process.stdout.write(listText(runs));
    return 0;
  }
  if (task.isDryRun) {
    process.stdout.write(await dryRunText(runs, task));
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
  const isWhole = !isNarrowed(task) && published.every(({ report }) => report.budget === undefined);
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

/** @throws UsageError for data and credentials that are about nothing in the descriptions, or that they do not allow */
function requireFitting(
  given: TargetData,
  apis: readonly MockApi[],
  { data, configured, isPart }: TestTask,
): void {
  const descriptions = apis.map(({ description }) => description);
  const place = typeof data === 'string' ? `--data ${data}: ` : `${configured?.file}: /data`;
  const faults = [
    ...dataFaults(given, descriptions, isPart).map((fault) => `${place}${fault}`),
    ...(configured === undefined || isPart ? [] : schemeFaults(configured, descriptions)),
  ];
  if (faults.length > 0) throw new UsageError(faults.join('\n'));
}

function listText(runs: readonly ApiRun[]): string {
  return runs.flatMap(({ cases }) => cases.map(({ id, title }) => `${id}  ${pc.dim(title)}\n`)).join('');
}

function exitCode(published: readonly Published[]): number {
  const reasons = published.map(({ report }) => report.broken?.reason);
  if (reasons.includes('interrupted')) return 130;
  if (reasons.includes('unreachable')) return 3;
  return published.every(({ report }) => report.verdict.kind === 'passed') ? 0 : 1;
}
