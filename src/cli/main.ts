#!/usr/bin/env node
import { BUNDLED_NAMES } from '../bundled/bundled-apis.ts';
import { didYouMean } from './options/did-you-mean.ts';
import { UsageError } from './options/usage-error.ts';
import { explain } from './output/explain-error.ts';
import { packageVersion } from './output/version.ts';

/** A command: its arguments in, its exit code out. */
type Command = (args: readonly string[]) => Promise<number>;

/** Loaded when they are called: a start pays for one of them only. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  mock: async () => (await import('./mock/mock-command.ts')).mockCommand,
  test: async () => (await import('./contract/test-command.ts')).testCommand,
  replay: async () => (await import('./replay/replay-command.ts')).replayCommand,
  types: async () => (await import('./types/types-command.ts')).typesCommand,
  inspect: async () => (await import('./inspect/inspect-command.ts')).inspectCommand,
};

const HELP = `stuntdouble: a stand-in for a real HTTP API

Usage
  stuntdouble mock [DESCRIPTION…]   serve a mock (stuntdouble mock --help)
  stuntdouble test [DESCRIPTION…]   ask a server whether it keeps to its description (stuntdouble test --help)
  stuntdouble replay ID             say whether what it found is fixed (stuntdouble replay --help)
  stuntdouble inspect DESCRIPTION   print what was understood of it (stuntdouble inspect --help)
  stuntdouble types DESCRIPTION     print types for its requests and responses (stuntdouble types --help)

DESCRIPTION is the path or URL of an OpenAPI description (Swagger 2.0, OpenAPI 3.0 to 3.2), or a bundled one:
${BUNDLED_NAMES.join(', ')}.

Options
  --help, -h      this text, or that of a command
  --version, -v   the version
`;

/** Whoever left the command out wants a mock. */
function noCommand(name: string, args: readonly string[]): string {
  const isOption = name.startsWith('-');
  if (isOption || /[./]/.test(name) || BUNDLED_NAMES.includes(name)) {
    const line = ['stuntdouble mock', name, ...args].join(' ');
    return `${isOption ? 'the command comes first' : `${name} is no command`}: did you mean '${line}'? (--help lists the commands)`;
  }
  return `there is no command ${name}${didYouMean(name, Object.keys(COMMANDS))} (--help lists them)`;
}

async function main([name, ...args]: readonly string[]): Promise<number> {
  if (name === 'help' && args[0] !== undefined) return main([args[0], '--help']);
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    process.stdout.write(HELP);
    return name === undefined ? 2 : 0;
  }
  if (name === '--version' || name === '-v') {
    process.stdout.write(`${packageVersion()}\n`);
    return 0;
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined) throw new UsageError(noCommand(name, args));
  return (await command())(args);
}

// `stuntdouble mock | head`: whoever read the output has gone, which is no reason to stop serving.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`stuntdouble: ${explain(error)}\n`);
    process.exitCode = 2;
  },
);
