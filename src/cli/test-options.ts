import { BUNDLED_NAMES } from '../bundled.ts';
import type { Safety } from '../contract/plan.ts';
import type { FailOn } from '../contract/report.ts';
import type { OptionDefinitions, ParsedArguments } from './arguments.ts';
import type { BaselineFile } from './baseline-file.ts';
import { didYouMean } from './did-you-mean.ts';
import { checkSources, type Sources } from './mock-sources.ts';
import { READING_OPTIONS, readReadingOptions } from './reading-options.ts';
import { UsageError } from './usage-error.ts';

export const TEST_OPTIONS = {
  target: { type: 'string' },
  header: { type: 'string', multiple: true, short: 'H' },
  identity: { type: 'string', multiple: true },
  safety: { type: 'string' },
  only: { type: 'string', multiple: true },
  operation: { type: 'string', multiple: true },
  list: { type: 'boolean' },
  json: { type: 'string' },
  junit: { type: 'string' },
  concurrency: { type: 'string' },
  timeout: { type: 'string' },
  seed: { type: 'string' },
  'fail-on': { type: 'string' },
  baseline: { type: 'string' },
  'update-baseline': { type: 'boolean' },
  data: { type: 'string' },
  fixtures: { type: 'string' },
  behaviours: { type: 'string' },
  ...READING_OPTIONS,
  help: { type: 'boolean', short: 'h' },
} as const satisfies OptionDefinitions;

/** A header field as it is given on the command line; its name in lower case. */
export interface GivenHeader {
  readonly name: string;
  readonly value: string;
}

/** What a command line asks the suite to do. */
export interface TestTask {
  readonly sources: Sources;
  /** Undefined: the mock, in this process. */
  readonly target: URL | undefined;
  readonly headers: readonly GivenHeader[];
  readonly identities: readonly (GivenHeader & { readonly identity: string })[];
  /** Undefined: by the target. */
  readonly safety: Safety | undefined;
  readonly only: readonly string[];
  readonly operations: readonly string[];
  readonly isList: boolean;
  readonly jsonFile: string | undefined;
  readonly junitFile: string | undefined;
  readonly concurrency: number | undefined;
  /** In milliseconds. */
  readonly timeout: number | undefined;
  readonly seed: number | undefined;
  readonly failOn: FailOn;
  readonly baseline: BaselineFile | undefined;
  /** A file of what is known to work on the target. */
  readonly data: string | undefined;
}

const MOST_SEED = 2 ** 31 - 1;
const SAFETIES = ['read-only', 'create-own', 'full'] as const;
const FAIL_ON = ['definite', 'likely', 'advice', 'never'] as const;

/** @throws UsageError that lists everything that is wrong with them. */
export function readTestOptions(given: ParsedArguments): TestTask {
  const { text, flag, list, positionals } = given;
  const faults: string[] = [];
  const sources: Sources = {
    descriptions: positionals.length > 0 ? positionals : BUNDLED_NAMES,
    fixtures: text('fixtures'),
    behaviours: text('behaviours'),
    reading: readReadingOptions(given),
  };
  faults.push(...checkSources(sources));
  const task: TestTask = {
    sources,
    target: targetUrl(text('target'), faults),
    headers: list('header').flatMap((header) => parseHeader(header, faults)),
    identities: list('identity').flatMap((identity) => parseIdentity(identity, faults)),
    safety: oneOf(given, 'safety', SAFETIES, faults),
    only: list('only'),
    operations: list('operation'),
    isList: flag('list') === true,
    jsonFile: text('json'),
    junitFile: text('junit'),
    concurrency: numberIn(given, { name: 'concurrency', least: 1, most: 1000 }, faults),
    timeout: milliseconds(text('timeout'), faults),
    seed: numberIn(given, { name: 'seed', least: 0, most: MOST_SEED }, faults),
    failOn: oneOf(given, 'fail-on', FAIL_ON, faults) ?? 'likely',
    baseline: baselineFile(given, faults),
    data: text('data'),
  };
  if (task.target !== undefined && (sources.fixtures ?? sources.behaviours) !== undefined) {
    faults.push('--fixtures and --behaviours are for the mock in this process: leave --target out');
  }
  if (faults.length > 0) throw new UsageError(faults.join('\n'));
  return task;
}

