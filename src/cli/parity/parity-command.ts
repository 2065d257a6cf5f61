import { parityJson } from '../../contract/parity/report/parity-json.ts';
import { paritySection } from '../../contract/parity/report/html/parity-section.ts';
import { htmlReport } from '../../contract/report/html/html-report.ts';
import { packageVersion } from '../../mock/server/package/package-version.ts';
import { planRuns } from '../contract/plan-runs.ts';
import { writeReportFile } from '../contract/reports/report-files.ts';
import { exitCodeOf } from '../contract/run-apis.ts';
import { urlTargetOf } from '../contract/test-target.ts';
import { parseArguments } from '../options/arguments.ts';
import { loadConfig } from '../options/config-file.ts';
import { compareAll } from './compare-apis.ts';
import { writeOverlay } from './overlay-file.ts';
import { createParityMock } from './mock-side.ts';
import { readUsedFile } from './used-file.ts';
import { UsedRuns } from './used-runs.ts';
import { PARITY_HELP } from './parity-help.ts';
import { PARITY_OPTIONS, readParityOptions } from './parity-options.ts';

/** Runs `stuntdouble parity`, and returns its exit code. @throws UsageError, DescriptionError, FixtureError */
export async function parityCommand(args: readonly string[]): Promise<number> {
  const parsed = parseArguments(args, PARITY_OPTIONS);
  if (parsed.flag('help') === true) {
    process.stdout.write(PARITY_HELP);
    return 0;
  }
  const task = readParityOptions(parsed, await loadConfig(parsed.text('config')));
  const { test, jsonFile, htmlFile, overlayFile, usedFile } = task;
  const used = usedFile === undefined ? undefined : new UsedRuns(readUsedFile(usedFile));
  const runs = await planRuns(test, used?.casesOf).catch((error: unknown) => {
    throw used?.explained(error) ?? error;
  });
  const mock = createParityMock(task, runs);
  for (const file of [jsonFile, htmlFile, overlayFile]) {
    if (file !== undefined) writeReportFile(file, ''); // one that cannot be written is found early
  }
  const compared = await compareAll(runs, urlTargetOf(test.target, test), { mock, task, used });
  const reports = compared.map(({ report }) => report);
  if (jsonFile !== undefined) writeReportFile(jsonFile, parityJson(reports));
  if (htmlFile !== undefined) {
    const sections = reports.map(paritySection);
    writeReportFile(htmlFile, await htmlReport({ reports: [], sections, version: packageVersion() }));
  }
  if (overlayFile !== undefined) process.stdout.write(writeOverlay(overlayFile, compared));
  return exitCodeOf(reports);
}
