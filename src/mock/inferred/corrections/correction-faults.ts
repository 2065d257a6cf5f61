import type { Description } from '../../../description/model/description.ts';
import type { Fault } from '../../../description/model/fault.ts';
import { correctionsOf, pointerTo, readCorrectionOf, type Corrections } from './corrections.ts';
import { findIneffectiveCorrections, type IneffectiveCorrection } from './ineffective-corrections.ts';

/** Returns the faults in the corrections of behaviours: a line each, with a pointer into the behaviours. */
export function behaviourCorrectionFaults(
  description: Description,
  given: Corrections = {},
): readonly string[] {
  if (Object.keys(given).length === 0) return [];
  const known = new Map(description.operations.map((operation) => [operation.id, operation]));
  const faults = Object.keys(given).flatMap((id) => {
    const operation = known.get(id);
    if (operation === undefined) return [`${pointerTo(id)}: there is no such operation`];
    return readCorrectionOf(description, operation, given).faults.map(
      ({ pointer, message }) => `${pointer}: ${message}`,
    );
  });
  const ineffective = findIneffectiveCorrections(description, correctionsOf(description, given))
    .filter(({ operation }) => Object.hasOwn(given, operation.id))
    .map((correction) => `${placeIn(pointerTo(correction.operation.id), correction)}: ${correction.message}`);
  return [...faults, ...ineffective];
}

/** Returns the faults of `x-stuntdouble` members in the description that have no effect. */
export function describedCorrectionFaults(description: Description): readonly Fault[] {
  return findIneffectiveCorrections(description, correctionsOf(description)).map((correction) => ({
    pointer: placeIn(`${correction.operation.pointer}/x-stuntdouble`, correction),
    message: correction.message,
  }));
}

function placeIn(pointer: string, { member }: IneffectiveCorrection): string {
  return member === undefined ? pointer : `${pointer}/${member}`;
}
