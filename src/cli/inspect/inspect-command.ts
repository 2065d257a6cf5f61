import { BUNDLED_NAMES } from '../../bundled/bundled-apis.ts';
import { parseArguments, type OptionDefinitions } from '../options/arguments.ts';
import { READING_OPTIONS, readingHelp } from '../options/reading-options.ts';
import { isColoured } from '../output/is-coloured.ts';
import { createStatusLine } from '../output/status-line.ts';
import { loadOneApi } from '../sources/load-one-api.ts';
import { inspectionText } from './inspection-text.ts';
import { inspectDescription } from './inspection.ts';

const HELP = `stuntdouble inspect DESCRIPTION: print what stuntdouble reads in a description

Prints each operation with its parameters, media types and security, and the role in a collection that a mock infers for
it; the operations that cannot be served, and why; and every fault with its file and line, including examples that break
their schema and schemas that no value fits. DESCRIPTION is the path or URL of an OpenAPI description (Swagger 2.0,
OpenAPI 3.0 to 3.2), - for the standard input, or a bundled one: ${BUNDLED_NAMES.join(', ')}.

Options
  --json              print JSON
  --behaviours FILE   include this behaviours file: the operations that it handles, and what it corrects
${readingHelp(20)}  --help, -h          print this text
`;

export const INSPECT_OPTIONS = {
  json: { type: 'boolean' },
  behaviours: { type: 'string' },
  ...READING_OPTIONS,
  help: { type: 'boolean', short: 'h' },
} as const satisfies OptionDefinitions;

/** Runs `stuntdouble inspect`. @throws UsageError, DescriptionError */
export async function inspectCommand(args: readonly string[]): Promise<number> {
  const given = parseArguments(args, INSPECT_OPTIONS);
  if (given.flag('help') === true) {
    process.stdout.write(HELP);
    return 0;
  }
  const { description, behaviours } = await loadOneApi('inspect', given);
  const { stderr, env } = process;
  const line = createStatusLine(stderr, stderr.isTTY && isColoured(stderr, { ...env, FORCE_COLOR: '' }));
  const onExample = (index: number, count: number) => line.write(() => `${index}/${count} examples`);
  const inspection = inspectDescription(description, {
    behaviours,
    file: given.text('behaviours'),
    onExample,
  });
  line.clear();
  const text =
    given.flag('json') === true
      ? `${JSON.stringify(inspection, undefined, 2)}\n`
      : inspectionText(inspection);
  process.stdout.write(text);
  return 0;
}
