import { isObject, items } from '../../../base/json.ts';
import { honoured } from '../../../description/resources/conventions/convention.ts';
import { ofTime, TIMES } from '../../../description/resources/conventions/time-names.ts';

const CHANGE_TIME = ofTime(honoured(TIMES.change));

const CREATION_TIME = ofTime(honoured(TIMES.creation));

/** Times are looked for in envelopes down to this depth. */
const MAX_DEPTH = 2;

/**
 * Returns when the content of a body was modified, in milliseconds since 1970: the latest time of change in it, else of
 * creation. Undefined when it has no such time.
 */
export function lastModified(body: unknown): number | undefined {
  return latest(body, CHANGE_TIME, 0) ?? latest(body, CREATION_TIME, 0);
}

function latest(value: unknown, names: RegExp, depth: number): number | undefined {
  if (depth > MAX_DEPTH) return undefined;
  if (Array.isArray(value)) return largest(items(value).map((item) => latest(item, names, depth)));
  if (!isObject(value)) return undefined;
  const entries: readonly (readonly [string, unknown])[] = Object.entries(value);
  const own = entries.filter(([name]) => names.test(name)).map(([, time]) => momentOf(time));
  return largest(own) ?? largest(entries.map(([, inner]) => latest(inner, names, depth + 1)));
}

function momentOf(time: unknown): number | undefined {
  const moment = typeof time === 'string' ? Date.parse(time) : Number.NaN;
  return Number.isNaN(moment) ? undefined : moment;
}

function largest(moments: readonly (number | undefined)[]): number | undefined {
  const known = moments.filter((moment) => moment !== undefined);
  return known.length === 0 ? undefined : known.reduce((left, right) => Math.max(left, right));
}
