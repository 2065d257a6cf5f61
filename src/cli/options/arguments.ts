import { parseArgs, type ParseArgsConfig } from 'node:util';
import { messageOf } from '../../base/error-message.ts';
import { didYouMean } from './did-you-mean.ts';
import { UsageError } from './usage-error.ts';

export type OptionDefinitions = NonNullable<ParseArgsConfig['options']>;

/** Values by option name; an option that was not given is absent. */
export interface ParsedArguments {
  readonly positionals: readonly string[];
  readonly text: (name: string) => string | undefined;
  readonly flag: (name: string) => boolean | undefined;
  /** All the values of an option that may be given several times. */
  readonly list: (name: string) => readonly string[];
}

/** Parses a command's arguments, with `--no-x` for each flag `x`. @throws UsageError for an unknown option. */
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
      return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
    },
  };
}

function parse(args: readonly string[], options: OptionDefinitions) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, allowNegative: true });
  } catch (error) {
    throw new UsageError(wording(error, options));
  }
}

/** Node's own texts name the option and little else. */
function wording(error: unknown, options: OptionDefinitions): string {
  const message = messageOf(error);
  const option = /'(?:-\w, )?(--?[\w-]+)/.exec(message)?.[1];
  if (option === undefined) return message;
  if (message.startsWith('Unknown option')) {
    return `there is no option ${option}${didYouMean(option, spellings(options))} (--help lists them)`;
  }
  return options[option.slice(2)]?.type === 'boolean'
    ? `${option} takes no value`
    : `${option} needs a value (where it begins with a dash: ${option}=VALUE)`;
}

function spellings(options: OptionDefinitions): readonly string[] {
  return Object.entries(options).flatMap(([name, { type }]) =>
    type === 'boolean' ? [`--${name}`, `--no-${name}`] : [`--${name}`],
  );
}
