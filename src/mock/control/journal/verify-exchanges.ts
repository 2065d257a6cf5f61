import { differencesFrom, type Expectation } from './expectation.ts';
import { isOf } from './find-exchanges.ts';
import type { JournalEntry } from '../inspect/shown/exchange.ts';
import { journalEntry, unmasked, type Mask } from './journal-entry.ts';
import type { Recorded } from './recorded.ts';

/** The outcome of a verification. */
export interface Verification {
  readonly verified: boolean;
  /** What was expected and what came, as a text of several lines. */
  readonly message: string;
  /** The exchanges that meet the expectation, the oldest first. */
  readonly found: readonly JournalEntry[];
  /** Those that do not, the nearest first, with what differs; the first few of them. */
  readonly nearest: readonly { readonly differences: readonly string[]; readonly exchange: JournalEntry }[];
}

/** Thrown when what was expected did not come. Its message says what came instead, the nearest first. */
export class VerificationError extends Error {
  override readonly name = 'VerificationError';
}

/** So many other exchanges are shown. */
const MOST_NEAREST = 5;

/** Tells whether a namespace got what was expected. Secrets are compared as they are, and shown as `***`. */
export function verifyExchanges(
  exchanges: readonly Recorded[],
  expectation: Expectation,
  mask: Mask,
): Verification {
  const compared = exchanges.map((exchange) => {
    const entry = journalEntry(exchange, unmasked);
    const isOfOperation = expectation.operation !== undefined && isOf(exchange, expectation.operation);
    return { exchange, differences: differencesFrom(expectation, entry, isOfOperation) };
  });
  const found = compared.filter(({ differences }) => differences.length === 0);
  const nearest = compared
    .filter(({ differences }) => differences.length > 0)
    .toSorted(
      (one, other) =>
        distance(one.differences) - distance(other.differences) || other.exchange.id - one.exchange.id,
    )
    .slice(0, MOST_NEAREST)
    .map(({ exchange, differences }) => ({
      differences: differences.map(mask),
      exchange: journalEntry(exchange, mask),
    }));
  const { least, most } = bounds(expectation.times);
  return {
    verified: found.length >= least && found.length <= most,
    message: [
      `${sentence(expectation, mask)}: ${found.length === 0 ? 'none came' : `${found.length} came`}`,
      ...nearest.map(line),
    ].join('\n  '),
    found: found.map(({ exchange }) => journalEntry(exchange, mask)),
    nearest,
  };
}

/** Another operation, method or path is further away than any number of other differences. */
function distance(differences: readonly string[]): number {
  const others = differences.filter((text) => /^(it is|the method|the path) /.test(text)).length;
  return others * 1_000 + differences.length;
}

function line({ differences, exchange }: Verification['nearest'][number]): string {
  const { method, path, response } = exchange;
  return `${method} ${path} got ${response.status}: ${differences.join('; ')}`;
}

function bounds(times: Expectation['times']): { readonly least: number; readonly most: number } {
  if (typeof times === 'number') return { least: times, most: times };
  const { atLeast, atMost } = times ?? {};
  return { least: atLeast ?? (atMost === undefined ? 1 : 0), most: atMost ?? Infinity };
}

function sentence(expectation: Expectation, mask: Mask): string {
  const { times, ...wanted } = expectation;
  const { least, most } = bounds(times);
  const count =
    least === most
      ? `${least}`
      : [least > 0 && `at least ${least}`, most < Infinity && `at most ${most}`]
          .filter((text) => text !== false)
          .join(', ');
  return `expected ${count === '' ? 'any number' : count} of ${mask(JSON.stringify(wanted))}`;
}
