import { groupBy } from '../../../base/group-by.ts';
import type { RunDetails } from '../published-report.ts';
import { printable } from '../text/printable.ts';
import { namesWithin } from '../text/wrapped.ts';
import type { Colours } from './colours.ts';

/** So many of the items that are left over are printed, each once. */
const MOST_LEFTOVERS = 10;

const HEAD = 'left over, could not be removed: ';

/** What follows a request in the text of what it left, which is known by no address. */
const REASON = /, (?:which|whose) .*$/;

/**
 * Returns the lines that say what a run has left on the target: items by their real addresses, a line each, and what
 * requests have left that cannot be removed by one, a line for each reason.
 */
export function leftoverLines(leftovers: RunDetails['leftovers'], { yellow }: Colours): readonly string[] {
  const times = [...groupBy(leftovers, (one) => one)].map(([one, { length }]) => ({ one, length }));
  const items = times.filter(({ one }) => !REASON.test(one));
  const reasons = groupBy(
    times.filter(({ one }) => REASON.test(one)),
    ({ one }) => REASON.exec(one)?.[0] ?? '',
  );
  const more = items.length - MOST_LEFTOVERS;
  return [
    ...items.slice(0, MOST_LEFTOVERS).map((item) => `${HEAD}${nameOf(item, '')}`),
    ...(more > 0 ? [`left over: ${more} more (--json FILE has them all)`] : []),
    ...[...reasons].map(([reason, group]) => {
      const names = group.map((one) => nameOf(one, reason));
      return `${HEAD}${namesWithin(names, HEAD.length + reason.length + 2)}${printable(reason)}`;
    }),
  ].map((line) => `${yellow('!')} ${line}`);
}

/** Returns what is left without the reason, and how often. */
function nameOf({ one, length }: { readonly one: string; readonly length: number }, reason: string): string {
  const often = length === 1 ? '' : ` (${length} times)`;
  return `${printable(one.slice(0, one.length - reason.length))}${often}`;
}
