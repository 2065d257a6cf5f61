import { escapedPattern } from '../../../base/text/escape-pattern.ts';

/**
 * A purpose that parameters or members have in many APIs, and the names that tell it. Names are written in words:
 * `page size` stands for `pageSize` and `page_size`.
 */
export interface Convention {
  /** Names that mean nothing else: the suite goes by them, and the mock honours them. */
  readonly sure: readonly string[];
  /** Names that mostly mean it: the mock honours them; the suite does not, since a false alarm is a defect. */
  readonly likely?: readonly string[];
  /** Names that the suite goes by, and that mean nothing to the mock. */
  readonly suiteOnly?: readonly string[];
}

/** Returns the names that the contract suite goes by. */
export function expected(...conventions: readonly Convention[]): readonly string[] {
  return conventions.flatMap(({ sure, suiteOnly = [] }) => [...sure, ...suiteOnly]);
}

/** Returns the names that the mock honours. */
export function honoured(...conventions: readonly Convention[]): readonly string[] {
  return conventions.flatMap(({ sure, likely = [] }) => [...sure, ...likely]);
}

/** Matches names as they stand in a description: in any case, with or without `_` between the words. */
export function asWritten(names: readonly string[]): RegExp {
  return new RegExp(`^(${oneOf(names)})$`, 'i');
}

/** Matches names that are in lower case and have no separators. */
export function inOneWord(names: readonly string[]): RegExp {
  return new RegExp(`^(${oneOf(names.map((name) => name.replaceAll(' ', '')))})$`);
}

/** Returns a part of a regular expression: one of the names, with or without `_` between the words. */
export function oneOf(names: readonly string[]): string {
  return names.map((name) => escapedPattern(name).replaceAll(' ', '_?')).join('|');
}
