/** Some lines of a file. */
export interface FileLines {
  /** The number of the first of them, from 1. */
  readonly first: number;
  /** The number of the one that is meant, from 1. */
  readonly marked: number;
  readonly lines: readonly string[];
}
