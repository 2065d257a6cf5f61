import { parseArgs, type ParseArgsConfig } from 'node:util';
import { messageOf } from '../../base/error-message.ts';
import { didYouMean } from './did-you-mean.ts';
import { UsageError } from './usage-error.ts';

export type OptionDefinitions = NonNullable<ParseArgsConfig['options']>;

/** The arguments of a command. `text` and `flag` return undefined for an option that was not given. */
export interface ParsedArguments {
  readonly positionals: readonly string[];
  readonly text: (name: string) => string | undefined;
  readonly flag: (name: string) => boolean | undefined;
  /** Returns all values of an option that may be given several times. */
  readonly list: (name: string) => readonly string[];
}

/**
 * Parses a command's arguments. Each flag `--x` also has the form `--no-x`.
 * @throws UsageError for an unknown option, and for a value that is missing or must not be there
 */
export function parseArguments(args: readonly string[], options: OptionDefinitions): ParsedArguments {
  const { values, positionals } = parse(args, options);
  return {
    positionals,
    text: (name) => {
      const value = values[name];
      return typeof value === 'string' ? value : undefined;
    },
    flag: (name) => {
      const value = values[name];
      return typeof value === 'boolean' ? value : undefined;
    },
    list: (name) => {
      const value = values[name];
      return Array.isArray(value) ? value.filter((text) => typeof text === 'string') : [];
    },
  };
}

function parse(args: readonly string[], options: OptionDefinitions) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, allowNegative: true });
  } catch (error) {
    throw new UsageError(parseErrorText(error, options));
  }
}

/** Rewords an error of `parseArgs`, whose message does not say what to do. */
function parseErrorText(error: unknown, options: OptionDefinitions): string {
  const message = messageOf(error);
  const option = /'(?:-\w, )?(--?[\w-]+)/.exec(message)?.[1];
  if (option === undefined) return message;
  if (message.startsWith('Unknown option')) {
    return `there is no option ${option}${didYouMean(option, spellings(options))} (--help lists them)`;
  }
  return options[option.slice(2)]?.type === 'boolean'
    ? `${option} takes no value`
    : `${option} needs a value (if the value begins with a dash: ${option}=VALUE)`;
}

function spellings(options: OptionDefinitions): readonly string[] {
  return Object.entries(options).flatMap(([name, { type }]) =>
    type === 'boolean' ? [`--${name}`, `--no-${name}`] : [`--${name}`],
  );
}
