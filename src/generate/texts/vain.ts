import { firstCharacters } from './derivative.ts';
import type { Algebra, Expression } from './expression.ts';
import { waysFrom } from './ways.ts';

/** Limits the expressions that are looked through. */
const MAX_LOOKED = 60;

const known = new WeakMap<Expression, boolean>();

/** True for an expression that is known to have no text at all, whatever its length. */
export function isVain(algebra: Algebra, from: Expression): boolean {
  const found = known.get(from) ?? look(algebra, from);
  known.set(from, found);
  return found;
}

/** Looks for an end, on the shortest ways first. Remembers only what does not depend on what was looked for before. */
function look(algebra: Algebra, from: Expression): boolean {
  const before = new Map<Expression, Expression | undefined>([[from, undefined]]);
  const waiting = [from];
  for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) {
    if (one.takesEmpty || known.get(one) === false) {
      for (let on: Expression | undefined = one; on !== undefined; on = before.get(on)) known.set(on, false);
      return false;
    }
    if (before.size > MAX_LOOKED) return false;
    const follow = waysFrom(algebra)(one);
    const rests = new Set(firstCharacters(one).characters.map(follow));
    for (const rest of [...rests].toSorted((left, right) => right.shortest - left.shortest)) {
      if (rest === algebra.none || before.has(rest)) continue;
      before.set(rest, one);
      waiting.push(rest);
    }
  }
  for (const one of before.keys()) known.set(one, true);
  return true;
}
