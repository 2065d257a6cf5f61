import { RegExpParser } from '@eslint-community/regexpp';
import { memoised } from '../../base/memoise.ts';
import type { Random } from '../../base/random.ts';
import { mayBacktrack } from '../../description/schemas/pattern.ts';
import type { NativePattern } from '../../description/schemas/keywords/translate-pattern.ts';
import { startAnew, startPlain, writerOf, type Write } from './pattern-writer.ts';

/** Limits how often a text is written anew where look-around does not match it. */
const MAX_TRIES = 30;

/**
 * Generates a text that a regular expression matches. Undefined for patterns that JavaScript cannot read. Look-around
 * and word boundaries are tried out rather than solved, so the caller has to validate the text.
 */
export function textMatching({ source, flags }: NativePattern, random: Random): string | undefined {
  const { write, fits } = compiled(flags)(source);
  const text = write?.(startPlain(random));
  if (write === undefined || text === undefined || fits(text)) return text;
  for (let attempt = 1; attempt <= MAX_TRIES; attempt += 1) {
    const other = write(startAnew(random, attempt));
    if (fits(other)) return other;
  }
  return text;
}

interface Compiled {
  /** Undefined for patterns that cannot be read. */
  readonly write: Write | undefined;
  /** False for texts that are known not to match. */
  readonly fits: (text: string) => boolean;
}

const compiled = memoised((flags: string) =>
  memoised((source: string): Compiled => ({
    write: writerFor(source, flags),
    fits: matcherFor(source, flags),
  })),
);

const parser = new RegExpParser();

/** Reads the pattern with its flags, or else without any, which allows more (ECMA-262, annex B.1.2). */
function writerFor(source: string, flags: string): Write | undefined {
  for (const mode of new Set([flags, ''])) {
    const unicode = { unicode: mode.includes('u'), unicodeSets: mode.includes('v') };
    try {
      const { alternatives } = parser.parsePattern(source, 0, source.length, unicode);
      return writerOf(alternatives, mode);
    } catch {
      continue;
    }
  }
  return undefined;
}

const LOOKS_AROUND = /\(\?<?[=!]|\\b/i;

/** Limits the texts that are tested with patterns which may backtrack: time grows exponentially with the length. */
const MAX_BACKTRACKED_LENGTH = 12;

/** Tests patterns that look around only: texts of all others match by construction. */
function matcherFor(source: string, flags: string): (text: string) => boolean {
  if (!LOOKS_AROUND.test(source)) return () => true;
  const maxLength = mayBacktrack(source) ? MAX_BACKTRACKED_LENGTH : Infinity;
  try {
    const pattern = new RegExp(source, flags);
    return (text) => text.length > maxLength || pattern.test(text);
  } catch {
    return () => true;
  }
}
