import type { AST } from '@eslint-community/regexpp';
import { randomFor, type Random } from '../../base/random.ts';
import { Algebra, type Expression } from './expression.ts';
import { parsePattern } from './parse-pattern.ts';
import { relaxPattern } from './relax-pattern.ts';
import { expressionOf, groupExpression } from './read-expression.ts';
import { fitsPatterns, newSteps, type Steps, type TextDemand } from './text-demand.ts';
import { wander, type WanderOptions } from './wander.ts';

/** Limits the texts that are searched for until one passes the test. */
const MAX_TRIES = 12;

/** Where a pattern refers back, as many more texts of the group are tried. */
const MAX_CAPTURES = 60;

/** Limits the characters that one of many tries takes, beside those of the least length. */
const MAX_STEPS = 400;

/** What each try takes at least. */
const MIN_STEPS = 20;

/** The characters of a long text count so many times. */
const STEPS_PER_CHARACTER = 8;

/**
 * Searches for a text that fits several patterns, and lengths, at the same time. Look-behind, word boundaries and
 * back-references are tried out. Undefined where nothing was found, or a pattern cannot be read.
 */
export function searchText(demand: TextDemand, random: Random, steps = newSteps()): string | undefined {
  const parsed = [...demand.patterns, ...demand.refused].map(parsePattern);
  if (parsed.includes(undefined) || demand.least > demand.most) return undefined;
  const refersBack = parsed.some((one) => one !== undefined && one.groups.length > 0);
  return refersBack ? tryCaptures(demand, random, steps) : tryTexts(demand, random, steps);
}

/** Tries texts for the groups that are referred to, and then one for the whole. */
function tryCaptures(demand: TextDemand, random: Random, steps: Steps): string | undefined {
  for (let attempt = 0; attempt < MAX_CAPTURES && steps.left > 0; attempt += 1) {
    const isDirect = attempt % 2 === 1;
    const own = { left: Math.min(MAX_STEPS, steps.left) };
    const guesses = guessCaptures(demand, { random, attempt, steps: own });
    const composed = compose(demand, { random, attempt, guesses });
    const text = stroll(composed, demand, { random, isDirect, steps: own, isOnce: true });
    steps.left -= Math.max(MIN_STEPS, MAX_STEPS - own.left);
    if (text !== undefined && fitsPatterns(demand, text)) return text;
  }
  return undefined;
}

/** The texts of the groups of patterns. */
type Guesses = ReadonlyMap<string, readonly string[]>;

/** Takes the groups from a text that fits all but that references repeat them; in each fourth attempt there are none. */
function guessCaptures(
  demand: TextDemand,
  { random, attempt, steps }: { readonly random: Random; readonly attempt: number; readonly steps: Steps },
): Guesses {
  const kind = attempt % 4;
  const relaxed = demand.patterns.map(relaxPattern);
  const patterns = demand.patterns.map((pattern, index) => relaxed[index]?.source ?? pattern);
  const refused = demand.refused.filter((pattern) => parsePattern(pattern)?.groups.length === 0);
  const text = kind === 3 ? undefined : tryTexts({ ...demand, patterns, refused }, random, steps);
  if (text === undefined) return new Map();
  const guesses = demand.patterns.map((pattern, index): [string, readonly string[]] => [
    pattern,
    (relaxed[index]?.partsOf(text) ?? []).map((parts) => guessOf(parts, kind)),
  ]);
  return new Map(guesses);
}

/** Returns what the group has, what the last reference has, or as much of both as makes the whole as long as it is. */
function guessOf(parts: readonly string[], kind: number): string {
  if (kind < 2) return (kind === 0 ? parts[0] : parts.at(-1)) ?? '';
  const characters = Array.from(parts.join(''));
  return characters.slice(0, Math.round(characters.length / parts.length)).join('');
}

/**
 * Tries texts, since not all of a pattern is solved: at first longer ones, then those that come straight to an end. Takes
 * one number from `random`, and the same steps where it is known already that there is no text, so that what follows does
 * not depend on what was searched for before.
 */
