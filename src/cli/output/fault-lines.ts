import { createPlaceFinder, writtenFilePlace } from '../../description/load/find-in-files.ts';
import type { Description } from '../../description/model/description.ts';
import type { Fault } from '../../description/model/fault.ts';
import { describedCorrectionFaults } from '../../mock/inferred/corrections/corrections.ts';
import { nearPath } from './near-path.ts';

/** More than these are counted: `inspect` lists them all. */
const MOST = 20;

/** A start does not wait for the lines of larger files than these, in bytes: `inspect` tells them. */
const QUICK = 500_000;

/** What cannot be served of a description, and what else is wrong with it, each with its file and line. */
export function troubleLines(description: Description): {
  readonly disabled: readonly string[];
  readonly faults: readonly string[];
} {
  const { disabled, name, location = name } = description;
  const faults = [...description.faults, ...describedCorrectionFaults(description)];
  const placeOf = placeWriter(description);
  const hint = `see: stuntdouble inspect ${nearPath(location)}`;
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

/** Writes places for people: `openapi.yaml:12`; without the line in a file of more than `largest` bytes. */
export function placeWriter(
  description: Description,
  largest = QUICK,
): (pointer: Fault['pointer']) => string {
  const placeOf = createPlaceFinder(description, largest);
  return (pointer) => {
    const { file, ...rest } = placeOf(pointer);
    return writtenFilePlace({ ...rest, file: file === undefined ? undefined : nearPath(file) });
  };
}

function atMost(lines: readonly string[], hint: string): readonly string[] {
  const shown = lines.slice(0, MOST).map((line) => `  ${line}`);
  return lines.length <= MOST ? shown : [...shown, `  and ${lines.length - MOST} more; ${hint}`];
}
