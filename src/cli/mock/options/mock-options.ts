import { BUNDLED_NAMES } from '../../../bundled/bundled-apis.ts';
import type { MemoryMode } from '../../../mock/api.ts';
import type { MockSettings } from '../../../mock/mock-settings.ts';
import type { AppSettings } from '../../../mock/server/serve.ts';
import type { ListenOptions } from '../../../mock/server/listen.ts';
import type { OptionDefinitions, ParsedArguments } from '../../options/arguments.ts';
import type { LoadedConfig } from '../../options/config-file.ts';
import { MAX_SEED, numberIn, oneOf } from '../../options/option-values.ts';
import { READING_OPTIONS, readReadingOptions } from '../../options/reading-options.ts';
import { UsageError } from '../../options/usage-error.ts';
import { sourceFaults, type Sources } from '../../sources/load-apis.ts';
import { readCallbacks } from './configured-callbacks.ts';
import { readControlSettings, withMockSettings } from './configured-mock.ts';
import { readPageTask, type PageTask } from './page-task.ts';
import { readTlsFiles } from './tls-files.ts';
import { readUpstreamOptions, UPSTREAM_OPTIONS } from './upstream-options.ts';

export const MOCK_OPTIONS = {
  port: { type: 'string' },
  host: { type: 'string' },
  fixtures: { type: 'string' },
  behaviours: { type: 'string' },
  seed: { type: 'string' },
  clock: { type: 'string' },
  auth: { type: 'boolean' },
  empty: { type: 'boolean' },
  stateless: { type: 'boolean' },
  items: { type: 'string' },
  'examples-as-is': { type: 'boolean' },
  'strict-values': { type: 'boolean' },
  lenient: { type: 'boolean' },
  control: { type: 'boolean' },
  'control-token': { type: 'string' },
  page: { type: 'boolean' },
  'page-port': { type: 'string' },
  open: { type: 'boolean' },
  'strict-query': { type: 'boolean' },
  'body-limit': { type: 'string' },
  cors: { type: 'string' },
  compress: { type: 'boolean' },
  cert: { type: 'string' },
  key: { type: 'string' },
  'oauth-redirect': { type: 'string', multiple: true },
  watch: { type: 'boolean' },
  quiet: { type: 'boolean' },
  config: { type: 'string' },
  scenario: { type: 'string' },
  latency: { type: 'string' },
  fail: { type: 'string' },
  callbacks: { type: 'boolean' },
  'allow-callbacks': { type: 'string', multiple: true },
  'webhooks-to': { type: 'string' },
  persist: { type: 'string' },
  journal: { type: 'string' },
  'journal-size': { type: 'string' },
  ...UPSTREAM_OPTIONS,
  ...READING_OPTIONS,
  help: { type: 'boolean', short: 'h' },
} as const satisfies OptionDefinitions;

/** The largest `--body-limit`, in bytes. */
const MAX_BODY_LIMIT = 2 ** 31 - 1;

/** The largest `--journal-size`. */
const MAX_JOURNAL_SIZE = 1_000_000;

/** The largest `--items`. */
const MAX_ITEMS = 1000;

/** The options of `stuntdouble mock`, read and checked. */
export interface MockTask {
  readonly sources: Sources;
  readonly settings: MockSettings & AppSettings;
  readonly address: Omit<ListenOptions, 'persist'> & { readonly host: string };
  /** The file that keeps the state. */
  readonly persist: string | undefined;
  /** Undefined for no page. */
  readonly page: PageTask | undefined;
  readonly isWatching: boolean;
  readonly isQuiet: boolean;
  /** The folder that gets the exchanges with the upstream, and what stays unmasked in it. */
  readonly record: { readonly folder: string; readonly keep: readonly string[] } | undefined;
  /** The file that gets all exchanges. */
  readonly journal: string | undefined;
}

