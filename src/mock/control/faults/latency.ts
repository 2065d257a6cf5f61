import type { Random } from '../../../base/random.ts';

/** How long responses are delayed, in milliseconds. */
export type Latency =
  | { readonly kind: 'range'; readonly least: number; readonly most: number }
  /** The median, and what one of a hundred delays exceeds. */
  | { readonly kind: 'percentiles'; readonly p50: number; readonly p99: number };

/** The longest delay, in milliseconds. */
export const MAX_DELAY = 60_000;

const HINT = 'give a time up to 60s such as 200ms or 1.5s, a range such as 100-800ms, or p50=80,p99=900';

const UNITS = { '': 1, ms: 1, s: 1_000 } as const;

/** Reads a latency; milliseconds without a unit. A text that says what is wrong with it. */
export function parseLatency(given: string): Latency | string {
  const text = given.trim();
  const range = /^(\d+(?:\.\d+)?)(ms|s|)(?:-(\d+(?:\.\d+)?)(ms|s|))?$/.exec(text);
  if (range !== null) {
    const [, low = '', lowUnit = '', high = low, highUnit = lowUnit] = range;
    const last = (range[3] === undefined ? lowUnit : highUnit) as keyof typeof UNITS;
    const first = (lowUnit === '' ? last : lowUnit) as keyof typeof UNITS;
    const [least, most] = [Number(low) * UNITS[first], Number(high) * UNITS[last]];
    return least <= most && most <= MAX_DELAY ? { kind: 'range', least, most } : HINT;
  }
  const [, median = '', tail = ''] = /^p50=(\d{1,5}),\s*p99=(\d{1,5})$/.exec(text) ?? [];
  const [p50, p99] = [Number(median), Number(tail)];
  return p50 > 0 && p50 <= p99 && p99 <= MAX_DELAY ? { kind: 'percentiles', p50, p99 } : HINT;
}

/** The deviation from the mean that one of a hundred normal values exceeds. */
const Z99 = 2.326;

/** Draws a delay: evenly from a range; else from the log-normal distribution with these percentiles. */
export function drawDelay(latency: Latency, random: Random): number {
  if (latency.kind === 'range') return latency.least + random.next() * (latency.most - latency.least);
  const { p50, p99 } = latency;
  const normal = Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
  return Math.min(MAX_DELAY, p50 * (p99 / p50) ** (normal / Z99));
}
