import { join } from 'node:path';
import { groupBy } from '../../../base/group-by.ts';
import { ExchangeMasks } from '../../../codec/archive/masked-exchange.ts';
import { readHar, type ArchivedExchange } from '../../../codec/archive/read-har.ts';
import { loadDescriptionSync } from '../../../description/load/load-description.ts';
import type { Description } from '../../../description/model/description.ts';
import { parseArguments, type OptionDefinitions } from '../../options/arguments.ts';
import { UsageError } from '../../options/usage-error.ts';
import { writePrivateFile } from '../../output/private-file.ts';
import { openRecording, summaryLines } from '../../output/recording.ts';
import { readArchiveFile } from '../../sources/archive-file.ts';
import { loadSource } from '../../sources/load-source.ts';
import { apiExchanges, type ApiExchanges } from './api-exchanges.ts';
import { firstDescription } from './first-description.ts';

const HELP = `stuntdouble learn HAR…: make fixtures, and a first description, of what a browser has recorded

HAR are HTTP archives (HAR 1.2), as browsers save them, and as stuntdouble mock --journal writes them. DIR gets what
stuntdouble mock --record writes: DIR/traffic.har and DIR/state, without credentials and what names persons; without
--description, also DIR/openapi.json. Then: stuntdouble mock DIR/openapi.json --fixtures DIR

Options
  --output, -o DIR    the folder that gets it; it has no recording yet
  --description FILE  the description of the API; without one, a first one is written, each part marked as inferred
  --origin URL        the server of the API (default: the one that most requests went to)
  --keep FIELD        do not mask this member, parameter or header field; repeatable
  --help, -h          print this text
`;

export const LEARN_OPTIONS = {
  output: { type: 'string', short: 'o' },
  description: { type: 'string' },
  origin: { type: 'string' },
  keep: { type: 'string', multiple: true },
  help: { type: 'boolean', short: 'h' },
} as const satisfies OptionDefinitions;

/** Runs `stuntdouble learn`. @throws UsageError, DescriptionError */
export async function learnCommand(args: readonly string[]): Promise<number> {
  const given = parseArguments(args, LEARN_OPTIONS);
  if (given.flag('help') === true) {
    process.stdout.write(HELP);
    return 0;
  }
  const [folder, source] = [given.text('output'), given.text('description')];
  const origin = originIn(given.text('origin'));
  const faults = [
    ...(given.positionals.length === 0
      ? ['give at least one HAR file, as in: stuntdouble learn use.har -o fixtures']
      : []),
    ...(folder === undefined ? ['--output DIR: give the folder that gets the fixtures'] : []),
  ];
  if (folder === undefined || faults.length > 0) throw new UsageError(faults.join('\n'));
  const contents = given.positionals.map((file) => readArchiveFile(file, readHar));
  const known = source === undefined ? undefined : await loadSource(source, {});
  const api = apiExchanges(contents, { description: known, origin });
  if (api.origin === undefined || api.exchanges.length === 0)
    throw new UsageError(`there are no requests to an API in it:\n  ${leftOutLines(api).join('\n  ')}`);
  const keep = given.list('keep');
  const document =
    known === undefined ? firstDescription(maskedExchanges(api.exchanges, keep), api.origin) : undefined;
  const description = known ?? loadDescriptionSync(document ?? {}, { name: 'learned' });
  const lines = write({ folder, description, keep }, api);
  if (document !== undefined)
    writePrivateFile(join(folder, 'openapi.json'), `${JSON.stringify(document, undefined, 2)}\n`);
  const served = source ?? join(folder, 'openapi.json');
  const next = `serve it: stuntdouble mock ${served} --fixtures ${folder}`;
  process.stdout.write([...lines, ...leftOutLines(api), next, ''].join('\n'));
  return 0;
}

interface Learning {
  readonly folder: string;
  readonly description: Description;
  readonly keep: readonly string[];
}

/** Writes the recording. Returns lines about it. */
function write({ folder, description, keep }: Learning, { exchanges }: ApiExchanges): readonly string[] {
  const recording = openRecording({ option: 'output', folder, description, keep });
  for (const exchange of exchanges)
    recording.record(exchange, { comment: undefined, started: new Date(0), milliseconds: 0 });
  const operations = `operations: ${description.operations.length} of ${description.title}`;
  return [operations, ...summaryLines(recording.close())];
}

/** The first description has no values, but names of members, which may be values of others. */
function maskedExchanges(
  exchanges: readonly ArchivedExchange[],
  keep: readonly string[],
): readonly ArchivedExchange[] {
  const kept = new Set(keep.map((field) => field.toLowerCase()));
  const masks = new ExchangeMasks({ descriptions: () => [], keep: kept });
  return exchanges.map((exchange) => {
    const { request, response } = masks.masked(exchange);
    return { ...exchange, request: { ...request, headers: exchange.request.headers }, response };
  });
}

function originIn(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol))
    throw new UsageError(`--origin ${text}: give one such as https://api.example.com`);
  return url.origin;
}

/** Returns a line for each reason why entries were left out. */
function leftOutLines({ leftOut }: ApiExchanges): readonly string[] {
  const byReason = groupBy(leftOut, ({ reason }) => reason);
  return [...byReason].map(([reason, entries]) => {
    const [first] = entries;
    return `left out, ${reason}: ${entries.length}, such as ${first?.entry ?? ''}`;
  });
}
