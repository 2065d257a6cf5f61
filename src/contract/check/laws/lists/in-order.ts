import { isSameTime, timeOf } from '../same-value.ts';

/** Returns the index of the first value that is out of order; -1 where each is at least the one before it. */
export function firstOutOfOrder(values: readonly unknown[]): number {
  return values.findIndex((value, index) => index > 0 && isBelow(value, values[index - 1]));
}

/**
 * Returns the index of the first value that is apart from its like: choices are sorted by a rank that no description
 * tells, which puts equal ones side by side. -1 where there is none.
 */
export function firstApart(values: readonly unknown[]): number {
  return values.findIndex(
    (value, index) =>
      index > 0 && isShown(value) && value !== values[index - 1] && values.slice(0, index).includes(value),
  );
}

function isShown(value: unknown): boolean {
  return value !== undefined && value !== null;
}

/** True only where no order that is usual puts a value behind the one before it: texts have many orders. */
function isBelow(value: unknown, before: unknown): boolean {
  if (typeof value === 'number' && typeof before === 'number') return value < before;
  if (typeof value !== 'string' || typeof before !== 'string') return false;
  const [time, timeBefore] = [timeOf(value), timeOf(before)];
  if (time !== undefined && timeBefore !== undefined) return time < timeBefore && !isSameTime(value, before);
  return TEXT_ORDERS.every((compare) => compare(value, before) < 0);
}

type Compare = (one: string, other: string) => number;

const byCode: Compare = (one, other) => (one === other ? 0 : one < other ? -1 : 1);

const on =
  (change: (text: string) => string, compare = byCode): Compare =>
  (one, other) =>
    compare(change(one), change(other));

const lettersOf = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** By code, without case and punctuation, without articles, by numbers in the text, as people of most languages sort. */
const TEXT_ORDERS: readonly Compare[] = [
  byCode,
  on(lettersOf),
  on((text) => lettersOf(text.replace(/^(the|an?|der|die|das|le|la|les)\s+/i, ''))),
  (one, other) => one.localeCompare(other, 'en'),
  (one, other) => one.localeCompare(other, 'sv'),
  (one, other) => one.localeCompare(other, 'en', { numeric: true }),
];
