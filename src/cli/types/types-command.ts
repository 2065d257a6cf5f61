import { writeFileSync } from 'node:fs';
import { messageOf } from '../../base/error-message.ts';
import { BUNDLED_NAMES } from '../../bundled/bundled-apis.ts';
import { parseArguments, type OptionDefinitions } from '../options/arguments.ts';
import { READING_OPTIONS, readingHelp } from '../options/reading-options.ts';
import { UsageError } from '../options/usage-error.ts';
import { loadOneDescription } from '../sources/load-one-api.ts';
import { descriptionTypes } from './operation-types.ts';

const HELP = `stuntdouble types DESCRIPTION: print TypeScript types of its requests and responses

Use them as the types of behaviours:

  import { defineBehaviours } from 'stuntdouble';
  import type { Operations } from './api.d.ts';

  export default defineBehaviours<Operations>({ operations: { … } });

DESCRIPTION is the path or URL of an OpenAPI description, - for the standard input, or a bundled one:
${BUNDLED_NAMES.join(', ')}.

Options
  --paths             print 'paths' too: the types by path and method, which openapi-fetch takes
  --output, -o FILE   write the types to a file, such as api.d.ts
${readingHelp(20)}  --help, -h          print this text
`;

export const TYPES_OPTIONS = {
  output: { type: 'string', short: 'o' },
  paths: { type: 'boolean' },
  ...READING_OPTIONS,
  help: { type: 'boolean', short: 'h' },
} as const satisfies OptionDefinitions;

/** Runs `stuntdouble types`. @throws UsageError, DescriptionError */
export async function typesCommand(args: readonly string[]): Promise<number> {
  const given = parseArguments(args, TYPES_OPTIONS);
  if (given.flag('help') === true) {
    process.stdout.write(HELP);
    return 0;
  }
  const description = await loadOneDescription('types', given);
  write(descriptionTypes(description, given.flag('paths') === true), given.text('output'));
  return 0;
}

/** Writes to the file, or to the standard output without one. @throws UsageError when it cannot be written */
function write(text: string, file: string | undefined): void {
  if (file === undefined) {
    process.stdout.write(text);
    return;
  }
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new UsageError(`--output ${file}: ${messageOf(error)}`, {
      cause: error,
    });
  }
}
