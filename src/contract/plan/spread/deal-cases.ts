import type { Case } from '../../case/case.ts';

/** Cases that are made one at a time. */
export interface CaseSource {
  /** False for cases about several operations: their turn comes once each operation had one. */
  readonly isOperation: boolean;
  readonly cases: Iterator<Case, unknown>;
}

/**
 * Takes at most `most` cases, in rounds in which each source has one turn; none is made beyond these. In the last round,
 * which is for some, these are at even distances.
 */
export function* dealCases<Source extends CaseSource>(
  sources: readonly Source[],
  most: number,
): Generator<{ readonly source: Source; readonly dealt: Case }, void, void> {
  let open = sources.map((source) => ({ source, taken: source.isOperation ? 0 : 1 }));
  for (let left = most; left > 0 && open.length > 0;) {
    const fewest = Math.min(...open.map(({ taken }) => taken));
    const served = evenly(
      open.filter(({ taken }) => taken === fewest),
      left,
    );
    const ended = new Set<Source>();
    for (const turn of served) {
      const next = turn.source.cases.next();
      turn.taken += 1;
      if (next.done === true) ended.add(turn.source);
      else {
        left -= 1;
        yield { source: turn.source, dealt: next.value };
      }
    }
    open = open.filter(({ source }) => !ended.has(source));
  }
}

/** Returns at most `count` of them, at even distances, the first included. */
function evenly<Item>(all: readonly Item[], count: number): readonly Item[] {
  if (all.length <= count) return all;
  const places = Array.from({ length: count }, (_, index) => Math.floor((index * all.length) / count));
  const chosen = new Set(places);
  return all.filter((_, index) => chosen.has(index));
}

/** Yields the items of several iterables in turns: the first of each, then the second of each, and so on. */
export function* inTurns<Item>(all: readonly Iterable<Item>[]): Generator<Item, void, void> {
  let open = all.map((one) => one[Symbol.iterator]());
  while (open.length > 0) {
    const ended = new Set<Iterator<Item>>();
    for (const iterator of open) {
      const next = iterator.next();
      if (next.done === true) ended.add(iterator);
      else yield next.value;
    }
    open = open.filter((iterator) => !ended.has(iterator));
  }
}
