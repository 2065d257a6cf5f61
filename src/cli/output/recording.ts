import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { writeExactJson } from '../../base/exact-json.ts';
import { ExchangeMasks, type WholeExchange } from '../../codec/archive/masked-exchange.ts';
import type { Description } from '../../description/model/description.ts';
import { headerValue } from '../../http/message.ts';
import { CollectedState, type LeftOutItems } from '../../mock/server/fixtures/collected-state.ts';
import { misfitFinder } from '../../mock/server/fixtures/misfits.ts';
import { RECORDING } from '../../mock/server/fixtures/load-fixtures.ts';
import { UsageError } from '../options/usage-error.ts';
import { openHarArchive } from './har-archive.ts';
import { writePrivateFile } from './private-file.ts';

/** What a recording has. */
export interface RecordingSummary {
  readonly exchanges: number;
  /** The number of items by collection. */
  readonly collections: Readonly<Record<string, number>>;
  readonly leftOut: readonly LeftOutItems[];
}

/** A folder of fixtures that exchanges with a real server fill, freed of credentials and of what names persons. */
export interface Recording {
  readonly record: (exchange: WholeExchange, facts: RecordedFacts) => void;
  /** Writes the state as it is known by now. */
  readonly save: () => RecordingSummary;
  readonly close: () => RecordingSummary;
}

/** What is written of an exchange beside its messages. */
export interface RecordedFacts {
  /** The operation that the request is for. */
  readonly comment: string | undefined;
  readonly started: Date;
  readonly milliseconds: number;
}

interface RecordingOptions {
  readonly option: 'record' | 'output';
  readonly folder: string;
  readonly description: Description;
  /** The names of members, parameters and header fields that are not masked. */
  readonly keep: readonly string[];
}

/** Opens a recording. @throws UsageError where the folder has one already, or cannot be written */
export function openRecording({ option, folder, description, keep }: RecordingOptions): Recording {
  const name = `--${option} ${folder}`;
  for (const file of [RECORDING, 'state'])
    if (existsSync(join(folder, file)))
      throw new UsageError(`${name}: there is a recording already: give another folder, or delete this one`);
  const archive = openHarArchive(option, join(folder, RECORDING));
  const kept = new Set(keep.map((field) => field.toLowerCase()));
  const masks = new ExchangeMasks({ descriptions: () => [description], keep: kept });
  const misfits = misfitFinder(description);
  const state = new CollectedState(description);
  let exchanges = 0;
  const save = () => {
    const { fixtures, leftOut } = state.fixtures();
    const all = Object.entries(fixtures);
    mkdirSync(join(folder, 'state'), { recursive: true, mode: 0o700 });
    for (const [collection, items] of all)
      writePrivateFile(join(folder, 'state', `${collection}.json`), textOf(items));
    const collections = Object.fromEntries(all.map(([collection, items]) => [collection, items.length]));
    return { exchanges, collections, leftOut };
  };
  return {
    record: (exchange, facts) => {
      const masked = masks.masked(exchange, (draft) => misfits(exchange, draft));
      state.add(masked);
      exchanges += 1;
      archive.add({ ...masked, baseUrl: baseUrlOf(exchange), ...facts }, AS_IT_IS);
    },
    save,
    close: () => {
      archive.close();
      return save();
    },
  };
}

/** The exchanges are masked before. */
const AS_IT_IS = { mask: (text: string) => text, longestBody: Infinity, showsCredentials: true } as const;

function textOf(items: readonly unknown[]): string {
  const lines = items.map((item) => `  ${writeExactJson(item) ?? 'null'}`);
  return `[\n${lines.join(',\n')}\n]\n`;
}

function baseUrlOf({ request: { headers, scheme = 'http' } }: WholeExchange): string {
  return `${scheme}://${headerValue(headers, 'host') ?? 'localhost'}`;
}

/** Returns lines about what a recording has. */
export function summaryLines({ exchanges, collections, leftOut }: RecordingSummary): readonly string[] {
  const counts = Object.entries(collections).map(([collection, count]) => `${collection} ${count}`);
  return [
    `recorded: ${exchanges} exchanges; items: ${counts.join(', ') || 'none'}`,
    ...leftOut.map(
      ({ collection, count, reason }) =>
        `left out of ${collection}: ${count} ${count === 1 ? 'item' : 'items'} that break the description: ${reason}`,
    ),
  ];
}
