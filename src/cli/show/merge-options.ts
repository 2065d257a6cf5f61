import type { OptionDefinitions } from '../options/arguments.ts';
import { REPORT_OPTIONS } from '../contract/reports/report-files.ts';

/** The text that `stuntdouble merge --help` prints. */
export const MERGE_HELP = `stuntdouble merge FILE…: make one report of the shards of a run

FILE is a report that stuntdouble test --shard I/N --json FILE has written; all N of them are needed. The exit code is
that of the whole run.

Options
  --json FILE, --html FILE, --junit FILE, --sarif FILE, --ctrf FILE, --markdown FILE
                           write the report, as stuntdouble test does
  --min-reach SHARE, --min-coverage NAME=SHARE
                           as for stuntdouble test: shards do not fail for these
  --baseline FILE          say which of the accepted findings are not found any more; the shards need it, too
  --help, -h               print this text
`;

export const MERGE_OPTIONS = {
  ...REPORT_OPTIONS,
  'min-reach': { type: 'string' },
  'min-coverage': { type: 'string', multiple: true },
  baseline: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const satisfies OptionDefinitions;
