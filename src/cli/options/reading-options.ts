import type { LoadOptions } from '../../description/load/load-description.ts';
import type { OptionDefinitions, ParsedArguments } from './arguments.ts';

/** The options for reading descriptions, which all commands have. */
export const READING_OPTIONS = {
  overlay: { type: 'string', multiple: true },
  'allow-outside': { type: 'boolean' },
  'allow-remote': { type: 'boolean' },
  strict: { type: 'boolean' },
} as const satisfies OptionDefinitions;

/** Returns the help lines of these options. `width` is the width of the first column in the command's help. */
export function readingHelp(width: number): string {
  const lines = [
    ['--overlay FILE', 'apply this OpenAPI Overlay (1.0, 1.1) to the description; may be repeated'],
    ['--allow-outside', 'follow references to files outside the folder of the description'],
    ['--allow-remote', 'follow references over the network'],
    ['--strict', 'refuse a description with any fault, and check it with swagger-parser too'],
  ] as const;
  return lines.map(([option, text]) => `  ${option.padEnd(width)}${text}\n`).join('');
}

export function readReadingOptions({ flag, list }: ParsedArguments): LoadOptions {
  return {
    overlays: list('overlay'),
    allowOutside: flag('allow-outside') === true,
    allowRemote: flag('allow-remote') === true,
    strict: flag('strict') === true,
  };
}
