import { createPlaceFinder, writtenFilePlace } from '../../description/load/find-in-files.ts';
import type { Description } from '../../description/model/description.ts';
import type { Fault } from '../../description/model/fault.ts';
import { faultsOfOwnCorrections } from '../../mock/inferred/corrections/corrections.ts';
import { displayPath } from './display-path.ts';

/** At most this many faults are listed, and the rest counted; `inspect` lists them all. */
const MAX_LINES = 20;

/** Finding line numbers in files larger than this (in bytes) would delay the start; `inspect` prints them. */
const MAX_FILE_SIZE = 500_000;

/** Returns a line, with file and line number, for each operation that cannot be served and for each other fault. */
export function faultLines(description: Description): {
  readonly disabled: readonly string[];
  readonly faults: readonly string[];
} {
  const { disabled, name, location = name } = description;
  const faults = [...description.faults, ...faultsOfOwnCorrections(description)];
  const placeOf = createPlaceWriter(description);
  const hint = `see: stuntdouble inspect ${displayPath(location)}`;
  return {
    disabled: atMost(
      disabled.map(
        ({ method, path, pointer, reason }) => `${method} ${path}  ${placeOf(pointer)}: ${reason}`,
      ),
      hint,
    ),
    faults: atMost(
      faults.map(({ pointer, message }) => `${placeOf(pointer)}: ${message}`),
      hint,
    ),
  };
}

/**
 * Returns a function that writes a JSON Pointer into the description as a place in its file: `openapi.yaml:12`. Files of
 * more than `maxFileSize` bytes are named without the line.
 */
export function createPlaceWriter(
  description: Description,
  maxFileSize = MAX_FILE_SIZE,
): (pointer: Fault['pointer']) => string {
  const placeOf = createPlaceFinder(description, maxFileSize);
  return (pointer) => {
    const { file, ...rest } = placeOf(pointer);
    return writtenFilePlace({ ...rest, file: file === undefined ? undefined : displayPath(file) });
  };
}

function atMost(lines: readonly string[], hint: string): readonly string[] {
  const listed = lines.slice(0, MAX_LINES).map((line) => `  ${line}`);
  return lines.length <= MAX_LINES ? listed : [...listed, `  and ${lines.length - MAX_LINES} more; ${hint}`];
}
