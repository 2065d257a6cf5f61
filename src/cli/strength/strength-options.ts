import { availableParallelism } from 'node:os';
import { OPERATOR_NAMES, type OperatorName } from '../../contract/strength/model/operators.ts';
import { CASE_OPTIONS, CHOICE_OPTIONS, readRunOptions, type TestTask } from '../contract/test-options.ts';
import type { OptionDefinitions, ParsedArguments } from '../options/arguments.ts';
import type { LoadedConfig } from '../options/config-file.ts';
import { didYouMean } from '../options/did-you-mean.ts';
import { numberIn, parseShare } from '../options/option-values.ts';
import { UsageError } from '../options/usage-error.ts';

const {
  target: _target,
  header: _header,
  rate: _rate,
  timeout: _timeout,
  ca: _ca,
  insecure: _insecure,
  proxy: _proxy,
  mark: _mark,
  ...MOCK_OPTIONS
} = CASE_OPTIONS;

export const STRENGTH_OPTIONS = {
  ...MOCK_OPTIONS,
  ...CHOICE_OPTIONS,
  sample: { type: 'string' },
  operators: { type: 'string', multiple: true },
  jobs: { type: 'string' },
  json: { type: 'string' },
  'min-strength': { type: 'string' },
} as const satisfies OptionDefinitions;

/** The least share of the forbidden breaks that is found, unless another is given. */
const MIN_STRENGTH = 0;

/** The options of `stuntdouble strength`, read and checked. */
export interface StrengthTask {
  readonly test: TestTask & { readonly target: undefined };
  /** So many of the forbidden breaks are tried; undefined: all of them. */
  readonly sample: number | undefined;
  /** Empty: all. */
  readonly operators: readonly OperatorName[];
  /** How many processors are used. */
  readonly jobs: number;
  /** From 0 to 1. */
  readonly minStrength: number;
  readonly jsonFile: string | undefined;
}

/** Reads the options of a command line and the settings. @throws UsageError that lists all faults */
export function readStrengthOptions(parsed: ParsedArguments, config?: LoadedConfig): StrengthTask {
  const { text } = parsed;
  const faults: string[] = [];
  const own = config && { ...config, settings: { ...config.settings, target: undefined } };
  const test = readRunOptions(parsed, own, faults);
  const most = 1_000_000;
  const sample = numberIn(parsed, { name: 'sample', least: 1, most }, faults);
  const jobs = numberIn(parsed, { name: 'jobs', least: 1, most: 256 }, faults);
  const operators = readOperators(parsed.list('operators'), faults);
  const minStrength = parseShare('min-strength', text('min-strength'), faults);
  if (faults.length > 0) throw new UsageError(faults.join('\n'));
  return {
    test: { ...test, target: undefined },
    sample,
    operators,
    jobs: jobs ?? availableParallelism(),
    minStrength: minStrength ?? MIN_STRENGTH,
    jsonFile: text('json'), // that of the settings is for the report of `test`
  };
}

/** Each may be a list with commas. */
function readOperators(given: readonly string[], faults: string[]): readonly OperatorName[] {
  const names = given.flatMap((text) => text.split(',')).map((name) => name.trim());
  return names.flatMap((name) => {
    const known = OPERATOR_NAMES.find((one) => one === name);
    if (known !== undefined) return [known];
    faults.push(
      `--operators ${name}: there is no such operator${didYouMean(name, OPERATOR_NAMES)} (--help lists them)`,
    );
    return [];
  });
}
