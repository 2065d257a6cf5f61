import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Shard } from '../../../contract/plan/spread/shard.ts';
import type { Baseline } from '../../../contract/report/findings/baseline.ts';
import type { PublishedRun } from '../../../contract/report/publish-report.ts';
import { htmlReport } from '../../../contract/report/html/html-report.ts';
import { ctrfReport } from '../../../contract/report/render/ctrf-report.ts';
import { jsonReport } from '../../../contract/report/render/json-report.ts';
import { junitReport } from '../../../contract/report/render/junit-report.ts';
import { markdownReport } from '../../../contract/report/render/markdown-report.ts';
import { sarifReport } from '../../../contract/report/render/sarif-report.ts';
import type { OptionDefinitions, ParsedArguments } from '../../options/arguments.ts';
import { explainFileError } from '../../options/file-error.ts';
import { UsageError } from '../../options/usage-error.ts';
import { packageVersion } from '../../../mock/server/package/package-version.ts';

/** What the reports of a command are made of. */
interface Reported {
  readonly runs: readonly PublishedRun[];
  /** The accepted findings that are no longer found. */
  readonly fixed: Baseline | undefined;
  /** The part of a run that these are. */
  readonly shard?: Shard | undefined;
}

/** Returns the text of a report, by its option. */
const WRITERS = {
  json: ({ runs, fixed, shard }: Reported) => jsonReport(reportsOf(runs), fixed, shard),
  junit: ({ runs }: Reported) => junitReport(runs),
  sarif: ({ runs }: Reported) => sarifReport(reportsOf(runs), packageVersion()),
  ctrf: ({ runs }: Reported) => ctrfReport(runs, packageVersion()),
  markdown: ({ runs }: Reported) => markdownReport(reportsOf(runs)),
  html: ({ runs, fixed }: Reported) =>
    htmlReport({ reports: reportsOf(runs), fixed, version: packageVersion() }),
} as const;

type Format = keyof typeof WRITERS;

const FORMATS = Object.keys(WRITERS) as readonly Format[];

/** The options that name a file to write a report to. */
export const REPORT_OPTIONS = {
  json: { type: 'string' },
  junit: { type: 'string' },
  sarif: { type: 'string' },
  ctrf: { type: 'string' },
  markdown: { type: 'string' },
  html: { type: 'string' },
} as const satisfies OptionDefinitions & Record<Format, unknown>;

/** The files that reports are written to, by their formats. */
export type ReportFiles = Readonly<Partial<Record<Format, string>>>;

export function readReportFiles({ text }: ParsedArguments): ReportFiles {
  return Object.fromEntries(
    FORMATS.flatMap((format) => {
      const file = text(format);
      return file === undefined ? [] : [[format, file]];
    }),
  );
}

/** Creates the files before the run, so that one that cannot be written is found early. @throws UsageError */
export function prepareReportFiles(files: ReportFiles): void {
  for (const file of Object.values(files)) writeReportFile(file, '');
}

/** Writes the reports of all runs. */
export async function writeReportFiles(files: ReportFiles, reported: Reported): Promise<void> {
  for (const format of FORMATS) {
    const file = files[format];
    if (file !== undefined) writeReportFile(file, await WRITERS[format](reported));
  }
}

function reportsOf(runs: readonly PublishedRun[]) {
  return runs.map(({ report }) => report);
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
