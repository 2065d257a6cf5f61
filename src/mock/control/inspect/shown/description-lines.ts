import type { FileLines } from '../../../../description/load/text/file-lines.ts';

/** The lines of a description around a place, and the file in which they are. */
export interface DescriptionLines extends FileLines {
  readonly file: string;
}
