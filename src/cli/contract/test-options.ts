import { BUNDLED_NAMES } from '../../bundled/bundled-apis.ts';
import { PHASES, type Phase } from '../../contract/case/case.ts';
import type { Exclusion } from '../../contract/plan/exclude.ts';
import type { ListLimits } from '../../contract/plan/requests/planning.ts';
import type { Shard } from '../../contract/plan/spread/shard.ts';
import type { Safety } from '../../contract/plan/plan-cases.ts';
import type { TargetData } from '../../contract/plan/requests/target-data.ts';
import type { CoverageFloors } from '../../contract/report/coverage/coverage-floors.ts';
import type { FailOn } from '../../contract/report/report.ts';
import type { StuntdoubleConfig } from '../../define-config.ts';
import type { OptionDefinitions, ParsedArguments } from '../options/arguments.ts';
import type { LoadedConfig } from '../options/config-file.ts';
import { withoutConflicting, withSettings } from '../options/configured-arguments.ts';
import { EXCLUDE_OPTIONS, readExcludeOptions } from '../options/exclude-options.ts';
import { configuredCallers, type ConfiguredCallers } from '../options/configured-callers.ts';
import { readConnectionOptions, type ConnectionTask } from '../options/connection-options.ts';
import {
  readHeaders,
  readIdentities,
  readServerUrl,
  type GivenCredential,
  type GivenHeader,
} from '../options/given-headers.ts';
import { LIST_LIMIT_OPTIONS, readListLimits } from '../options/list-limit-options.ts';
import {
  MAX_SEED,
  numberIn,
  oneOf,
  parseCallbacksOn,
  parseCoverageFloors,
  parseDuration,
  parseMark,
  parseRate,
  parseShard,
  parseShare,
  parseTimeout,
  someOf,
} from '../options/option-values.ts';
import { READING_OPTIONS, readReadingOptions } from '../options/reading-options.ts';
import { UsageError } from '../options/usage-error.ts';
import { sourceFaults, type Sources } from '../sources/load-apis.ts';
import type { BaselineFile } from './baseline-file.ts';
import { readReportFiles, REPORT_OPTIONS, type ReportFiles } from './reports/report-files.ts';

/** The options that a case depends on, and how it is sent. */
export const CASE_OPTIONS = {
  target: { type: 'string' },
  header: { type: 'string', multiple: true, short: 'H' },
  identity: { type: 'string', multiple: true },
  safety: { type: 'string' },
  'borrow-parents': { type: 'boolean' },
  ...EXCLUDE_OPTIONS,
  ...LIST_LIMIT_OPTIONS,
  rate: { type: 'string' },
  timeout: { type: 'string' },
  'callbacks-on': { type: 'string' },
  seed: { type: 'string' },
  mark: { type: 'string' },
  data: { type: 'string' },
  config: { type: 'string' },
  fixtures: { type: 'string' },
  behaviours: { type: 'string' },
  ca: { type: 'string' },
  insecure: { type: 'boolean' },
  proxy: { type: 'string' },
  ...READING_OPTIONS,
  help: { type: 'boolean', short: 'h' },
} as const satisfies OptionDefinitions;

/** The options that choose among the cases. */
export const CHOICE_OPTIONS = {
  only: { type: 'string', multiple: true },
  operation: { type: 'string', multiple: true },
  phase: { type: 'string', multiple: true },
  tag: { type: 'string', multiple: true },
  'max-cases': { type: 'string' },
  budget: { type: 'string' },
} as const satisfies OptionDefinitions;

export const TEST_OPTIONS = {
  ...CASE_OPTIONS,
  ...CHOICE_OPTIONS,
  'dry-run': { type: 'boolean' },
  list: { type: 'boolean' },
  ...REPORT_OPTIONS,
  har: { type: 'string' },
  shard: { type: 'string' },
  concurrency: { type: 'string' },
  'fail-on': { type: 'string' },
  'min-reach': { type: 'string' },
  'min-coverage': { type: 'string', multiple: true },
  baseline: { type: 'string' },
  'update-baseline': { type: 'boolean' },
} as const satisfies OptionDefinitions;

/** The options of `stuntdouble test`, read and checked. */
export interface TestTask {
  readonly sources: Sources;
  /** Undefined: the mock in this process. */
  readonly target: URL | undefined;
  readonly connection: ConnectionTask;
  readonly headers: readonly GivenHeader[];
  readonly identities: readonly GivenCredential[];
  /** Undefined: `full` for a target on this machine, else `read-only`. */
  readonly safety: Safety | undefined;
  /** True: `create-own` may also create what can be deleted again below items that it did not make. */
  readonly borrowsParents: boolean;
  readonly only: readonly string[];
  readonly operations: readonly string[];
  readonly phases: readonly Phase[];
  readonly tags: readonly string[];
  readonly exclude: Required<Exclusion>;
  readonly maxCases: number | undefined;
  readonly lists: ListLimits;
  /** In milliseconds. */
  readonly budget: number | undefined;
  readonly isList: boolean;
  readonly isDryRun: boolean;
  readonly reports: ReportFiles;
  readonly harFile: string | undefined;
  /** Undefined: all cases. */
  readonly shard: Shard | undefined;
  readonly concurrency: number | undefined;
  /** The most requests in a second. */
  readonly rate: number | undefined;
  /** In milliseconds. */
  readonly timeout: number | undefined;
  /** Where callbacks are received; undefined where none are waited for. */
  readonly callbacksOn: URL | undefined;
  readonly seed: number | undefined;
  /** Undefined: another one in each run on a URL, and none for the mock in this process. */
  readonly mark: string | undefined;
  readonly failOn: FailOn;
  /** From 0 to 1; undefined: each operation that is not reached fails the run. */
  readonly minReach: number | undefined;
  readonly minCoverage: CoverageFloors;
  readonly baseline: BaselineFile | undefined;
  /** Values that are known to work on the target, or the file that has them. */
  readonly data: string | TargetData | undefined;
  /** The file of settings that `--config` names. */
  readonly config: string | undefined;
  /** True where the settings may be about more descriptions than those that are tested. */
  readonly isPart: boolean;
  /** What the settings have for single operations. */
  readonly perOperation: NonNullable<StuntdoubleConfig['operations']>;
  /** The callers that the settings have. */
  readonly configured: ConfiguredCallers | undefined;
}

