import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Baseline } from '../../contract/report/findings/baseline.ts';
import type { PublishedRun } from '../../contract/report/publish-report.ts';
import { jsonReport } from '../../contract/report/render/json-report.ts';
import { junitReport } from '../../contract/report/render/junit-report.ts';
import { explainFileError } from '../options/file-error.ts';
import { UsageError } from '../options/usage-error.ts';

interface ReportFiles {
  readonly jsonFile: string | undefined;
  readonly junitFile: string | undefined;
}

/** Creates the files before the run, so that one that cannot be written is found early. @throws UsageError */
export function prepareReportFiles({ jsonFile, junitFile }: ReportFiles): void {
  for (const file of [jsonFile, junitFile]) if (file !== undefined) writeReportFile(file, '');
}

/** Writes the reports of all runs. `fixed`: the accepted findings that are no longer found. */
export function writeReportFiles(
  { jsonFile, junitFile }: ReportFiles,
  runs: readonly PublishedRun[],
  fixed: Baseline | undefined,
): void {
  const reports = runs.map(({ report }) => report);
  if (jsonFile !== undefined) writeReportFile(jsonFile, jsonReport(reports, fixed));
  if (junitFile !== undefined) writeReportFile(junitFile, junitReport(runs));
}

/** Writes a file, and creates its folder where there is none. */
export function writeReportFile(file: string, content: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  } catch (error) {
    throw new UsageError(`${file}: the report cannot be written there: ${explainFileError(error)}`, {
      cause: error,
    });
  }
}
