import type { LoadOptions } from '../../description/load/load-description.ts';
import type { OptionDefinitions, ParsedArguments } from './arguments.ts';

/** The options of every command that reads descriptions. */
export const READING_OPTIONS = {
  'allow-outside': { type: 'boolean' },
  'allow-remote': { type: 'boolean' },
  strict: { type: 'boolean' },
} as const satisfies OptionDefinitions;

/** Their lines in a command's help, each beginning with the same width as there. */
export function readingHelp(width: number): string {
  const lines = [
    ['--allow-outside', 'follow references to files outside the folder of the description'],
    ['--allow-remote', 'follow references over the network'],
    ['--strict', 'refuse a description with any fault, and ask swagger-parser too'],
  ] as const;
  return lines.map(([option, text]) => `  ${option.padEnd(width)}${text}\n`).join('');
}

export function readReadingOptions({ flag }: ParsedArguments): LoadOptions {
  return {
    allowOutside: flag('allow-outside') === true,
    allowRemote: flag('allow-remote') === true,
    strict: flag('strict') === true,
  };
}
