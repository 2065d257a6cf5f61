import { callbackAddress } from '../../contract/target/callback-receiver.ts';
import type { Shard } from '../../contract/plan/spread/shard.ts';
import { COVERED, type CoverageFloors } from '../../contract/report/coverage/coverage-floors.ts';
import type { ParsedArguments } from './arguments.ts';
import { didYouMean } from './did-you-mean.ts';

/** The largest seed; the random generator takes 32 bits. */
export const MAX_SEED = 2 ** 31 - 1;

/** Returns an option's value, which must be one of `values`. */
export function oneOf<Value extends string>(
  { text }: ParsedArguments,
  name: string,
  values: readonly Value[],
  faults: string[],
): Value | undefined {
  const given = text(name);
  const known = values.find((value) => value === given);
  if (given !== undefined && known === undefined) {
    faults.push(`--${name} ${given}: give one of ${values.join(', ')}${didYouMean(given, values)}`);
  }
  return known;
}

/** Returns an option's value, which must be a whole number from `least` to `most`. */
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

/** Parses `--rate`: a number of requests per second, above 0. */
export function parseRate(given: string | undefined, faults: string[]): number | undefined {
  if (given === undefined) return undefined;
  const rate = /^\d{1,6}(\.\d+)?$/.test(given) ? Number(given) : 0;
  if (rate > 0) return rate;
  faults.push(`--rate ${given}: give a number of requests per second, such as 10 or 0.5`);
  return undefined;
}

/** Parses `--mark`: letters in lower case and digits, at most 12. */
export function parseMark(given: string | undefined, faults: string[]): string | undefined {
  if (given === undefined || /^[a-z0-9]{1,12}$/.test(given)) return given;
  faults.push(`--mark ${given}: give 1 to 12 letters in lower case and digits, such as run7`);
  return undefined;
}

/** Parses `--timeout`, a number of seconds, and returns it in milliseconds. */
export function parseTimeout(given: string | undefined, faults: string[]): number | undefined {
  if (given === undefined) return undefined;
  const seconds = /^\d{1,4}(\.\d+)?$/.test(given) ? Number(given) : 0;
  if (seconds > 0) return Math.ceil(seconds * 1000);
  faults.push(`--timeout ${given}: give a number of seconds, such as 10 or 0.5`);
  return undefined;
}

/** Returns an option's values, each of which must be one of `values`. */
export function someOf<Value extends string>(
  { list }: ParsedArguments,
  name: string,
  values: readonly Value[],
  faults: string[],
): readonly Value[] {
  return list(name).flatMap((given) => {
    const known = values.find((value) => value === given);
    if (known !== undefined) return [known];
    faults.push(`--${name} ${given}: give one of ${values.join(', ')}${didYouMean(given, values)}`);
    return [];
  });
}

/** Reads a part of a run, such as `2/5`. */
export function parseShard(text: string | undefined, faults: string[]): Shard | undefined {
  if (text === undefined) return undefined;
  const [, index = '', of = ''] = /^(\d{1,4})\/(\d{1,4})$/.exec(text) ?? [];
  const shard = { index: Number(index), of: Number(of) };
  if (shard.index >= 1 && shard.index <= shard.of) return shard;
  faults.push(`--shard ${text}: give the number of the part and how many there are, such as 2/5`);
  return undefined;
}

/** Parses a share such as `90%`, and returns it as a number from 0 to 1. */
export function parseShare(name: string, given: string | undefined, faults: string[]): number | undefined {
  if (given === undefined) return undefined;
  const percent = /^\d{1,3}(\.\d+)?%$/.test(given) ? Number(given.slice(0, -1)) : Infinity;
  if (percent <= 100) return percent / 100;
  faults.push(`--${name} ${given}: give a share such as 90%`);
  return undefined;
}

/** Parses `--min-coverage`: names with the least share to be covered, such as `constraints=80%`. The last of a name counts. */
export function parseCoverageFloors(given: readonly string[], faults: string[]): CoverageFloors {
  const floors = given.flatMap((text) => {
    const [, name = text, share] = /^([^=]*)=(.*)$/s.exec(text) ?? [];
    const known = COVERED.find((one) => one === name);
    if (known === undefined || share === undefined) {
      const hint = known === undefined ? didYouMean(name, COVERED) : '';
      faults.push(
        `--min-coverage ${text}: give NAME=SHARE, such as constraints=80%, with one of ${COVERED.join(', ')}${hint}`,
      );
      return [];
    }
    const floor = parseShare(`min-coverage ${known}`, share, faults);
    return floor === undefined ? [] : [[known, floor] as const];
  });
  return Object.fromEntries(floors);
}

const UNITS = { '': 1_000, ms: 1, s: 1_000, m: 60_000, h: 3_600_000 } as const;

/** Parses a span of time such as `60s`, `5m` or `90` (seconds), and returns it in milliseconds. */
export function parseDuration(name: string, given: string | undefined, faults: string[]): number | undefined {
  if (given === undefined) return undefined;
  const [, amount = '0', unit = ''] = /^(\d{1,7}(?:\.\d+)?)(ms|s|m|h|)$/.exec(given) ?? [];
  const span = Number(amount) * UNITS[unit as keyof typeof UNITS];
  if (span > 0) return span;
  faults.push(`--${name} ${given}: give a time such as 60s or 5m`);
  return undefined;
}

/** Reads the address at which callbacks are received: one of this machine. */
export function parseCallbacksOn(given: string | undefined, faults: string[]): URL | undefined {
  const address = given === undefined ? undefined : callbackAddress(given);
  if (given === undefined || address !== undefined) return address;
  faults.push(`--callbacks-on ${given}: give an address of this machine, such as http://127.0.0.1:9000`);
  return undefined;
}
