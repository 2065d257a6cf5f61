import { memoised } from '../../base/memoise.ts';
import { onDemand } from '../../base/on-demand.ts';
import type { Pattern } from './keywords/linear-patterns.ts';
import { translatePattern, type NativePattern } from './keywords/translate-pattern.ts';

/** The linear-time engine, which is needed for patterns that may backtrack, and for those that JavaScript can't read. */
export const linearPatterns = onDemand(() => import('./keywords/linear-patterns.ts'));

/**
 * Compiles a `pattern` (JSON Schema 2020-12, section 6.3.3). Patterns with catastrophic backtracking run on a
 * linear-time engine. One that cannot be read matches everything, and is listed as a fault of the description.
 */
export const compilePattern = memoised(
  (source: string): Pattern => read(source) ?? { test: () => true, toString: () => source },
);

/** True for patterns that JavaScript or the linear-time engine can read; for all others too until that is there. */
export function isPattern(source: string): boolean {
  if (nativeOf(source) !== undefined || !linearPatterns.isLoaded()) return true;
  return linearPatterns.get().compileLinear(source) !== undefined;
}

/** Translates a pattern to JavaScript's syntax, with its flags; returns it unchanged where that is impossible. */
export function readablePattern(source: string): NativePattern {
  return nativeOf(source) ?? { source, flags: 'u' };
}

function read(source: string): Pattern | undefined {
  const native = nativeOf(source);
  if (native === undefined) return linearPatterns.get().compileLinear(source);
  if (!mayBacktrack(native.source)) return native;
  return linearPatterns.get().compileLinear(native.source, native.flags) ?? native;
}

/** Matches sets of sets, which only the flag `v` allows: `[\p{L}--[a-z]]`, `[[a-z]&&[^aeiou]]`, `[\q{ch}x]`. */
const SETS = /(?:--|&&)(?:\[|\\p\{)|\\q\{/i;

/** Compiles a pattern with the flag `u`, as JSON Schema requires, or else translated, or else without that flag. */
function nativeOf(source: string): RegExp | undefined {
  const strict = regExp(source, 'u') ?? (SETS.test(source) ? regExp(source, 'v') : undefined);
  if (strict !== undefined) return strict;
  const translated = translatePattern(source);
  if (translated === undefined) return undefined;
  return regExp(translated.source, `u${translated.flags}`) ?? regExp(source, '');
}

/** Matches repeated choices such as `(a|aa)+`, which `safe-regex2` mistakes for harmless. */
const REPEATED_CHOICE = /\([^()]*\|[^()]*\)(?:[*+]|\{\d+,\d*\})/;

/** True for patterns whose test may take exponential time. */
export function mayBacktrack(source: string): boolean {
  if (REPEATED_CHOICE.test(source)) return true;
  return !isFlat(source) && !linearPatterns.get().isWithoutNesting(source);
}

/** The repetitions that a pattern may have, one after the other: each multiplies the time by the length of the text. */
const MAX_REPETITIONS = 25;

/** True for patterns that repeat no group, and have few repetitions: most patterns. */
function isFlat(source: string): boolean {
  return !/\)[*+?{]/.test(source) && (source.match(/[*+?{]/g) ?? []).length <= MAX_REPETITIONS;
}

function regExp(source: string, flags: string): RegExp | undefined {
  try {
    return new RegExp(source, flags);
  } catch {
    return undefined;
  }
}
