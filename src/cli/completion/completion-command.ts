import { parseArguments, type OptionDefinitions } from '../options/arguments.ts';
import { didYouMean } from '../options/did-you-mean.ts';
import { UsageError } from '../options/usage-error.ts';
import { SCRIPTS } from './shell-scripts.ts';
import { SHELLS, wordsOf } from './words.ts';

const HELP = `stuntdouble completion SHELL: print what completes these commands, their options and values

  bash   eval "$(stuntdouble completion bash)"         in ~/.bashrc
  zsh    eval "$(stuntdouble completion zsh)"          in ~/.zshrc, after compinit
  fish   stuntdouble completion fish | source          in ~/.config/fish/config.fish

Options
  --help, -h   print this text
`;

export const COMPLETION_OPTIONS = {
  help: { type: 'boolean', short: 'h' },
} as const satisfies OptionDefinitions;

/** Runs `stuntdouble completion`; `commands` are the options of each command. @throws UsageError */
export function completionCommand(
  args: readonly string[],
  commands: ReadonlyMap<string, OptionDefinitions>,
): number {
  const given = parseArguments(args, COMPLETION_OPTIONS);
  if (given.flag('help') === true) {
    process.stdout.write(HELP);
    return 0;
  }
  const [name = '', ...others] = given.positionals;
  const shell = SHELLS.find((one) => one === name);
  if (shell === undefined || others.length > 0) {
    throw new UsageError(`completion takes one of ${SHELLS.join(', ')}${didYouMean(name, SHELLS)}`);
  }
  process.stdout.write(SCRIPTS[shell](wordsOf(commands)));
  return 0;
}