/** Reads the options of `stuntdouble mock`. @throws UsageError that lists all faults */
export function readMockOptions(parsed: ParsedArguments, config?: LoadedConfig): MockTask {
  const faults: string[] = [];
  const given = withMockSettings(parsed, config);
  const { text, flag, positionals } = given;
  const sources: Sources = {
    descriptions: positionals.length > 0 ? positionals : BUNDLED_NAMES,
    fixtures: text('fixtures'),
    behaviours: text('behaviours'),
    reading: readReadingOptions(given),
  };
  faults.push(...sourceFaults(sources));
  const seed = numberIn(given, { name: 'seed', least: 0, most: MAX_SEED }, faults);
  const bodyLimit = numberIn(given, { name: 'body-limit', least: 0, most: MAX_BODY_LIMIT }, faults);
  const clock = parseTime(given, 'clock', faults);
  const sizes = { name: 'journal-size', least: 0, most: MAX_JOURNAL_SIZE };
  const journalSize = numberIn(given, sizes, faults);
  const port = numberIn(given, { name: 'port', least: 0, most: 65_535 }, faults) ?? 3000;
  const memory = memoryOf(given, faults);
  const page = readPageTask(given, faults);
  const controlled = readControlSettings(given, config, faults);
  const items = numberIn(given, { name: 'items', least: 0, most: MAX_ITEMS }, faults);
  if (items !== undefined && memory !== 'on')
    faults.push('--items: leave it out, since no collection starts with items');
  const controlToken = readControlToken(given, faults);
  const tls = readTlsFiles(given, faults);
  const oauthRedirects = readRedirects(given, faults);
  const upstream = readUpstreamOptions(given, process.env, faults);
  const record = readRecordOptions(given, sources, faults);
  const cors = oneOf(given, 'cors', ['open', 'documented'] as const, faults);
  const sending = readCallbacks(given, config, faults);
  const persist = readPersist(given, faults);
  if (faults.length > 0) throw new UsageError(faults.join('\n'));
  return {
    sources,
    settings: {
      ...defined({ seed, bodyLimit, clock, journalSize, cors, upstream, controlToken, items }),
      ...controlled,
      ...sending,
      auth: flag('auth') !== false,
      strictQuery: flag('strict-query') === true,
      memory,
      compress: flag('compress') === true,
      oauthRedirects,
      control: flag('control') !== false,
      examplesAsIs: flag('examples-as-is') === true,
      strictValues: flag('strict-values') === true,
      lenient: flag('lenient') === true,
    },
    address: { port, host: text('host') ?? '127.0.0.1', tls },
    page,
    persist,
    isWatching: flag('watch') === true,
    isQuiet: flag('quiet') === true,
    record,
    journal: text('journal'),
  };
}

/** Returns the members that are defined. */
function defined<Members extends object>(
  members: Members,
): { [Name in keyof Members]?: NonNullable<Members[Name]> } {
  const entries = Object.entries(members).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [Name in keyof Members]?: NonNullable<Members[Name]> };
}

function readRecordOptions(
  { text, list }: ParsedArguments,
  { descriptions }: Sources,
  faults: string[],
): MockTask['record'] {
  const folder = text('record');
  if (folder === undefined) {
    if (list('keep').length > 0) faults.push('--keep: it goes with --record DIR');
    return undefined;
  }
  if (descriptions.length > 1) faults.push('--record: it goes with a single description');
  return { folder, keep: list('keep') };
}

function readControlToken({ text }: ParsedArguments, faults: string[]): string | undefined {
  const token = text('control-token') ?? process.env['STUNTDOUBLE_CONTROL_TOKEN'];
  if (token === '') faults.push('--control-token: an empty one would give anybody access');
  return token;
}

function readPersist({ text }: ParsedArguments, faults: string[]): string | undefined {
  const file = text('persist');
  if (file === '') faults.push('--persist: give the name of a file');
  return file;
}

function readRedirects({ list }: ParsedArguments, faults: string[]): readonly string[] {
  const redirects = list('oauth-redirect');
  for (const given of redirects.filter((text) => !URL.canParse(text) || text.includes('#'))) {
    faults.push(
      `--oauth-redirect ${given}: give a URL without a fragment, such as https://app.example/callback`,
    );
  }
  return redirects;
}

/** Reads `--empty` and `--stateless`, which decide what the mock remembers without behaviours. */
function memoryOf({ flag }: ParsedArguments, faults: string[]): MemoryMode {
  const [isEmpty, isStateless] = [flag('empty') === true, flag('stateless') === true];
  if (isEmpty && isStateless) faults.push('--empty and --stateless: give one of them');
  if (isStateless) return 'off';
  return isEmpty ? 'empty' : 'on';
}

function parseTime({ text }: ParsedArguments, name: string, faults: string[]): Date | undefined {
  const given = text(name);
  if (given === undefined) return undefined;
  const time = new Date(given);
  if (/^\d{4}-\d\d-\d\d/.test(given) && !Number.isNaN(time.getTime())) return time;
  faults.push(`--${name} ${given}: give a time such as 2024-01-01T00:00:00Z`);
  return undefined;
}
