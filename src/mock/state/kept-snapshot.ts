import type { Snapshot } from './store.ts';

/** What differs from the initial state of an API: whole collections, and the position of the random generator. */
export type KeptSnapshot = Partial<Snapshot>;

/**
 * Returns what a snapshot has that its initial state has not; undefined where that is nothing. A collection that nobody has
 * changed is that of the initial state itself.
 */
export function keptSnapshot({ collections, random }: Snapshot, start: Snapshot): KeptSnapshot | undefined {
  const changed = Object.entries(collections).filter(([name, pairs]) => pairs !== start.collections[name]);
  const isDrawn = random.some((number, index) => number !== start.random[index]);
  if (changed.length === 0 && !isDrawn) return undefined;
  return {
    ...(changed.length > 0 && { collections: Object.fromEntries(changed) }),
    ...(isDrawn && { random }),
  };
}

/** Returns the initial state with what differs from it. */
export function withKept(start: Snapshot, { collections, random }: KeptSnapshot): Snapshot {
  return { collections: { ...start.collections, ...collections }, random: random ?? start.random };
}
