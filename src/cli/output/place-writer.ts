import { createPlaceFinder, writtenFilePlace } from '../../description/load/find-in-files.ts';
import type { Description } from '../../description/model/description.ts';
import type { Fault } from '../../description/model/fault.ts';
import { displayPath } from './display-path.ts';

/** Files larger than this, in bytes, are named without lines, which would delay the start; `inspect` prints them. */
const MAX_FILE_SIZE = 500_000;

/** Returns a function that writes a JSON Pointer into the description as a place in its file: `openapi.yaml:12`. */
export function createPlaceWriter(description: Description): (pointer: Fault['pointer']) => string {
  const placeOf = createPlaceFinder(description, MAX_FILE_SIZE);
  return (pointer) => {
    const { file, ...rest } = placeOf(pointer);
    return writtenFilePlace({ ...rest, file: file === undefined ? undefined : displayPath(file) });
  };
}
