import type { RunDetails } from '../published-report.ts';
import { printable } from '../text/printable.ts';
import type { Colours } from './colours.ts';

/** So many of those that are left over are printed, each once. */
const MOST_LEFTOVERS = 5;

/** Returns the lines that say what a run has left on the target, by real addresses. */
export function leftoverLines(leftovers: RunDetails['leftovers'], { yellow }: Colours): readonly string[] {
  const times = new Map<string, number>();
  for (const one of leftovers) times.set(one, (times.get(one) ?? 0) + 1);
  const lines = [...times].map(([one, count]) => {
    const often = count === 1 ? '' : ` (${count} times)`;
    return `${yellow('!')} left over, could not be removed: ${printable(one)}${often}`;
  });
  const more = lines.length - MOST_LEFTOVERS;
  if (more <= 0) return lines;
  return [
    ...lines.slice(0, MOST_LEFTOVERS),
    `${yellow('!')} left over: ${more} more (--json FILE has them all)`,
  ];
}
