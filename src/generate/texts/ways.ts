import { weaklyMemoised } from '../../base/memoise.ts';
import { after, firstSets } from './derivative.ts';
import type { Algebra, Expression } from './expression.ts';

/** Returns what may follow a character. */
type Follow = (character: string) => Expression;

/**
 * Returns what may follow each character after an expression. It is worked out once for all characters that the same sets
 * have, since the same may follow them.
 */
export const waysFrom = weaklyMemoised((algebra: Algebra) =>
  weaklyMemoised((from: Expression) => followOf(algebra, from)),
);

function followOf(algebra: Algebra, from: Expression): Follow {
  const sets = firstSets(from);
  const rests = new Map<string, Expression>();
  return (character) => {
    let key = '';
    for (const { has } of sets) key += has(character) ? '1' : '0';
    const rest = rests.get(key) ?? after(algebra, from, character);
    rests.set(key, rest);
    return rest;
  };
}
