import { RE2JS } from 're2js';
import isSafe from 'safe-regex2';

/** A compiled `pattern`. */
export interface Pattern {
  readonly test: (text: string) => boolean;
  /** Ajv tells patterns apart by their texts. */
  readonly toString: () => string;
}

const compiled = new Map<string, Pattern>();

/**
 * Compiles a `pattern` (JSON Schema 2020-12, section 6.3.3). Patterns with catastrophic backtracking run on a
 * linear-time engine; one that JavaScript refuses matches everything: whoever loads it has listed the fault.
 */
export function compilePattern(source: string): Pattern {
  let pattern = compiled.get(source);
  if (pattern === undefined) {
    pattern = mayBacktrack(source) ? (linear(source) ?? native(source)) : native(source);
    compiled.set(source, pattern);
  }
  return pattern;
}

/** False for a pattern that JavaScript refuses, with and without the `u` flag. */
export function isPattern(source: string): boolean {
  return ['u', ''].some((flags) => regExp(source, flags) !== undefined);
}

/** A repeated choice, which `safe-regex2` takes for harmless: `(a|aa)+`. */
const REPEATED_CHOICE = /\([^()]*\|[^()]*\)(?:[*+]|\{\d+,\d*\})/;

function mayBacktrack(source: string): boolean {
  return REPEATED_CHOICE.test(source) || !isSafe(source);
}

function native(source: string): Pattern {
  return regExp(source, 'u') ?? regExp(source, '') ?? { test: () => true, toString: () => source };
}

/** Undefined for what the linear engine does not have, such as look-ahead. */
function linear(source: string): Pattern | undefined {
  try {
    const expression = RE2JS.compile(source);
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
