import { xoroshiro128plus, xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';

type RandomGenerator = ReturnType<typeof xoroshiro128plus>;

/** The position of a random generator: plain data, so that it can be stored and restored exactly. */
export type RandomState = readonly number[];

/** A random generator whose numbers depend on its state alone. */
export interface Random {
  /** Returns a number from 0 (included) to 1 (excluded). */
  readonly next: () => number;
  /** Returns a whole number from 0 (included) to `limit` (excluded). */
  readonly below: (limit: number) => number;
  readonly state: () => RandomState;
}

/** The first numbers are skipped: those of small seeds are alike. */
const WARM_UP = 32;

export function randomStateOf(seed: number): RandomState {
  return generatorOf(seed).getState();
}

export function randomFrom(state: RandomState): Random {
  return randomOf(xoroshiro128plusFromState(state));
}

function generatorOf(seed: number): RandomGenerator {
  const generator = xoroshiro128plus(seed | 0);
  for (let skipped = 0; skipped < WARM_UP; skipped += 1) generator.next();
  return generator;
}

function randomOf(generator: RandomGenerator): Random {
  const next = () => (generator.next() >>> 0) / 0x1_0000_0000;
  return { next, below: (limit) => Math.floor(next() * limit), state: () => generator.getState() };
}

/** Returns a generator that depends on a seed and on the names of its purpose alone. */
export function randomFor(seed: number, ...names: readonly string[]): Random {
  return randomOf(generatorOf(hashOf([String(seed), ...names].join('\n'))));
}

/** Returns the FNV-1a hash, 32 bits. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}

/** Returns one of the items; undefined where there are none. */
export function pick<Item>(random: Random, items: readonly Item[]): Item | undefined {
  return items[random.below(items.length)];
}
