import type { ParsedArguments } from './arguments.ts';
import { didYouMean } from './did-you-mean.ts';

/** The largest seed: random generators take 32 bits. */
export const MOST_SEED = 2 ** 31 - 1;

/** One of a few values. */
export function oneOf<Value extends string>(
  { text }: ParsedArguments,
  name: string,
  values: readonly Value[],
  faults: string[],
): Value | undefined {
  const given = text(name);
  const found = values.find((value) => value === given);
  if (given !== undefined && found === undefined) {
    faults.push(`--${name} ${given}: give one of ${values.join(', ')}${didYouMean(given, values)}`);
  }
  return found;
}

export function numberIn(
  { text }: ParsedArguments,
  { name, least, most }: { readonly name: string; readonly least: number; readonly most: number },
  faults: string[],
): number | undefined {
  const given = text(name);
  if (given === undefined) return undefined;
  const value = /^\d{1,10}$/.test(given) ? Number(given) : -1;
  if (value >= least && value <= most) return value;
  faults.push(`--${name} ${given}: give a whole number from ${least} to ${most}`);
  return undefined;
}

/** Requests in a second. */
export function rateOf(given: string | undefined, faults: string[]): number | undefined {
  if (given === undefined) return undefined;
  const rate = /^\d{1,6}(\.\d+)?$/.test(given) ? Number(given) : 0;
  if (rate > 0) return rate;
  faults.push(`--rate ${given}: give a number of requests in a second, such as 10 or 0.5`);
  return undefined;
}

/** A number of seconds, in milliseconds. */
export function milliseconds(given: string | undefined, faults: string[]): number | undefined {
  if (given === undefined) return undefined;
  const seconds = /^\d{1,4}(\.\d+)?$/.test(given) ? Number(given) : 0;
  if (seconds > 0) return Math.ceil(seconds * 1000);
  faults.push(`--timeout ${given}: give a number of seconds, such as 10 or 0.5`);
  return undefined;
}

/** Some of a few values. */
export function someOf<Value extends string>(
  { list }: ParsedArguments,
  name: string,
  values: readonly Value[],
  faults: string[],
): readonly Value[] {
  return list(name).flatMap((given) => {
    const found = values.find((value) => value === given);
    if (found !== undefined) return [found];
    faults.push(`--${name} ${given}: give one of ${values.join(', ')}${didYouMean(given, values)}`);
    return [];
  });
}

const UNITS = { '': 1_000, ms: 1, s: 1_000, m: 60_000, h: 3_600_000 } as const;

/** A span of time such as `60s`, `5m` or `90` (seconds), in milliseconds. */
export function duration(name: string, given: string | undefined, faults: string[]): number | undefined {
  if (given === undefined) return undefined;
  const [, amount = '0', unit = ''] = /^(\d{1,7}(?:\.\d+)?)(ms|s|m|h|)$/.exec(given) ?? [];
  const span = Number(amount) * UNITS[unit as keyof typeof UNITS];
  if (span > 0) return span;
  faults.push(`--${name} ${given}: give a time such as 60s or 5m`);
  return undefined;
}
