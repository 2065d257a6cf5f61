#!/usr/bin/env node
import { BUNDLED_NAMES } from '../bundled/bundled-apis.ts';
import { COMMANDS } from './commands.ts';
import { didYouMean } from './options/did-you-mean.ts';
import { UsageError } from './options/usage-error.ts';
import { explainError } from './output/explain-error.ts';
import { packageVersion } from '../mock/server/package/package-version.ts';

const help = () => `stuntdouble: a stand-in for a real HTTP API

Usage
${usageLines().join('\n')}

DESCRIPTION is the path or URL of an OpenAPI description (Swagger 2.0, OpenAPI 3.0 to 3.2), - for the standard input,
or a bundled one: ${BUNDLED_NAMES.join(', ')}.

Options
  --help, -h      print this text, or that of a command
  --version, -v   print the version
`;

/** Returns a line for each command. */
function usageLines(): readonly string[] {
  return Object.entries(COMMANDS).map(
    ([
      name,
      {
        help: [usage, purpose],
      },
    ]) => {
      return `  stuntdouble ${usage.padEnd(21)} ${purpose} (stuntdouble ${name} --help)`;
    },
  );
}

/** Returns the message for an unknown command. An option or a description in its place suggests `mock`. */
function unknownCommand(name: string, args: readonly string[]): string {
  const isOption = name.startsWith('-');
  if (isOption || /[./]/.test(name) || BUNDLED_NAMES.includes(name)) {
    const line = ['stuntdouble mock', name, ...args].join(' ');
    const fault = isOption ? 'the command comes first' : `${name} is not a command`;
    return `${fault}: did you mean '${line}'? (--help lists the commands)`;
  }
  return `there is no command ${name}${didYouMean(name, Object.keys(COMMANDS))} (--help lists them)`;
}

async function main([name, ...args]: readonly string[]): Promise<number> {
  if (name === 'help' && args[0] !== undefined) return main([args[0], '--help']);
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    process.stdout.write(help());
    return name === undefined ? 2 : 0;
  }
  if (name === '--version' || name === '-v') {
    process.stdout.write(`${packageVersion()}\n`);
    return 0;
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined) throw new UsageError(unknownCommand(name, args));
  return (await command.run())(args);
}

// When the reader of the output ends (`stuntdouble mock | head`), the mock goes on serving.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`stuntdouble: ${explainError(error)}\n`);
    process.exitCode = 2;
  },
);
