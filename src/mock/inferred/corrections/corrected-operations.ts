import { lastSegment } from '../../../description/document/path-template.ts';
import type { Description } from '../../../description/model/description.ts';
import type { Operation } from '../../../description/model/operation.ts';
import { roleOf, type Correction, type InferredRole } from '../../../description/resources/correction.ts';
import { findResources } from '../../../description/resources/resource.ts';
import { correctedPlaces } from './corrected-places.ts';

/**
 * An operation as it has to look for it to be taken for what it is: moved to the path and method that are usual for
 * its role, with the places of item and list in its schemas.
 */
export interface CorrectedOperation {
  readonly original: Operation;
  readonly moved: Operation;
  /** The parameter of the original path that names the item, and what the moved path calls it. */
  readonly renamed: { readonly from: string; readonly to: string } | undefined;
  readonly isCorrected: boolean;
}

/** All operations of a description, those that are corrected moved to where they belong. */
export function correctedOperations(
  description: Description,
  corrections: ReadonlyMap<Operation, Correction | false>,
): readonly CorrectedOperation[] {
  const others = description.operations.filter((operation) => !corrections.get(operation));
  const plans = planMoves(description, others, corrections);
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
    const placed = { correction, role: plan.role, key: keys.get(collection), parameter: renamed?.to ?? '' };
    return {
      original: operation,
      moved: correctedPlaces(description, moveTo(operation, plan), placed),
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
  readonly key: string | undefined;
  readonly path: string;
  readonly renamed: CorrectedOperation['renamed'];
}

function planMoves(
  description: Description,
  others: readonly Operation[],
  corrections: ReadonlyMap<Operation, Correction | false>,
): readonly Move[] {
  const itemPaths = new Map(
    findResources({ operations: others }).map(({ collectionPath, itemPath }) => [collectionPath, itemPath]),
  );
  const moves: Move[] = [];
  for (const [operation, correction] of corrections) {
    if (correction === false) continue;
    const role = roleOf(correction, operation);
    if (role === undefined) continue;
    const collection = collectionOf(description, operation, role, correction);
    const own = /.*\{([^{}]+)\}/s.exec(operation.path)?.[1] ?? correction.key ?? 'id';
    const isAboutItem = !['create', 'list', 'singleton'].includes(role);
    const itemPath = itemPaths.get(collection) ?? `${collection}/{${own}}`;
    if (isAboutItem) itemPaths.set(collection, itemPath);
    const to = /\{([^{}]+)\}$/.exec(itemPath)?.[1] ?? own;
    moves.push({
      operation,
      correction,
      role,
      collection,
      key: correction.key,
      path: isAboutItem ? itemPath : collection,
      renamed: isAboutItem ? { from: own, to } : undefined,
    });
  }
  return moves;
}

/** By the path or its last part; without a correction, that which its own path shows. */
function collectionOf(
  description: Description,
  { path }: Operation,
  role: InferredRole,
  { collection }: Correction,
): string {
  const resources = findResources(description);
  if (collection !== undefined) {
    const known = resources.find(
      ({ collectionPath }) => collectionPath === collection || lastSegment(collectionPath) === collection,
    );
    return known?.collectionPath ?? collection.replace(/^(?!\/)/, '/');
  }
  if (role === 'create' || role === 'list' || role === 'singleton') return path;
  const own = resources.find(({ itemPath }) => itemPath === path)?.collectionPath;
  return own ?? path.replace(/\/\{[^{}]*\}[^/]*$/, '');
}

const METHODS: Readonly<Record<Exclude<InferredRole, 'singleton'>, string>> = {
  create: 'POST',
  list: 'GET',
  read: 'GET',
  replace: 'PUT',
  update: 'PATCH',
  delete: 'DELETE',
};

function moveTo(operation: Operation, { role, path, renamed }: Move): Operation {
  const isKept = role === 'singleton' && ['GET', 'PATCH', 'DELETE'].includes(operation.method);
  const usual = role === 'singleton' ? 'PUT' : METHODS[role];
  const parameters = operation.parameters.map((parameter) =>
    parameter.location === 'path' && parameter.name === renamed?.from
      ? { ...parameter, name: renamed.to }
      : parameter,
  );
  return { ...withMark(operation, true), method: isKept ? operation.method : usual, path, parameters };
}

/** What behaviours say counts, not what the description says. */
function withMark(operation: Operation, mark: boolean): Operation {
  return { ...operation, definition: { ...operation.definition, 'x-stuntdouble': mark } };
}

/** A key that was corrected for one operation of a collection is that of all. */
function withKey(
  description: Description,
  operation: Operation,
  keys: ReadonlyMap<string, string>,
): Operation {
  const { method, path } = operation;
  const onItem = path.replace(/\/\{[^{}]*\}$/, '');
  const key = keys.get(path) ?? keys.get(onItem);
  if (key === undefined) return operation;
  const isList = method === 'GET' && keys.has(path);
  const placed = { correction: {}, role: isList ? 'list' : 'read', key, parameter: key } as const;
  return correctedPlaces(description, operation, placed);
}
