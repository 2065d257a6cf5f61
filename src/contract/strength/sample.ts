import { groupBy } from '../../base/group-by.ts';
import { randomFor } from '../../base/random.ts';
import type { Break } from './model/break.ts';

/**
 * Returns the breaks that are tried: all, or so many of the forbidden ones, drawn by the seed, each operator in its turn,
 * so that few breaks are of as many kinds as there are.
 */
export function sampleOf(
  breaks: readonly Break[],
  count: number | undefined,
  seed: number,
): readonly Break[] {
  if (count === undefined) return breaks;
  const random = randomFor(seed, 'strength');
  const forbidden = breaks.filter(({ standing }) => standing.kind === 'forbidden');
  const queues = [...groupBy(forbidden, ({ operator }) => operator).values()].map((group) =>
    group.map((one) => [random.next(), one] as const).toSorted(([left], [right]) => left - right),
  );
  const drawn: Break[] = [];
  for (let turn = 0; drawn.length < Math.min(count, forbidden.length); turn += 1) {
    for (const queue of queues) {
      const one = queue[turn]?.[1];
      if (one !== undefined && drawn.length < count) drawn.push(one);
    }
  }
  return drawn;
}
