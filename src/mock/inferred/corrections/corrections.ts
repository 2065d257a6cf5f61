import { formatPointer } from '../../../base/json-pointer.ts';
import type { Description } from '../../../description/model/description.ts';
import type { Fault } from '../../../description/model/fault.ts';
import type { Operation } from '../../../description/model/operation.ts';
import {
  readCorrection,
  readOwnCorrection,
  type Correction,
} from '../../../description/resources/correction.ts';
import { findIneffectiveCorrections, type IneffectiveCorrection } from './ineffective-corrections.ts';

/** Corrections by `operationId`; `false`: no behaviour is inferred for the operation. */
type Corrections = Readonly<Record<string, Correction | false>>;

/** Returns the corrections of a description: those in its behaviours, else those in `x-stuntdouble`. */
export function correctionsOf(
  description: Description,
  given: Corrections = {},
): ReadonlyMap<Operation, Correction | false> {
  const entries = description.operations.flatMap((operation) => {
    const { correction } = readCorrectionOf(description, operation, given);
    return correction === undefined ? [] : [[operation, correction] as const];
  });
  return new Map(entries);
}

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

function readCorrectionOf({ document }: Description, operation: Operation, given: Corrections) {
  if (!Object.hasOwn(given, operation.id)) return readOwnCorrection(document, operation);
  return readCorrection(given[operation.id], { document, operation, pointer: pointerTo(operation.id) });
}

function pointerTo(id: string): string {
  return formatPointer(['inferred', id]);
}
