import { compilePattern } from '../../description/schemas/pattern.ts';

/** What a text has to fit. */
export interface TextDemand {
  /** Every one of these has to be found in the text. */
  readonly patterns: readonly string[];
  /** None of these may be found in it. */
  readonly refused: readonly string[];
  /** The lengths in characters. */
  readonly least: number;
  readonly most: number;
}

/** The number of characters that may still be tried. */
export interface Steps {
  left: number;
}

/** Returns what one search may take by itself. */
export function newSteps(): Steps {
  return { left: 1500 };
}

/** True for a text that has all of the patterns, none of the refused ones, and the length. */
export function fitsText(demand: TextDemand, text: string): boolean {
  if (demand.least > 0 || demand.most < Infinity) {
    const length = Array.from(text).length;
    if (length < demand.least || length > demand.most) return false;
  }
  return fitsPatterns(demand, text);
}

/** True for a text that has all of the patterns, and none of the refused ones. */
export function fitsPatterns({ patterns, refused }: TextDemand, text: string): boolean {
  return (
    patterns.every((pattern) => compilePattern(pattern).test(text)) &&
    !refused.some((pattern) => compilePattern(pattern).test(text))
  );
}
