import type { Description } from '../../../description/model/description.ts';
import type { Operation } from '../../../description/model/operation.ts';
import { collectionOf } from '../../../description/resources/corrected-resources.ts';
import { roleOf, type Correction, type InferredRole } from '../../../description/resources/correction.ts';
import { findResources } from '../../../description/resources/resource.ts';
import { correctedPlaces } from './corrected-places.ts';

/**
 * An operation in the form from which its role is inferred rightly: moved to the path and method that are usual for the
 * role, with the places of item and list in its schemas.
 */
export interface CorrectedOperation {
  readonly original: Operation;
  readonly moved: Operation;
  /** The names of the item's path parameter in the original and in the moved path. */
  readonly renamed: { readonly from: string; readonly to: string } | undefined;
  readonly isCorrected: boolean;
}

/** Returns all operations of a description, corrected ones in their moved form. */
export function correctedOperations(
  description: Description,
  corrections: ReadonlyMap<Operation, Correction | false>,
): readonly CorrectedOperation[] {
  const others = description.operations.filter((operation) => !corrections.get(operation));
  const plans = findMoves(description, others, corrections);
  const keys = new Map(
    plans.flatMap(({ collection, key }) => (key === undefined ? [] : [[collection, key]])),
  );
  const unmoved = others.map((operation) => {
    const isOff = corrections.get(operation) === false;
    const moved = isOff ? withMark(operation, false) : withKey(description, operation, keys);
    return { original: operation, moved, renamed: undefined, isCorrected: isOff };
  });
  const moved = plans.map((plan) => {
    const { operation, correction, collection, renamed } = plan;
    const places = { correction, role: plan.role, key: keys.get(collection), parameter: renamed?.to ?? '' };
    return {
      original: operation,
      moved: correctedPlaces(description, movedOperation(operation, plan), places),
      renamed,
      isCorrected: true,
    };
  });
  return [...unmoved, ...moved];
}

interface Move {
  readonly operation: Operation;
  readonly correction: Correction;
  readonly role: InferredRole;
  /** The collection's path, or the singleton's. */
  readonly collection: string;
  /** The corrected name of the member that identifies an item. */
  readonly key: string | undefined;
  /** The path to which the operation is moved. */
  readonly path: string;
  readonly renamed: CorrectedOperation['renamed'];
}

function findMoves(
  description: Description,
  others: readonly Operation[],
  corrections: ReadonlyMap<Operation, Correction | false>,
): readonly Move[] {
  const itemPaths = new Map(
    findResources({ document: description.document, operations: others }).map(
      ({ collectionPath, itemPath }) => [collectionPath, itemPath],
    ),
  );
  const moves: Move[] = [];
  for (const [operation, correction] of corrections) {
    if (correction === false) continue;
    const role = roleOf(correction, operation);
    if (role === undefined) continue;
    const collection = collectionOf(description, operation, role, correction);
    const from = /.*\{([^{}]+)\}/s.exec(operation.path)?.[1] ?? correction.key ?? 'id';
    const isOnItem = !['create', 'list', 'singleton'].includes(role);
    const itemPath = itemPaths.get(collection) ?? `${collection}/{${from}}`;
    if (isOnItem) itemPaths.set(collection, itemPath);
    const to = /\{([^{}]+)\}$/.exec(itemPath)?.[1] ?? from;
    moves.push({
      operation,
      correction,
      role,
      collection,
      key: correction.key,
      path: isOnItem ? itemPath : collection,
      renamed: isOnItem ? { from, to } : undefined,
    });
  }
  return moves;
}

const METHODS: Readonly<Record<Exclude<InferredRole, 'singleton'>, string>> = {
  create: 'POST',
  list: 'GET',
  read: 'GET',
  replace: 'PUT',
  update: 'PATCH',
  delete: 'DELETE',
};

function movedOperation(operation: Operation, { role, path, renamed }: Move): Operation {
  const isKept = role === 'singleton' && ['GET', 'PATCH', 'DELETE'].includes(operation.method);
  const usual = role === 'singleton' ? 'PUT' : METHODS[role];
  const parameters = operation.parameters.map((parameter) =>
    parameter.location === 'path' && parameter.name === renamed?.from
      ? { ...parameter, name: renamed.to }
      : parameter,
  );
  return { ...withMark(operation, true), method: isKept ? operation.method : usual, path, parameters };
}

/** Sets `x-stuntdouble`, so that a correction in the behaviours counts, and not the one in the description. */
function withMark(operation: Operation, mark: boolean): Operation {
  return { ...operation, definition: { ...operation.definition, 'x-stuntdouble': mark } };
}

/** Writes the corrected key of a collection into the schemas of its other operations. */
function withKey(
  description: Description,
  operation: Operation,
  keys: ReadonlyMap<string, string>,
): Operation {
  const { method, path } = operation;
  const collectionPath = path.replace(/\/\{[^{}]*\}$/, '');
  const key = keys.get(path) ?? keys.get(collectionPath);
  if (key === undefined) return operation;
  const isList = method === 'GET' && keys.has(path);
  const places = { correction: {}, role: isList ? 'list' : 'read', key, parameter: key } as const;
  return correctedPlaces(description, operation, places);
}
