import type { Random } from '../../base/random.ts';
import { firstCharacters } from './derivative.ts';
import type { Algebra, Expression } from './expression.ts';
import { Seen } from './seen.ts';
import { isVain } from './vain.ts';
import { waysFrom } from './ways.ts';

export interface WanderOptions {
  readonly random: Random;
  /** The lengths in characters. */
  readonly least: number;
  readonly most: number;
  /** The text is to be so much longer than it has to be. Default: up to three characters. */
  readonly extra?: number;
  /** Goes straight to the end, so that less is left to chance. */
  readonly isDirect?: boolean;
  /** True where the expression is not used again, so that it is not worth while to look along ways. */
  readonly isOnce?: boolean;
  /** The number of characters that may still be tried. */
  readonly steps: { left: number };
}

/** A place in the text: what may follow, and the ways on that are still to be tried. */
interface Frame {
  readonly rest: Expression;
  readonly ways: Iterator<Way>;
}

/** A character, and what may follow it. */
interface Way {
  readonly character: string;
  readonly rest: Expression;
}

/** After so many ways that led nowhere, each is looked along before it is taken. */
const MAX_RETURNS = 8;

/** What looking along a way counts, whether or not it was done before. */
const STEPS_PER_LOOK = 12;

/**
 * Writes a text of an expression character by character, and goes back where it leads nowhere. Undefined where none of the
 * lengths was found.
 */
export function wander(algebra: Algebra, whole: Expression, options: WanderOptions): string | undefined {
  const { random, least, most, steps, extra = random.below(4), isDirect = false, isOnce } = options;
  const lower = Math.max(least, whole.shortest);
  const target = Math.min(lower + extra, most, whole.longest);
  const seen = new Seen(Math.max(target, least));
  const text: string[] = [];
  const frames: Frame[] = [];
  let returns = 0;
  const enter = (rest: Expression) => {
    if (rest === algebra.none || text.length + rest.shortest > most || text.length + rest.longest < least)
      return false;
    if (seen.has(rest, text.length)) return false;
    if (isOnce !== true && returns > MAX_RETURNS) {
      steps.left -= STEPS_PER_LOOK;
      if (isVain(algebra, rest)) return false;
    }
    const isUrgent = isDirect || text.length + rest.shortest >= target;
    frames.push({ rest, ways: (isUrgent ? shortWays : anyWays)(algebra, rest, options) });
    return true;
  };
  enter(whole);
  for (let frame = frames.at(-1); frame !== undefined; frame = frames.at(-1)) {
    const isWhole = frame.rest.takesEmpty && text.length >= least;
    if (isWhole && text.length >= target) return text.join('');
    const way = steps.left > 0 ? frame.ways.next() : undefined;
    if (way === undefined || way.done === true) {
      if (isWhole) return text.join('');
      returns += 1;
      frames.pop();
      text.pop();
      continue;
    }
    text.push(way.value.character);
    if (!enter(way.value.rest)) text.pop();
  }
  return undefined;
}

/** Goes on with any character. */
function* anyWays(algebra: Algebra, from: Expression, { random, steps }: WanderOptions): Generator<Way> {
  const follow = waysFrom(algebra)(from);
  const tried = new Set([algebra.none]);
  for (const character of inAnyOrder(firstCharacters(from).characters, random)) {
    const rest = follow(character);
    if (tried.has(rest)) continue;
    tried.add(rest);
    steps.left -= costOf(from);
    yield { character, rest };
  }
}

/** Goes on with the characters that bring the text to its end soonest; of those, with one that the expression names. */
function* shortWays(algebra: Algebra, from: Expression, { random, steps }: WanderOptions): Generator<Way> {
  const follow = waysFrom(algebra)(from);
  const { characters, named } = firstCharacters(from);
  const inOrder = [
    ...inAnyOrder(characters.slice(0, named), random),
    ...inAnyOrder(characters.slice(named), random),
  ];
  const ways = new Map<Expression, Way>();
  for (const character of inOrder) {
    const rest = follow(character);
    if (rest !== algebra.none && !ways.has(rest)) ways.set(rest, { character, rest });
  }
  steps.left -= costOf(from) * ways.size;
  yield* [...ways.values()].toSorted((left, right) => left.rest.shortest - right.rest.shortest);
}

/** Steps that lead through all characters, in no order, unless they divide their number. */
const STRIDES = [7, 11, 13];

function* inAnyOrder(characters: readonly string[], random: Random): Generator<string> {
  const first = random.below(Math.max(characters.length, 1));
  const stride = STRIDES.find((one) => characters.length % one !== 0) ?? 1;
  for (let tried = 0; tried < characters.length; tried += 1)
    yield characters[(first + tried * stride) % characters.length] ?? '';
}

/** The parts that a single step may have. */
const PARTS_PER_STEP = 8;

function costOf({ shape }: Expression): number {
  const size = shape.kind === 'both' || shape.kind === 'either' ? shape.parts.length : 1;
  const inner = shape.kind === 'both' ? shape.parts.reduce((sum, part) => sum + costOf(part), 0) : 0;
  return Math.ceil(size / PARTS_PER_STEP) + inner / PARTS_PER_STEP;
}
