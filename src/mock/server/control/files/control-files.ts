import type { FileLines } from '../../../../description/load/lines-in-files.ts';
import type { Description } from '../../../../description/model/description.ts';

/** The lines of a description around a place, and the file in which they are. */
export interface DescriptionLines extends FileLines {
  readonly file: string;
}

/** What control requests need of files: those of this package, and those of the descriptions. */
export interface ControlFiles {
  /** Returns the version of this package. */
  readonly version: () => string;
  /** Returns the description of the control routes; undefined where it cannot be read. */
  readonly controlDescription: () => unknown;
  /** Returns the lines around a JSON Pointer; null where the description is in no file that can be read. */
  readonly linesOf: (description: Description) => (pointer: string) => DescriptionLines | null;
}
