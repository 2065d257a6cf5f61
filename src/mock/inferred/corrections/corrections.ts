import { formatPointer } from '../../../base/json-pointer.ts';
import type { Description } from '../../../description/model/description.ts';
import type { Operation } from '../../../description/model/operation.ts';
import {
  readCorrection,
  readOwnCorrection,
  type Correction,
} from '../../../description/resources/correction.ts';

/** Corrections by `operationId`; `false`: no behaviour is inferred for the operation. */
export type Corrections = Readonly<Record<string, Correction | false>>;

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

/** Reads the correction of an operation, with its faults. */
export function readCorrectionOf({ document }: Description, operation: Operation, given: Corrections) {
  if (!Object.hasOwn(given, operation.id)) return readOwnCorrection(document, operation);
  return readCorrection(given[operation.id], { document, operation, pointer: pointerTo(operation.id) });
}

/** Returns the JSON Pointer of the correction of an operation in the behaviours. */
export function pointerTo(id: string): string {
  return formatPointer(['inferred', id]);
}
