import { RegExpParser } from '@eslint-community/regexpp';
import { memoised } from '../base/memoise.ts';
import type { Random } from '../base/random.ts';
import { mayBacktrack } from '../description/schemas/pattern.ts';
import type { NativePattern } from '../description/schemas/translate-pattern.ts';
import { startAnew, startPlain, writerOf, type Write } from './pattern-writer.ts';

/** How often a text is written anew where it does not fit what looks around. */
const MOST_TRIES = 30;

/**
 * Returns a text that a regular expression matches; `random` decides where that leaves a choice. Undefined for what
 * JavaScript cannot read. Look-around and word boundaries are tried out, not solved: the caller has to check the text.
 */
export function textMatching({ source, flags }: NativePattern, random: Random): string | undefined {
  const { write, fits } = compiled(flags)(source);
  const text = write?.(startPlain(random));
  if (write === undefined || text === undefined || fits(text)) return text;
  for (let attempt = 1; attempt <= MOST_TRIES; attempt += 1) {
    const other = write(startAnew(random, attempt));
    if (fits(other)) return other;
  }
  return text;
}

interface Compiled {
  /** Undefined where the pattern cannot be read. */
  readonly write: Write | undefined;
  /** Also true where that is not known. */
  readonly fits: (text: string) => boolean;
}

const compiled = memoised((flags: string) =>
  memoised((source: string): Compiled => ({
    write: writerFor(source, flags),
    fits: matcherFor(source, flags),
  })),
);

const parser = new RegExpParser();

/** Reads the pattern as the flags say, else as without any, when more is allowed (ECMA-262, annex B.1.2). */
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

/** Texts that are longer are not tested against a pattern that may take for ever. */
const LONGEST_BACKTRACKED = 12;

/** Only what looks around is tested: the rest fits as it is written. */
function matcherFor(source: string, flags: string): (text: string) => boolean {
  if (!LOOKS_AROUND.test(source)) return () => true;
  const longest = mayBacktrack(source) ? LONGEST_BACKTRACKED : Infinity;
  try {
    const pattern = new RegExp(source, flags);
    return (text) => text.length > longest || pattern.test(text);
  } catch {
    return () => true;
  }
}
