import type { OptionDefinitions } from './options/arguments.ts';

/** Runs a command with its arguments, and returns the exit code. */
export type Command = (args: readonly string[]) => Promise<number>;

/** A command, and the options that it takes; both are imported when they are needed, so that a start loads only one. */
export interface CommandEntry {
  readonly run: () => Promise<Command>;
  readonly options: () => Promise<OptionDefinitions>;
  /** One line of `stuntdouble --help`. */
  readonly help: readonly [usage: string, purpose: string];
}

/** The commands by name. */
export const COMMANDS: Readonly<Record<string, CommandEntry>> = {
  mock: {
    run: async () => (await import('./mock/mock-command.ts')).mockCommand,
    options: async () => (await import('./mock/options/mock-options.ts')).MOCK_OPTIONS,
    help: ['mock [DESCRIPTION…]', 'serve a mock'],
  },
  test: {
    run: async () => (await import('./contract/test-command.ts')).testCommand,
    options: async () => (await import('./contract/test-options.ts')).TEST_OPTIONS,
    help: ['test [DESCRIPTION…]', 'check that a server follows its description'],
  },
  parity: {
    run: async () => (await import('./parity/parity-command.ts')).parityCommand,
    options: async () => (await import('./parity/parity-options.ts')).PARITY_OPTIONS,
    help: ['parity [DESCRIPTION…]', 'compare a server with its mock'],
  },
  strength: {
    run: async () => (await import('./strength/strength-command.ts')).strengthCommand,
    options: async () => (await import('./strength/strength-options.ts')).STRENGTH_OPTIONS,
    help: ['strength [DESCRIPTION…]', "count what the suite finds of a mock's faults"],
  },
  replay: {
    run: async () => (await import('./replay/replay-command.ts')).replayCommand,
    options: async () => (await import('./replay/replay-options.ts')).REPLAY_OPTIONS,
    help: ['replay ID', 'run a failed case again: is it fixed?'],
  },
  mcp: {
    run: async () => (await import('./mcp/mcp-command.ts')).mcpCommand,
    options: async () => (await import('./mcp/mcp-command.ts')).MCP_OPTIONS,
    help: ['mcp [DESCRIPTION…]', 'serve tools for agents (Model Context Protocol)'],
  },
  show: {
    run: async () => (await import('./show/show-command.ts')).showCommand,
    options: async () => (await import('./show/show-options.ts')).SHOW_OPTIONS,
    help: ['show FILE…', 'print a report again, or make a page of it'],
  },
  merge: {
    run: async () => (await import('./show/merge-command.ts')).mergeCommand,
    options: async () => (await import('./show/merge-options.ts')).MERGE_OPTIONS,
    help: ['merge FILE…', 'make one report of the shards of a run'],
  },
  learn: {
    run: async () => (await import('./mock/learn/learn-command.ts')).learnCommand,
    options: async () => (await import('./mock/learn/learn-command.ts')).LEARN_OPTIONS,
    help: ['learn HAR…', 'make fixtures, and a first description, of what a browser has recorded'],
  },
  inspect: {
    run: async () => (await import('./inspect/inspect-command.ts')).inspectCommand,
    options: async () => (await import('./inspect/inspect-command.ts')).INSPECT_OPTIONS,
    help: ['inspect DESCRIPTION', 'print operations, inferred collections and faults'],
  },
  types: {
    run: async () => (await import('./types/types-command.ts')).typesCommand,
    options: async () => (await import('./types/types-command.ts')).TYPES_OPTIONS,
    help: ['types DESCRIPTION', 'print TypeScript types of requests and responses'],
  },
  build: {
    run: async () => (await import('./build/build-command.ts')).buildCommand,
    options: async () => (await import('./build/build-command.ts')).BUILD_OPTIONS,
    help: ['build DESCRIPTION', 'write modules for a page that need no eval'],
  },
  completion: {
    run: async () => {
      const { completionCommand } = await import('./completion/completion-command.ts');
      return async (args) => completionCommand(args, await optionsOfCommands());
    },
    options: async () => (await import('./completion/completion-command.ts')).COMPLETION_OPTIONS,
    help: ['completion SHELL', 'print what completes these commands in bash, zsh or fish'],
  },
};

/** Returns the options of each command. */
export async function optionsOfCommands(): Promise<ReadonlyMap<string, OptionDefinitions>> {
  const found = new Map<string, OptionDefinitions>();
  for (const [name, { options }] of Object.entries(COMMANDS)) found.set(name, await options());
  return found;
}
