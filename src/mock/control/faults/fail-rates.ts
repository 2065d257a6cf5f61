import type { Random } from '../../../base/random.ts';
import { parseFailure, type Failure } from './fault.ts';

/** Failures, each with the share of the responses that it has. */
export type FailRates = readonly { readonly failure: Failure; readonly share: number }[];

/** The status of failures that nobody chose. */
const DEFAULT_STATUS = '500';

/**
 * Reads the shares of failures, such as `5%`, which is that of 500, or `503:5%,429:1%,reset:0.5%`; a text that says what is
 * wrong with them.
 */
export function parseFailRates(given: string): FailRates | string {
  const rates: FailRates[number][] = [];
  for (const part of given.split(',')) {
    const [, name = DEFAULT_STATUS, percent = ''] =
      /^\s*(?:(.*?)\s*:)?\s*(\d{1,3}(?:\.\d+)?)%\s*$/.exec(part) ?? [];
    if (percent === '') return `'${part}': give shares such as 5% or 503:5%,429:1%`;
    const failure = parseFailure(name);
    if (typeof failure === 'string') return `'${name}': ${failure}`;
    rates.push({ failure, share: Number(percent) / 100 });
  }
  const sum = rates.reduce((total, { share }) => total + share, 0);
  return sum <= 1 + 1e-9 ? rates : 'the shares are more than 100%';
}

/** Draws a failure; undefined where none is due. */
export function drawFailure(rates: FailRates, random: Random): Failure | undefined {
  let left = random.next();
  for (const { failure, share } of rates) {
    if (left < share) return failure;
    left -= share;
  }
  return undefined;
}
