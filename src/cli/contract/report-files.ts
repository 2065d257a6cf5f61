import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Baseline } from '../../contract/report/baseline.ts';
import type { Published } from '../../contract/report/publish-report.ts';
import { jsonReport } from '../../contract/report/render/json-report.ts';
import { junitReport } from '../../contract/report/render/junit-report.ts';
import { explainFileError } from '../options/file-error.ts';
import { UsageError } from '../options/usage-error.ts';

interface ReportFiles {
  readonly jsonFile: string | undefined;
  readonly junitFile: string | undefined;
}

/** Finds out before the run whether its reports can be written after it. @throws UsageError */
export function prepareReportFiles({ jsonFile, junitFile }: ReportFiles): void {
  for (const file of [jsonFile, junitFile]) if (file !== undefined) write(file, '');
}

/** `fixed`: what a baseline has and nobody found. */
export function writeReportFiles(
  { jsonFile, junitFile }: ReportFiles,
  runs: readonly Published[],
  fixed: Baseline | undefined,
): void {
  const reports = runs.map(({ report }) => report);
  if (jsonFile !== undefined) write(jsonFile, jsonReport(reports, fixed));
  if (junitFile !== undefined) write(junitFile, junitReport(runs));
}

/** Makes the folder where there is none. */
function write(file: string, content: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  } catch (error) {
    throw new UsageError(`${file}: the report cannot be written there: ${explainFileError(error)}`, {
      cause: error,
    });
  }
}