function baselineFile({ text, flag }: ParsedArguments, faults: string[]): BaselineFile | undefined {
  const file = text('baseline');
  const isUpdated = flag('update-baseline') === true;
  if (file === undefined && isUpdated) faults.push('--update-baseline: say which with --baseline FILE');
  return file === undefined ? undefined : { file, isUpdated };
}

/** http or https, without what has no meaning in a base URL, and without a secret that would be printed. */
function targetUrl(text: string | undefined, faults: string[]): URL | undefined {
  if (text === undefined) return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    const guess = `http://${text.replace(/^\w*:?\/+/, '')}`;
    const hint = URL.canParse(guess) ? `; did you mean ${guess}?` : '';
    faults.push(`--target ${text}: give a URL such as https://api.example.com/v1${hint}`);
    return undefined;
  }
  if (url.username !== '' || url.password !== '') {
    faults.push('--target: leave the user and password out; credentials go into --header or the environment');
  }
  if (url.search !== '' || url.hash !== '') {
    faults.push(`--target ${text}: paths are appended to it, so that it can have neither query nor fragment`);
  }
  return url;
}

/** RFC 9110, section 5.1. */
const FIELD_NAME = /^[\w!#$%&'*+.^`|~-]+$/;

function parseHeader(text: string, faults: string[]): readonly GivenHeader[] {
  const colon = text.indexOf(':');
  const name = text.slice(0, Math.max(0, colon)).trim();
  const value = text.slice(colon + 1).trim();
  if (FIELD_NAME.test(name) && isFieldValue(value)) return [{ name: name.toLowerCase(), value }];
  faults.push(`--header ${colon === -1 ? text : `${name}: …`}: write it as 'Name: value'`);
  return [];
}

function parseIdentity(text: string, faults: string[]): TestTask['identities'] {
  const match = /^([^:=]+):([^=]+)=(.*)$/s.exec(text);
  const [, identity = '', name = '', value = ''] = match ?? [];
  if (identity === 'default') {
    faults.push('--identity default: the credentials of default go into --header or the environment');
    return [];
  }
  if (FIELD_NAME.test(name) && value !== '' && isFieldValue(value)) {
    return [{ identity, name: name.toLowerCase(), value }];
  }
  faults.push(`--identity ${text.replace(/=.*$/s, '=…')}: write it as NAME:Header=value`);
  return [];
}

function isFieldValue(value: string): boolean {
  return /^[\t\x20-\x7E\x80-\xFF]*$/.test(value);
}

function oneOf<Value extends string>(
  { text }: ParsedArguments,
  name: string,
  values: readonly Value[],
  faults: string[],
): Value | undefined {
  const given = text(name);
  const found = values.find((value) => value === given);
  if (given !== undefined && found === undefined) {
    faults.push(`--${name} ${given}: give one of ${values.join(', ')}${didYouMean(given, values)}`);
  }
  return found;
}

function numberIn(
  { text }: ParsedArguments,
  { name, least, most }: { readonly name: string; readonly least: number; readonly most: number },
  faults: string[],
): number | undefined {
  const given = text(name);
  if (given === undefined) return undefined;
  const value = /^\d{1,10}$/.test(given) ? Number(given) : -1;
  if (value >= least && value <= most) return value;
  faults.push(`--${name} ${given}: give a whole number from ${least} to ${most}`);
  return undefined;
}

function milliseconds(given: string | undefined, faults: string[]): number | undefined {
  if (given === undefined) return undefined;
  const seconds = /^\d{1,4}(\.\d+)?$/.test(given) ? Number(given) : 0;
  if (seconds > 0) return Math.ceil(seconds * 1000);
  faults.push(`--timeout ${given}: give a number of seconds, such as 10 or 0.5`);
  return undefined;
}
