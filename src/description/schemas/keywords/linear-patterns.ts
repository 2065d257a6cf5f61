import { RE2JS } from 're2js';
import isSafe from 'safe-regex2';

/** A compiled `pattern`. */
export interface Pattern {
  readonly test: (text: string) => boolean;
  /** Returns the source, by which Ajv caches patterns. */
  readonly toString: () => string;
}

/** True for patterns without repetitions inside repetitions. */
export function isWithoutNesting(source: string): boolean {
  return isSafe(source);
}

/** Compiles a pattern for the linear-time engine; undefined for syntax that it does not support, such as look-ahead. */
export function compileLinear(source: string, flags = ''): Pattern | undefined {
  try {
    const own = flags.replace('u', '');
    const expression = RE2JS.compile(own === '' ? source : `(?${own})${source}`);
    return { test: (text) => expression.matcher(text).find(), toString: () => source };
  } catch {
    return undefined;
  }
}
