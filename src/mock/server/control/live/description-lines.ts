import { weaklyMemoised } from '../../../../base/memoise.ts';
import { placeFinderOf } from '../../../../description/load/find-in-files.ts';
import { linesInFiles, type FileLines } from '../../../../description/load/lines-in-files.ts';
import type { Description } from '../../../../description/model/description.ts';

/** The lines of a description around a place, and the file in which they are. */
export interface DescriptionLines extends FileLines {
  readonly file: string;
}

/** Returns the lines around a JSON Pointer; null where the description is in no file that can be read. */
export const linesOf = weaklyMemoised((description: Description) => {
  const [placeOf, around] = [placeFinderOf(description), linesInFiles(description)];
  return (pointer: string): DescriptionLines | null => {
    const lines = around(pointer);
    return lines === undefined ? null : { ...lines, file: placeOf(pointer).file ?? '' };
  };
});
