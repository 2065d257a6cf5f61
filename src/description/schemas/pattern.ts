import { RE2JS } from 're2js';
import isSafe from 'safe-regex2';
import { memoised } from '../../base/memoise.ts';
import { inJavaScript } from './translate-pattern.ts';

/** A compiled `pattern`. */
interface Pattern {
  readonly test: (text: string) => boolean;
  /** Ajv tells patterns apart by their texts. */
  readonly toString: () => string;
}

/**
 * Compiles a `pattern` (JSON Schema 2020-12, section 6.3.3). Patterns with catastrophic backtracking run on a
 * linear-time engine; one that cannot be read matches everything: whoever loads it has listed the fault.
 */
export const compilePattern = memoised(
  (source: string): Pattern => read(source) ?? { test: () => true, toString: () => source },
);

/** False for a pattern that means nothing here: neither JavaScript nor the linear engine can read it. */
export function isPattern(source: string): boolean {
  return nativeOf(source) !== undefined || linear(source) !== undefined;
}

/** The pattern as JavaScript writes it; as it is where it cannot be read. */
export function readablePattern(source: string): string {
  return nativeOf(source)?.source ?? source;
}

function read(source: string): Pattern | undefined {
  const native = nativeOf(source);
  if (native === undefined) return linear(source);
  return (mayBacktrack(native.source) ? linear(native.source, native.flags) : undefined) ?? native;
}

/** With the flag `u`, as JSON Schema has it; else translated; else without that flag, for the patterns of old. */
function nativeOf(source: string): RegExp | undefined {
  const strict = regExp(source, 'u');
  if (strict !== undefined) return strict;
  const translated = inJavaScript(source);
  if (translated === undefined) return undefined;
  return regExp(translated.source, `u${translated.flags}`) ?? regExp(source, '');
}

/** A repeated choice, which `safe-regex2` takes for harmless: `(a|aa)+`. */
const REPEATED_CHOICE = /\([^()]*\|[^()]*\)(?:[*+]|\{\d+,\d*\})/;

function mayBacktrack(source: string): boolean {
  return REPEATED_CHOICE.test(source) || !isSafe(source);
}

/** Undefined for what the linear engine does not have, such as look-ahead. */
function linear(source: string, flags = ''): Pattern | undefined {
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
