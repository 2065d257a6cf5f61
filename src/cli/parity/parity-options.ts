import { CASE_OPTIONS, CHOICE_OPTIONS, readRunOptions, type TestTask } from '../contract/test-options.ts';
import type { OptionDefinitions, ParsedArguments } from '../options/arguments.ts';
import type { LoadedConfig } from '../options/config-file.ts';
import {
  readHeaders,
  readIdentities,
  readServerUrl,
  type GivenCredential,
  type GivenHeader,
} from '../options/given-headers.ts';
import { parseShare } from '../options/option-values.ts';
import { UsageError } from '../options/usage-error.ts';

export const PARITY_OPTIONS = {
  ...CASE_OPTIONS,
  ...CHOICE_OPTIONS,
  json: { type: 'string' },
  mock: { type: 'string' },
  'mock-header': { type: 'string', multiple: true },
  'mock-identity': { type: 'string', multiple: true },
  'min-parity': { type: 'string' },
  'write-overlay': { type: 'string' },
  used: { type: 'string' },
} as const satisfies OptionDefinitions;

/** The options of `stuntdouble parity`, read and checked. */
export interface ParityTask {
  /** How the target is asked. */
  readonly test: TestTask & { readonly target: URL };
  /** Undefined: the mock in this process. */
  readonly mock: URL | undefined;
  /** Header fields and credentials of the requests to that mock. */
  readonly mockHeaders: readonly GivenHeader[];
  readonly mockIdentities: readonly GivenCredential[];
  /** From 0 to 1; undefined: any difference of which it is known who is wrong fails the run. */
  readonly minParity: number | undefined;
  readonly jsonFile: string | undefined;
  /** The recording whose requests are sent; undefined: the cases of the suite. */
  readonly usedFile: string | undefined;
  /** Gets the corrections. */
  readonly overlayFile: string | undefined;
}

/** Reads the options of a command line and the settings. @throws UsageError that lists all faults */
export function readParityOptions(parsed: ParsedArguments, config?: LoadedConfig): ParityTask {
  const { text } = parsed;
  const faults: string[] = [];
  const test = readRunOptions(parsed, config, faults);
  const { target, sources } = test;
  if (target === undefined && text('target') === undefined)
    faults.push('--target: give the URL of the server that the mock is compared with');
  const mock = readServerUrl(parsed, 'mock', faults);
  const mockHeaders = readHeaders(parsed, 'mock', faults);
  const mockIdentities = readIdentities(parsed, 'mock', faults);
  if (mock !== undefined && (sources.fixtures ?? sources.behaviours) !== undefined)
    faults.push('--fixtures and --behaviours are for the mock in this process: leave --mock out');
  if (mock === undefined && mockHeaders.length + mockIdentities.length > 0)
    faults.push('--mock-header and --mock-identity are for a mock at a URL: give --mock URL');
  if (text('write-overlay') !== undefined && sources.descriptions.length > 1)
    faults.push('--write-overlay: an overlay is for one description: name the one that it is for');
  const minParity = parseShare('min-parity', text('min-parity'), faults);
  if (faults.length > 0 || target === undefined) throw new UsageError(faults.join('\n'));
  return {
    test: { ...test, target },
    mock,
    mockHeaders,
    mockIdentities,
    minParity,
    jsonFile: text('json'), // that of the settings is for the report of `test`
    usedFile: text('used'),
    overlayFile: text('write-overlay'),
  };
}
