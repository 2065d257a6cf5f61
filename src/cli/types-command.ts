import { writeFileSync } from 'node:fs';
import { BUNDLED_NAMES } from '../bundled.ts';
import { messageOf } from '../spec/message-of.ts';
import { parseArguments, type OptionDefinitions } from './arguments.ts';
import { loadOne } from './load-one.ts';
import { READING_OPTIONS, readingHelp } from './reading-options.ts';
import { descriptionTypes } from './types/operation-types.ts';
import { UsageError } from './usage-error.ts';

const HELP = `stuntdouble types DESCRIPTION: print TypeScript types for its requests and responses

With them, behaviours are typed:

  import { defineBehaviours } from 'stuntdouble';
  import type { Operations } from './api.d.ts';

  export default defineBehaviours<Operations>({ operations: { … } });

DESCRIPTION is the path or URL of an OpenAPI description, or a bundled one: ${BUNDLED_NAMES.join(', ')}.

Options
  --output, -o FILE   write them to a file, such as api.d.ts
${readingHelp(20)}  --help, -h          this text
`;

const OPTIONS = {
  output: { type: 'string', short: 'o' },
  ...READING_OPTIONS,
  help: { type: 'boolean', short: 'h' },
} as const satisfies OptionDefinitions;

/** @throws UsageError, DescriptionError */
export async function typesCommand(args: readonly string[]): Promise<number> {
  const given = parseArguments(args, OPTIONS);
  if (given.flag('help') === true) {
    process.stdout.write(HELP);
    return 0;
  }
  write(descriptionTypes(await loadOne('types', given)), given.text('output'));
  return 0;
}

/** @throws UsageError where the file cannot be written */
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
