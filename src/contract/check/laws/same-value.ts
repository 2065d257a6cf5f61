import { equalJson, isObject } from '../../../base/json.ts';

/**
 * Whether a server may show what was sent like this: the same, or the same written in its own way. Objects may
 * have gained members, lists may be in another order, texts trimmed or in another case, times in another form,
 * decimal numbers in texts.
 */
export function isSameValue(sent: unknown, shown: unknown): boolean {
  if (equalJson(sent, shown)) return true;
  if (Array.isArray(sent)) return Array.isArray(shown) && isSameList(sent, shown);
  if (isObject(sent)) return isObject(shown) && isSameObject(sent, shown);
  if (typeof sent === 'string' && typeof shown === 'string' && isSameText(sent, shown)) return true;
  return isSameNumber(sent, shown) || isSameTime(sent, shown);
}

function isSameList(sent: readonly unknown[], shown: readonly unknown[]): boolean {
  return (
    sent.length === shown.length &&
    sent.every((item) => shown.some((candidate) => isSameValue(item, candidate)))
  );
}

function isSameObject(sent: object, shown: object): boolean {
  const members = new Map(Object.entries(shown));
  return Object.entries(sent).every(
    ([name, value]) => !members.has(name) || isSameValue(value, members.get(name)),
  );
}

function isSameText(sent: string, shown: string): boolean {
  const plain = (text: string) => text.trim().replace(/\/$/, '').toLowerCase();
  return plain(sent) === plain(shown);
}

/** `"10.00"` for `10`; of integers that no double has, each digit counts. */
function isSameNumber(sent: unknown, shown: unknown): boolean {
  if (typeof sent === 'bigint' || typeof shown === 'bigint') return String(sent) === String(shown);
  const isNumeric = (value: unknown) =>
    typeof value === 'number' || (typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value));
  return isNumeric(sent) && isNumeric(shown) && Number(sent) === Number(shown);
}

/** Fractions of a second that are added or cut, another time zone, seconds since 1970. */
export function isSameTime(sent: unknown, shown: unknown): boolean {
  if (typeof sent === 'number' && typeof shown === 'number') return false;
  const [left, right] = [timeOf(sent), timeOf(shown)];
  return left !== undefined && right !== undefined && Math.abs(left - right) < 1000;
}

/** Milliseconds since 1970; undefined for what is no time. */
export function timeOf(value: unknown): number | undefined {
  if (typeof value === 'number') return value < 100_000_000_000 ? value * 1000 : value;
  const isTime = typeof value === 'string' && /^\d{4}-\d\d-\d\d([T ]|$)/.test(value);
  const time = isTime ? Date.parse(value) : Number.NaN;
  return Number.isNaN(time) ? undefined : time;
}
