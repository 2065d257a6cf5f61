import pc from 'picocolors';
import { paritySection } from '../../contract/parity/report/html/parity-section.ts';
import { parityText } from '../../contract/parity/report/parity-text.ts';
import { htmlReport } from '../../contract/report/html/html-report.ts';
import { terminalReport } from '../../contract/report/render/terminal-report.ts';
import { writeReportFile } from '../contract/reports/report-files.ts';
import { parseArguments } from '../options/arguments.ts';
import { UsageError } from '../options/usage-error.ts';
import { isColoured } from '../output/is-coloured.ts';
import { packageVersion } from '../../mock/server/package/package-version.ts';
import { readReport, type ReportFile } from './read-report.ts';
import { SHOW_HELP, SHOW_OPTIONS } from './show-options.ts';

/** Runs `stuntdouble show`, and returns its exit code. @throws UsageError */
export async function showCommand(args: readonly string[]): Promise<number> {
  const given = parseArguments(args, SHOW_OPTIONS);
  if (given.flag('help') === true) {
    process.stdout.write(SHOW_HELP);
    return 0;
  }
  if (given.positionals.length === 0) {
    throw new UsageError('show takes the files that stuntdouble test --json or parity --json has written');
  }
  const files = given.positionals.map(readReport);
  const page = given.text('html');
  if (page === undefined) process.stdout.write(printed(files));
  else writeReportFile(page, await pageOf(files));
  return 0;
}

function printed(files: readonly ReportFile[]): string {
  const colours = pc.createColors(isColoured(process.stdout, process.env));
  const texts = files.flatMap((file) =>
    file.kind === 'test'
      ? file.reports.map((report) => terminalReport(report, colours))
      : file.reports.map((report) => parityText(report, colours)),
  );
  return texts.map((text) => `${text}\n`).join('');
}

function pageOf(files: readonly ReportFile[]): Promise<string> {
  const runs = files.flatMap((file) => (file.kind === 'test' ? [file] : []));
  const comparisons = files.flatMap((file) => (file.kind === 'parity' ? file.reports : []));
  return htmlReport({
    reports: runs.flatMap(({ reports }) => reports),
    fixed: runs.flatMap(({ fixed = [] }) => fixed),
    sections: comparisons.map(paritySection),
    version: packageVersion(),
  });
}
