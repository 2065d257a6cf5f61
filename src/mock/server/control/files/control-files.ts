import type { Description } from '../../../../description/model/description.ts';
import type { DescriptionLines } from '../../../control/inspect/shown/description-lines.ts';

/** What control requests need of files: those of this package, and those of the descriptions. */
export interface ControlFiles {
  /** Returns the version of this package. */
  readonly version: () => string;
  /** Returns the description of the control routes; undefined where it cannot be read. */
  readonly controlDescription: () => unknown;
  /** Returns the lines around a JSON Pointer; null where the description is in no file that can be read. */
  readonly linesOf: (description: Description) => (pointer: string) => DescriptionLines | null;
}
