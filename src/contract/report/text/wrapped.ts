import { printable } from './printable.ts';

/** So many columns a line of a report has on a terminal, where it can be made to fit. */
export const COLUMNS = 100;

/** Returns as many names as fit beside a text of that length, at least one, and how many more there are. */
export function namesWithin(names: readonly string[], used: number): string {
  const fits = (count: number) => used + listed(names, count).length <= COLUMNS;
  let count = Math.min(names.length, 1);
  while (count < names.length && fits(count + 1)) count += 1;
  return listed(names, count);
}

function listed(names: readonly string[], count: number): string {
  const shown = names.slice(0, count).map(printable).join(', ');
  return count === names.length ? shown : `${shown} and ${names.length - count} more`;
}

/** Returns a text in one line, cut where it does not fit beside a text of that length. */
export function lineWithin(text: string, used: number): string {
  const line = printable(text.replace(/\s+/g, ' ').trim());
  const most = Math.max(COLUMNS - used, 1);
  return line.length <= most ? line : `${line.slice(0, most - 1)}…`;
}
