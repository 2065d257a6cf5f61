import { BUNDLED_NAMES } from '../../bundled/bundled-apis.ts';
import { PHASES } from '../../contract/case/case.ts';
import { CHECKS } from '../../contract/case/finding.ts';
import { COVERED } from '../../contract/report/coverage/coverage-floors.ts';
import { FAIL_ON, SAFETIES } from '../contract/test-options.ts';
import type { OptionDefinitions } from '../options/arguments.ts';

/** What a command is completed by. */
export interface CommandWords {
  readonly name: string;
  readonly options: readonly OptionWords[];
  /** What may stand for the name of a file. */
  readonly names: readonly string[];
}

/** An option; `values` are all that it takes, where there are few. */
export interface OptionWords {
  readonly name: string;
  readonly short: string | undefined;
  readonly takesValue: boolean;
  readonly values: readonly string[];
}

/** The shells whose completions can be printed. */
export const SHELLS = ['bash', 'zsh', 'fish'] as const;

export type Shell = (typeof SHELLS)[number];

const VALUES: Readonly<Record<string, readonly string[]>> = {
  safety: SAFETIES,
  'fail-on': FAIL_ON,
  phase: PHASES,
  'exclude-phase': PHASES,
  'exclude-check': Object.keys(CHECKS),
  'min-coverage': COVERED.map((name) => `${name}=`),
};

/** Returns what completes commands, by their options. */
export function wordsOf(commands: ReadonlyMap<string, OptionDefinitions>): readonly CommandWords[] {
  return [...commands].map(([name, options]) => ({
    name,
    names: name === 'completion' ? SHELLS : BUNDLED_NAMES,
    options: Object.entries(options).map(([option, { type, short }]) => ({
      name: option,
      short,
      takesValue: type === 'string',
      values: VALUES[option] ?? [],
    })),
  }));
}
