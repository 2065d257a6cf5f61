import type { JsonObject } from '../base/json.ts';
import type { Random } from '../base/random.ts';

/**
 * Generates a number that fits the bounds and `multipleOf`, or returns `suggestion` where that is within the bounds.
 */
export function generateNumber(
  keywords: JsonObject,
  random: Random,
  { isInteger, suggestion }: { readonly isInteger: boolean; readonly suggestion: unknown },
): number {
  const step = numberIn(keywords, 'multipleOf') ?? (isInteger ? 1 : 0.01);
  const { from, to, most } = numberRange(keywords, step, isInteger);
  if (typeof suggestion === 'number' && suggestion >= from && suggestion <= most) {
    return isInteger ? Math.round(suggestion) : suggestion;
  }
  const steps = Math.max(0, Math.floor((to - from) / step));
  const first = Math.ceil(from / step - 1e-9);
  return tidy((first + random.below(steps + 1)) * step);
}

/** Returns the range to choose from: at most some thousand steps of the allowed numbers. */
export function numberRange(keywords: JsonObject, step: number, isInteger: boolean) {
  const above = numberIn(keywords, 'exclusiveMinimum');
  const under = numberIn(keywords, 'exclusiveMaximum');
  const least = numberIn(keywords, 'minimum') ?? (above === undefined ? undefined : above + step);
  const most = numberIn(keywords, 'maximum') ?? (under === undefined ? Infinity : under - step);
  const from = least ?? (most === Infinity ? 1 : Math.min(1, most - 100 * step));
  const to = Math.min(most, from + (isInteger ? 1000 * Math.max(step, 1) : 100 * step));
  return { from, to, most };
}

/** Returns the number under a keyword; undefined without one. */
export function numberIn(keywords: JsonObject, keyword: string): number | undefined {
  const value = keywords[keyword];
  return Number.isFinite(value) ? Number(value) : undefined; // YAML has .inf and .nan
}

/** Rounds the noise of floating-point arithmetic away: 0.1 + 0.2 is 0.3. */
function tidy(number: number): number {
  return Number(number.toPrecision(12));
}
