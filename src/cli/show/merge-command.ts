import pc from 'picocolors';
import { mergeShards } from '../../contract/merge/merge-shards.ts';
import type { PublishedRun } from '../../contract/report/publish-report.ts';
import type { PublishedReport } from '../../contract/report/published-report.ts';
import { terminalReport } from '../../contract/report/render/terminal-report.ts';
import { findFixed, fixedText, loadBaseline } from '../contract/baseline-file.ts';
import { readReportFiles, writeReportFiles } from '../contract/reports/report-files.ts';
import { exitCodeOf } from '../contract/run-apis.ts';
import { parseArguments } from '../options/arguments.ts';
import { parseCoverageFloors, parseShare } from '../options/option-values.ts';
import { UsageError } from '../options/usage-error.ts';
import { isColoured } from '../output/is-coloured.ts';
import { readReport } from './read-report.ts';
import { MERGE_HELP, MERGE_OPTIONS } from './merge-options.ts';
import { shardsOfRun } from './shards-of-run.ts';

/** Runs `stuntdouble merge`, and returns the exit code of the whole run. @throws UsageError */
export async function mergeCommand(args: readonly string[]): Promise<number> {
  const given = parseArguments(args, MERGE_OPTIONS);
  if (given.flag('help') === true) {
    process.stdout.write(MERGE_HELP);
    return 0;
  }
  const faults: string[] = [];
  const minReach = parseShare('min-reach', given.text('min-reach'), faults);
  const minCoverage = parseCoverageFloors(given.list('min-coverage'), faults);
  if (faults.length > 0) throw new UsageError(faults.join('\n'));
  const file = given.text('baseline');
  const baseline = file === undefined ? undefined : { file, isUpdated: false };
  const known = baseline === undefined ? [] : loadBaseline(baseline);
  const shards = shardsOfRun(given.positionals.map((name) => ({ name, file: readReport(name) })));
  const options = { ...(minReach !== undefined && { minReach }), minCoverage };
  const runs = shards.map((own) => asRun(mergeShards(own, options)));
  const colours = pc.createColors(isColoured(process.stdout, process.env));
  for (const { report } of runs) process.stdout.write(`${terminalReport(report, colours)}\n`);
  const fixed = baseline && findFixed(known, runs, true);
  if (baseline !== undefined) process.stdout.write(fixedText(fixed ?? [], baseline));
  await writeReportFiles(readReportFiles(given), { runs, fixed });
  return exitCodeOf(runs.map(({ report }) => report));
}

/** Each case has the findings that are about it, as they are shown. */
function asRun(report: PublishedReport): PublishedRun {
  const byCase = new Map(
    report.cases.map(({ id }) => [id, report.findings.filter(({ cases }) => cases.includes(id))]),
  );
  return { report, byCase };
}
