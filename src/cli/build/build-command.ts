import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { messageOf } from '../../base/error-message.ts';
import { BUNDLED_NAMES } from '../../bundled/bundled-apis.ts';
import { buildDescription } from '../../description/build/build-description.ts';
import type { Description } from '../../description/model/description.ts';
import type { Operation } from '../../description/model/operation.ts';
import { parseArguments, type OptionDefinitions } from '../options/arguments.ts';
import { didYouMean } from '../options/did-you-mean.ts';
import { READING_OPTIONS, readingHelp } from '../options/reading-options.ts';
import { UsageError } from '../options/usage-error.ts';
import { loadOneDescription } from '../sources/load-one-api.ts';

const HELP = `stuntdouble build DESCRIPTION: write it as modules for a page, which need no eval

The page then loads no compiler of schemas, and of the validators only those of the operations that are asked for:

  import description from './mock/index.js';
  import { createFetch } from 'stuntdouble/fetch';

  const fetch = createFetch(description);

DESCRIPTION is the path or URL of an OpenAPI description, - for the standard input, or a bundled one:
${BUNDLED_NAMES.join(', ')}.

Options
  --output, -o DIR    the folder to write to; what an earlier build has written there is replaced
  --operation ID      build this operation only (may be given several times)
${readingHelp(20)}  --help, -h          print this text
`;

export const BUILD_OPTIONS = {
  output: { type: 'string', short: 'o' },
  operation: { type: 'string', multiple: true },
  ...READING_OPTIONS,
  help: { type: 'boolean', short: 'h' },
} as const satisfies OptionDefinitions;

/** Runs `stuntdouble build`. @throws UsageError, DescriptionError */
export async function buildCommand(args: readonly string[]): Promise<number> {
  const given = parseArguments(args, BUILD_OPTIONS);
  if (given.flag('help') === true) {
    process.stdout.write(HELP);
    return 0;
  }
  const folder = given.text('output');
  if (folder === undefined) throw new UsageError('build needs a folder to write to: --output DIR');
  const description = await loadOneDescription('build', given);
  const operations = chosen(description, given.list('operation'));
  const files = buildDescription(description, operations);
  write(folder, files);
  const count = operations.length === 1 ? '1 operation' : `${operations.length} operations`;
  process.stdout.write(`${description.name}: ${count} in ${join(folder, 'index.js')}\n`);
  return 0;
}

/** Returns the operations with these identifiers; all without any. @throws UsageError for an unknown one */
function chosen({ operations }: Description, ids: readonly string[]): readonly Operation[] {
  const known = operations.map(({ id }) => id);
  const unknown = ids.find((id) => !known.includes(id));
  if (unknown !== undefined)
    throw new UsageError(`--operation ${unknown}: there is none${didYouMean(unknown, known)}`);
  return ids.length === 0 ? operations : operations.filter(({ id }) => ids.includes(id));
}

/** The first line of the file by which an earlier build is known. */
const MARK = 'export default {stuntdouble:';

/** Writes the files. @throws UsageError for a folder with other files in it, and for one that cannot be written to */
function write(folder: string, files: ReadonlyMap<string, string>): void {
  try {
    mkdirSync(folder, { recursive: true });
    if (readdirSync(folder).length > 0 && !isBuilt(folder))
      throw new UsageError(`--output ${folder}: there are other files in it`);
    rmSync(join(folder, 'modules'), { recursive: true, force: true });
    for (const [path, text] of files) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`--output ${folder}: ${messageOf(error)}`, { cause: error });
  }
}

function isBuilt(folder: string): boolean {
  try {
    return readFileSync(join(folder, 'index.js'), 'utf8').startsWith(MARK);
  } catch {
    return false;
  }
}
