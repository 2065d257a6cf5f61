import type { Place } from './place.ts';
import type { SearchContext } from './search-context.ts';
import { isMultiple } from '../views/fits-view.ts';
import { numbersUnder, type Rule } from '../views/rule.ts';

/** Limits the numbers that are tried. */
const MAX_TRIES = 60;

/** Returns numbers that fit the bounds, and mostly the multiples too, in the order in which they are to be tried. */
export function* numberCandidates(
  { random }: SearchContext,
  rules: readonly Rule[],
  { spread = 1 }: Place,
): Generator<number> {
  const isInteger = rules.some((rule) => {
    const types = [rule['type'] ?? []].flat();
    return types.includes('integer') && !types.includes('number');
  });
  const [low, high] = boundsOf(rules);
  const steps = [...numbersUnder(rules, 'multipleOf'), ...(isInteger ? [1] : [])];
  const step = steps.length === 0 ? plainStep(low, high) : steps.reduce(commonMultiple);
  const first = low === -Infinity ? Math.min(high === Infinity ? 1 : high - 100 * step, 1) : low;
  const start = Math.ceil(first / step - 1e-9);
  const end = high === Infinity ? start + Math.max(1000, 4 * spread) : Math.floor(high / step + 1e-9);
  const count = Math.max(1, Math.min(end - start + 1, Math.max(1000, 4 * spread)));
  for (let tried = 0; tried < MAX_TRIES; tried += 1) yield tidy((start + random.below(count)) * step);
  for (let index = 0; index < Math.min(count, MAX_TRIES); index += 1) yield tidy((start + index) * step);
  if (steps.length === 0 && low !== -Infinity && high !== Infinity) yield (low + high) / 2;
}

/** Returns the bounds; an exclusive one counts as inclusive, so that candidates have to be tested. */
function boundsOf(rules: readonly Rule[]): readonly [number, number] {
  const low = ['minimum', 'exclusiveMinimum'].flatMap((keyword) => numbersUnder(rules, keyword));
  const high = ['maximum', 'exclusiveMaximum'].flatMap((keyword) => numbersUnder(rules, keyword));
  return [Math.max(...low), Math.min(...high)];
}

/** Returns a step that leaves several numbers between the bounds. */
function plainStep(low: number, high: number): number {
  const width = high - low;
  return Number.isFinite(width) && width > 0 && width < 0.5 ? width / 10 : 0.01;
}

function commonMultiple(left: number, right: number): number {
  const [small, large] = left < right ? [left, right] : [right, left];
  for (let factor = 1; factor <= 1000; factor += 1) {
    if (isMultiple(factor * large, small)) return tidy(factor * large);
  }
  return large;
}

/** Rounds the noise of floating-point arithmetic away: 0.1 + 0.2 is 0.3. */
function tidy(number: number): number {
  return Number(number.toPrecision(15));
}