const MAX_CASES = 1_000_000;

export const SAFETIES = ['read-only', 'create-own', 'full'] as const;

export const FAIL_ON = ['definite', 'likely', 'advice', 'never'] as const;

/** Reads the options of a command line and the settings. @throws UsageError that lists all faults */
export function readTestOptions(parsed: ParsedArguments, config?: LoadedConfig): TestTask {
  const faults: string[] = [];
  const fitting = config && { ...config, settings: withoutConflicting(parsed, config.settings) };
  const task = readRunOptions(parsed, fitting, faults);
  const { fixtures, behaviours } = task.sources;
  if (task.target !== undefined && (fixtures ?? behaviours) !== undefined) {
    faults.push('--fixtures and --behaviours are for the mock in this process: leave --target out');
  }
  if (faults.length > 0) throw new UsageError(faults.join('\n'));
  return task;
}

/** Reads the options that a run has, whatever it is compared with. */
export function readRunOptions(
  parsed: ParsedArguments,
  config: LoadedConfig | undefined,
  faults: string[],
): TestTask {
  const given = config === undefined ? parsed : withSettings(parsed, config.settings);
  const { text, flag, list, positionals } = given;
  const sources: Sources = {
    descriptions: positionals.length > 0 ? positionals : BUNDLED_NAMES,
    fixtures: text('fixtures'),
    behaviours: text('behaviours'),
    reading: readReadingOptions(given),
  };
  const isNamedInFile = config?.settings.descriptions !== undefined && parsed.positionals.length === 0;
  const place = isNamedInFile ? `${config.file}: ` : '';
  faults.push(...sourceFaults(sources).map((fault) => `${place}${fault}`));
  const target = readServerUrl(given, 'target', faults);
  return {
    sources,
    target,
    connection: readConnectionOptions(given, target, { environment: process.env, faults }),
    headers: readHeaders(given, 'target', faults),
    identities: readIdentities(given, 'target', faults),
    safety: oneOf(given, 'safety', SAFETIES, faults),
    borrowsParents: flag('borrow-parents') === true,
    only: list('only'),
    operations: list('operation'),
    phases: someOf(given, 'phase', PHASES, faults),
    tags: list('tag'),
    exclude: readExcludeOptions(given, faults),
    maxCases: numberIn(given, { name: 'max-cases', least: 1, most: MAX_CASES }, faults),
    lists: readListLimits(given, faults),
    budget: parseDuration('budget', text('budget'), faults),
    isList: flag('list') === true,
    isDryRun: flag('dry-run') === true,
    reports: readReportFiles(given),
    harFile: text('har'),
    shard: parseShard(text('shard'), faults),
    concurrency: numberIn(given, { name: 'concurrency', least: 1, most: 1000 }, faults),
    rate: parseRate(text('rate'), faults),
    timeout: parseTimeout(text('timeout'), faults),
    callbacksOn: parseCallbacksOn(text('callbacks-on'), faults),
    seed: numberIn(given, { name: 'seed', least: 0, most: MAX_SEED }, faults),
    mark: parseMark(text('mark'), faults),
    failOn: oneOf(given, 'fail-on', FAIL_ON, faults) ?? 'likely',
    minReach: parseShare('min-reach', text('min-reach'), faults),
    minCoverage: parseCoverageFloors(list('min-coverage'), faults),
    baseline: baselineFile(given, faults),
    data: text('data') ?? inlineData(config),
    config: parsed.text('config'),
    perOperation: config?.settings.operations ?? {},
    isPart: config !== undefined && parsed.positionals.length > 0,
    configured: config && configuredCallers(config.file, config.settings, faults),
  };
}

function inlineData(config: LoadedConfig | undefined): TargetData | undefined {
  const data = config?.settings.data;
  return typeof data === 'string' ? undefined : data;
}

function baselineFile({ text, flag }: ParsedArguments, faults: string[]): BaselineFile | undefined {
  const file = text('baseline');
  const isUpdated = flag('update-baseline') === true;
  if (file === undefined && isUpdated) faults.push('--update-baseline: say which with --baseline FILE');
  return file === undefined ? undefined : { file, isUpdated };
}
