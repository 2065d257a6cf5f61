import { strengthJson } from '../../contract/strength/report/strength-json.ts';
import type { StrengthReport } from '../../contract/strength/report/strength-report.ts';
import { CreatedItems } from '../../contract/run/state/created-items.ts';
import { handleInterrupts } from '../contract/interruption.ts';
import { planRuns } from '../contract/plan-runs.ts';
import { writeReportFile } from '../contract/reports/report-files.ts';
import { parseArguments } from '../options/arguments.ts';
import { loadConfig } from '../options/config-file.ts';
import { STRENGTH_HELP } from './strength-help.ts';
import { readStrengthOptions, STRENGTH_OPTIONS } from './strength-options.ts';
import { localTrier } from './trier.ts';
import { tryAll } from './try-apis.ts';
import { answerOrders, isTrying, workerTrier } from './worker-trier.ts';

/** Runs `stuntdouble strength`, and returns its exit code. @throws UsageError, DescriptionError, FixtureError */
export async function strengthCommand(args: readonly string[]): Promise<number> {
  const parsed = parseArguments(args, STRENGTH_OPTIONS);
  if (parsed.flag('help') === true) {
    process.stdout.write(STRENGTH_HELP);
    return 0;
  }
  const task = readStrengthOptions(parsed, await loadConfig(parsed.text('config')));
  const runs = await planRuns(task.test);
  if (isTrying()) return answerOrders(localTrier(runs, task));
  const { jsonFile, jobs, test } = task;
  if (jsonFile !== undefined) writeReportFile(jsonFile, ''); // one that cannot be written is found early
  const { signal, stop } = handleInterrupts(new CreatedItems());
  const triers =
    jobs === 1 ? [localTrier(runs, task, signal)] : Array.from({ length: jobs }, () => workerTrier());
  const end = performance.now() + (test.budget ?? Infinity);
  try {
    const reports = await tryAll(runs, { triers, task, signal, end });
    if (jsonFile !== undefined) writeReportFile(jsonFile, strengthJson(reports));
    return exitCodeOf(reports);
  } finally {
    stop();
    for (const trier of triers) await trier.close();
  }
}

function exitCodeOf(reports: readonly StrengthReport[]): number {
  if (reports.some(({ broken }) => broken?.reason === 'interrupted')) return 130;
  return reports.every(({ verdict }) => verdict.kind === 'passed') ? 0 : 1;
}
