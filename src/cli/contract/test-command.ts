import pc from 'picocolors';
import type { Baseline } from '../../contract/report/findings/baseline.ts';
import type { PublishedRun } from '../../contract/report/publish-report.ts';
import { parseArguments } from '../options/arguments.ts';
import { loadConfig } from '../options/config-file.ts';
import { findFixed, fixedText, loadBaseline, updateBaseline } from './baseline-file.ts';
import { dryRunText } from './dry-run-text.ts';
import { planRuns, type ApiRun } from './plan-runs.ts';
import { openHarFile } from './reports/har-file.ts';
import { prepareReportFiles, writeReportFiles } from './reports/report-files.ts';
import { exitCodeOf, runAll } from './run-apis.ts';
import { isNarrowed } from './select-cases.ts';
import { TEST_HELP } from './test-help.ts';
import { readTestOptions, TEST_OPTIONS, type TestTask } from './test-options.ts';
import { createTarget, receiveCallbacks } from './test-target.ts';

/** Runs `stuntdouble test`, and returns its exit code. @throws UsageError, DescriptionError, FixtureError */
export async function testCommand(args: readonly string[]): Promise<number> {
  const parsed = parseArguments(args, TEST_OPTIONS);
  if (parsed.flag('help') === true) {
    process.stdout.write(TEST_HELP);
    return 0;
  }
  const config = await loadConfig(parsed.text('config'));
  const task = readTestOptions(parsed, config);
  const runs = await planRuns(task);
  if (task.isList) {
    process.stdout.write(listText(runs));
    return 0;
  }
  if (task.isDryRun) {
    process.stdout.write(await dryRunText(runs, task));
    return 0;
  }
  const baseline = task.baseline === undefined ? [] : loadBaseline(task.baseline);
  prepareReportFiles(task.reports);
  const har = task.harFile === undefined ? undefined : openHarFile(task.harFile);
  const receiver = await receiveCallbacks(task);
  const published = await runAll(runs, createTarget(task, runs), { task, baseline, har, receiver });
  await receiver?.close();
  await har?.close();
  const fixed = compareBaseline(published, task, baseline);
  await writeReportFiles(task.reports, { runs: published, fixed, shard: task.shard });
  return exitCodeOf(published.map(({ report }) => report));
}

/** Prints and returns the accepted findings that are fixed, and updates the baseline where that is wanted. */
function compareBaseline(
  published: readonly PublishedRun[],
  task: TestTask,
  known: Baseline,
): Baseline | undefined {
  if (task.baseline === undefined) return undefined;
  const isWhole = !isNarrowed(task) && published.every(({ report }) => report.budget === undefined);
  const fixed = findFixed(known, published, isWhole);
  process.stdout.write(fixedText(fixed ?? [], task.baseline));
  if (task.baseline.isUpdated) {
    process.stdout.write(updateBaseline(task.baseline, known, published, fixed));
  }
  return fixed;
}

function listText(runs: readonly ApiRun[]): string {
  return runs
    .flatMap(({ plan }) => plan.cases.all().map(({ id, title }) => `${id}  ${pc.dim(title)}\n`))
    .join('');
}
