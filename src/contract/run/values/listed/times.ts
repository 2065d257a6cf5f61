import type { JsonObject } from '../../../../base/json.ts';
import type { TimesOfItem } from '../../../case/lists/listed-value.ts';

const DAY = 86_400_000;

/** Returns the item whose times are the newest, or the oldest, of those that have any. */
export function timeHolder(
  items: readonly JsonObject[],
  { members, item: wanted }: TimesOfItem,
): JsonObject | undefined {
  const timed = items.filter((item) => timesOf(item, members).length > 0);
  const sorted = timed.toSorted(
    (left, right) => Math.min(...timesOf(left, members)) - Math.min(...timesOf(right, members)),
  );
  return wanted === 'newest' ? sorted.at(-1) : sorted[0];
}

/** Returns the ways to write a time a day before the first, or after the last, of an item's times. */
export function timeAround(
  items: readonly JsonObject[],
  { side, isDay, ...which }: TimesOfItem & { readonly side: 'before' | 'after'; readonly isDay: boolean },
): readonly string[] {
  const times = timesOf(timeHolder(items, which), which.members);
  if (times.length === 0) return [];
  const time = side === 'before' ? Math.min(...times) - DAY : Math.max(...times) + DAY;
  const text = new Date(time).toISOString();
  const day = text.slice(0, 'yyyy-mm-dd'.length);
  return isDay ? [day] : [text, text.replace(/\.\d+Z$/, 'Z'), day];
}

function timesOf(item: JsonObject | undefined, members: readonly string[]): readonly number[] {
  return members
    .map((name) => item?.[name])
    .filter((text): text is string => typeof text === 'string' && /^\d{4}-\d\d-\d\d([T ]|$)/.test(text))
    .map((text) => Date.parse(text))
    .filter((time) => Number.isFinite(time));
}
