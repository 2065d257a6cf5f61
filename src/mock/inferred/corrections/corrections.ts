import { formatPointer } from '../../../base/json-pointer.ts';
import type { Description } from '../../../description/model/description.ts';
import type { Fault } from '../../../description/model/fault.ts';
import type { Operation } from '../../../description/model/operation.ts';
import {
  readCorrection,
  readOwnCorrection,
  type Correction,
} from '../../../description/resources/correction.ts';
import { lostCorrections, type LostCorrection } from './ineffective-corrections.ts';

/** Corrections by `operationId`; `false`: nothing is inferred for it. */
type Corrections = Readonly<Record<string, Correction | false>>;

/** What is to be corrected: what behaviours say, else `x-stuntdouble` in the description. */
export function correctionsOf(
  description: Description,
  given: Corrections = {},
): ReadonlyMap<Operation, Correction | false> {
  const found = description.operations.flatMap((operation) => {
    const { correction } = readOne(description, operation, given);
    return correction === undefined ? [] : [[operation, correction] as const];
  });
  return new Map(found);
}

/** What in the corrections of behaviours makes no sense: a line each, with a pointer into the behaviours. */
export function faultsOfCorrections(description: Description, given: Corrections = {}): readonly string[] {
  const known = new Map(description.operations.map((operation) => [operation.id, operation]));
  const written = Object.keys(given).flatMap((id) => {
    const operation = known.get(id);
    if (operation === undefined) return [`${pointerTo(id)}: there is no such operation`];
    return readOne(description, operation, given).faults.map(
      ({ pointer, message }) => `${pointer}: ${message}`,
    );
  });
  const lost = lostCorrections(description, correctionsOf(description, given)).filter(({ operation }) =>
    Object.hasOwn(given, operation.id),
  );
  return [...written, ...lost.map((one) => `${placeIn(pointerTo(one.operation.id), one)}: ${one.message}`)];
}

/** The `x-stuntdouble` of operations that lead nowhere. */
export function faultsOfOwnCorrections(description: Description): readonly Fault[] {
  return lostCorrections(description, correctionsOf(description)).map((one) => ({
    pointer: placeIn(`${one.operation.pointer}/x-stuntdouble`, one),
    message: one.message,
  }));
}

function placeIn(pointer: string, { member }: LostCorrection): string {
  return member === undefined ? pointer : `${pointer}/${member}`;
}

function readOne({ document }: Description, operation: Operation, given: Corrections) {
  if (!Object.hasOwn(given, operation.id)) return readOwnCorrection(document, operation);
  return readCorrection(given[operation.id], { document, operation, pointer: pointerTo(operation.id) });
}

function pointerTo(id: string): string {
  return formatPointer(['inferred', id]);
}
