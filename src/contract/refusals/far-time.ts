/** So far from today, times are refused by some. */
const FAR = 2 * 365 * 86_400_000;

/** True for a text that begins with a day. */
export function isTime(value: unknown): value is string {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\d([T ]|$)/.test(value);
}

/** True for a time that is far ahead. */
export function isFarTime(value: unknown): boolean {
  const time = isTime(value) ? Date.parse(value) : Number.NaN;
  return !Number.isNaN(time) && time > Date.now() + FAR;
}
