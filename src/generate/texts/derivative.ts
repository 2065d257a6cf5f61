import { weaklyMemoised } from '../../base/memoise.ts';
import type { Algebra, CharacterSet, Expression, Sample } from './expression.ts';

/**
 * Returns what may follow a character: the texts of an expression that begin with it, without it (Brzozowski's
 * derivative).
 */
export function after(algebra: Algebra, { shape }: Expression, character: string): Expression {
  switch (shape.kind) {
    case 'none':
    case 'empty':
      return algebra.none;
    case 'all':
      return algebra.all;
    case 'one':
      return shape.set.has(character) ? algebra.empty : algebra.none;
    case 'sequence': {
      const begun = algebra.sequence(after(algebra, shape.first, character), shape.rest);
      if (!shape.first.takesEmpty) return begun;
      return algebra.either([begun, after(algebra, shape.rest, character)]);
    }
    case 'repeat': {
      const others = algebra.repeat(shape.part, Math.max(0, shape.least - 1), shape.most - 1);
      return algebra.sequence(after(algebra, shape.part, character), others);
    }
    case 'either':
      return algebra.either(shape.parts.map((part) => after(algebra, part, character)));
    case 'both':
      return algebra.both(shape.parts.map((part) => after(algebra, part, character)));
    case 'not':
      return algebra.not(after(algebra, shape.part, character));
    case 'later':
      return after(algebra, shape.unfold(), character);
  }
}

/** Returns the sets that the first characters of texts may have, each once: `after` asks no others. */
export const firstSets = weaklyMemoised(({ shape }: Expression): readonly CharacterSet[] => {
  switch (shape.kind) {
    case 'none':
    case 'empty':
    case 'all':
      return [];
    case 'one':
      return [shape.set];
    case 'sequence':
      return shape.first.takesEmpty
        ? distinct([...firstSets(shape.first), ...firstSets(shape.rest)])
        : firstSets(shape.first);
    case 'repeat':
    case 'not':
      return firstSets(shape.part);
    case 'either':
    case 'both':
      return distinct(shape.parts.flatMap(firstSets));
    case 'later':
      return firstSets(shape.unfold());
  }
});

function distinct(sets: readonly CharacterSet[]): readonly CharacterSet[] {
  return [...new Map(sets.map((set) => [set.key, set])).values()];
}

/** Returns characters that texts may begin with. Not all of them need lead on. */
export const firstCharacters = weaklyMemoised(findFirst);

/** The characters for a place where any fits. */
const ANYTHING: Sample = {
  characters: Array.from('abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-_. /:@+#'),
  named: 0,
  isWhole: false,
};

const NOTHING: Sample = { characters: [], named: 0, isWhole: true };

function findFirst({ shape }: Expression): Sample {
  switch (shape.kind) {
    case 'none':
    case 'empty':
      return NOTHING;
    case 'all':
    case 'not':
      return ANYTHING;
    case 'one':
      return shape.set.sample;
    case 'sequence': {
      const first = firstCharacters(shape.first);
      return shape.first.takesEmpty ? union([first, firstCharacters(shape.rest)]) : first;
    }
    case 'repeat':
      return firstCharacters(shape.part);
    case 'either':
      return union(shape.parts.map(firstCharacters));
    case 'both':
      return narrowest(shape.parts.map(firstCharacters));
    case 'later':
      return firstCharacters(shape.unfold());
  }
}

function union(all: readonly Sample[]): Sample {
  const samples = [...new Set(all)].filter(({ characters }) => characters.length > 0);
  const [only] = samples;
  if (only === undefined || samples.length === 1) return only ?? NOTHING;
  const named = new Set(samples.flatMap((sample) => sample.characters.slice(0, sample.named)));
  const others = new Set(samples.flatMap(({ characters }) => characters).filter((one) => !named.has(one)));
  return {
    characters: [...inOrder(named), ...inOrder(others)],
    named: named.size,
    isWhole: samples.every(({ isWhole }) => isWhole),
  };
}

/** Returns the characters in an order that does not depend on that of the parts, which earlier searches may change. */
function inOrder(characters: ReadonlySet<string>): readonly string[] {
  return [...characters].toSorted((left, right) => (left < right ? -1 : 1));
}

/** Returns the shortest list that has all the characters of a part, else those of all parts that are limited. */
function narrowest(samples: readonly Sample[]): Sample {
  const whole = samples.filter(({ isWhole }) => isWhole);
  const shortest = Math.min(...whole.map(({ characters }) => characters.length));
  const narrow = whole.filter(({ characters }) => characters.length === shortest);
  if (narrow.length > 0) return union(narrow);
  const limited = samples.filter((sample) => sample !== ANYTHING);
  return limited.length === 0 ? ANYTHING : union(limited);
}
