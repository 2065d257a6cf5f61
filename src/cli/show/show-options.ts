import type { OptionDefinitions } from '../options/arguments.ts';

/** The text that `stuntdouble show --help` prints. */
export const SHOW_HELP = `stuntdouble show FILE…: print reports again, or make a page of them

FILE is a report that stuntdouble test --json or stuntdouble parity --json has written; several are shown together.

Options
  --html FILE     write them as one page of HTML, which needs neither a network nor scripts
  --help, -h      print this text
`;

export const SHOW_OPTIONS = {
  html: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const satisfies OptionDefinitions;
