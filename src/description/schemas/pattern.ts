import { RE2JS } from 're2js';
import isSafe from 'safe-regex2';
import { memoised } from '../../base/memoise.ts';
import { translatePattern, type NativePattern } from './translate-pattern.ts';

/** A compiled `pattern`. */
interface Pattern {
  readonly test: (text: string) => boolean;
  /** Returns the source, by which Ajv caches patterns. */
  readonly toString: () => string;
}

/**
 * Compiles a `pattern` (JSON Schema 2020-12, section 6.3.3). Patterns with catastrophic backtracking run on a
 * linear-time engine. One that cannot be read matches everything, and is listed as a fault of the description.
 */
export const compilePattern = memoised(
  (source: string): Pattern => read(source) ?? { test: () => true, toString: () => source },
);

/** True for patterns that JavaScript or the linear-time engine can read. */
export function isPattern(source: string): boolean {
  return nativeOf(source) !== undefined || compileLinear(source) !== undefined;
}

/** Translates a pattern to JavaScript's syntax, with its flags; returns it unchanged where that is impossible. */
export function readablePattern(source: string): NativePattern {
  return nativeOf(source) ?? { source, flags: 'u' };
}

function read(source: string): Pattern | undefined {
  const native = nativeOf(source);
  if (native === undefined) return compileLinear(source);
  return (mayBacktrack(native.source) ? compileLinear(native.source, native.flags) : undefined) ?? native;
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
  return REPEATED_CHOICE.test(source) || !isSafe(source);
}

/** Compiles a pattern for the linear-time engine; undefined for syntax that it does not support, such as look-ahead. */
function compileLinear(source: string, flags = ''): Pattern | undefined {
  try {
    const own = flags.replace('u', '');
    const expression = RE2JS.compile(own === '' ? source : `(?${own})${source}`);
    return { test: (text) => expression.matcher(text).find(), toString: () => source };
  } catch {
    return undefined;
  }
}

function regExp(source: string, flags: string): RegExp | undefined {
  try {
    return new RegExp(source, flags);
  } catch {
    return undefined;
  }
}