function tryTexts(demand: TextDemand, random: Random, steps: Steps): string | undefined {
  const composed = expressionFor(keyOf(demand));
  const own = randomFor(random.below(MAX_SEED));
  const left = steps.left - MIN_STEPS;
  const isVain = () => {
    if (!isNone(composed, demand)) return false;
    steps.left = left;
    return true;
  };
  if (composed.none.has(lengthsOf(demand)) && isVain()) return undefined;
  for (let attempt = 0; attempt < MAX_TRIES && steps.left > 0; attempt += 1) {
    const isDirect = attempt % 2 === 1;
    const allowed = isDirect ? steps.left : Math.min(MAX_STEPS, steps.left);
    const given = { left: allowed };
    const text = stroll(composed, demand, { random: own, isDirect, steps: given });
    steps.left -= Math.max(MIN_STEPS, allowed - given.left);
    if (text !== undefined && fitsPatterns(demand, text)) return text;
    if (text === undefined && (isVain() || given.left > 0)) return undefined;
  }
  return undefined;
}

const MAX_SEED = 2 ** 31;

/** True for lengths of which there is known to be no text, whatever the seed. */
function isNone(composed: Composed, demand: TextDemand): boolean {
  const lengths = lengthsOf(demand);
  const known = composed.none.get(lengths);
  if (known !== undefined) return known;
  const steps = newSteps();
  const text = stroll(composed, demand, { random: randomFor(0), isDirect: true, steps });
  const none = text === undefined && steps.left > 0;
  composed.none.set(lengths, none);
  return none;
}

function lengthsOf({ least, most }: TextDemand): string {
  return `${least} ${most}`;
}

/** Writes a text of at least a length. The characters that it has to have do not count. */
function stroll(
  { algebra, whole }: Composed,
  { least, most }: TextDemand,
  options: Pick<WanderOptions, 'random' | 'isDirect' | 'steps' | 'isOnce'>,
): string | undefined {
  const { left } = options.steps;
  const long = STEPS_PER_CHARACTER * Math.min(Math.max(least, finite(whole.shortest)), MAX_LENGTH);
  const steps = { left: left + long };
  const text = wander(algebra, whole, { ...options, least, most, steps });
  options.steps.left = Math.min(left, steps.left);
  return text;
}

/** The longest text that is searched for. */
const MAX_LENGTH = 100_000;

function finite(number: number): number {
  return Number.isFinite(number) ? number : 0;
}

interface Composed {
  readonly algebra: Algebra;
  readonly whole: Expression;
  /** By lengths, whether it is known that there is no text of them. */
  readonly none: Map<string, boolean>;
}

/** Limits the expressions that are kept for the next text of the same patterns. */
const MAX_KEPT = 20_000;

const kept = new Map<string, Composed>();

/** Limits the searches that are kept. */
const MAX_SEARCHES = 200;

/** Returns the expression for patterns without back-references: one of an earlier search where there is one. */
function expressionFor(key: string): Composed {
  const known = kept.get(key);
  if (known !== undefined && known.algebra.size < MAX_KEPT) return known;
  const [patterns = [], refused = []] = JSON.parse(key) as (readonly string[])[];
  const composed = compose({ patterns, refused }, undefined);
  if (kept.size >= MAX_SEARCHES) kept.clear();
  kept.set(key, composed);
  return composed;
}

function keyOf({ patterns, refused }: TextDemand): string {
  return JSON.stringify([patterns, refused]);
}

/** How the groups that are referred to get their texts. */
interface Drawing {
  readonly random: Random;
  readonly attempt: number;
  readonly guesses: Guesses;
}

/** Intersects the patterns, and the complements of the refused ones. */
function compose(
  { patterns, refused }: Pick<TextDemand, 'patterns' | 'refused'>,
  capture: Drawing | undefined,
): Composed {
  const algebra = new Algebra();
  const read = (source: string): Expression => {
    const parsed = parsePattern(source);
    if (parsed === undefined) return algebra.all;
    const captured = new Map<AST.CapturingGroup, string>();
    for (const [index, group] of parsed.groups.entries()) {
      const reading = { algebra, flags: parsed.flags, captured };
      const options = { least: 0, most: Infinity, extra: capture?.attempt ?? 0, steps: { left: MAX_STEPS } };
      const drawn = () =>
        capture && wander(algebra, groupExpression(reading, group), { ...options, random: capture.random });
      captured.set(group, capture?.guesses.get(source)?.[index] ?? drawn() ?? '');
    }
    return expressionOf({ algebra, flags: parsed.flags, captured }, parsed.pattern);
  };
  const parts = [...patterns.map(read), ...refused.map((source) => algebra.not(read(source)))];
  return { algebra, whole: algebra.both(parts), none: new Map() };
}
