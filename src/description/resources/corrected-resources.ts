import { groupBy } from '../../base/group-by.ts';
import { lastSegment } from '../document/path-template.ts';
import type { Description } from '../model/description.ts';
import type { Operation } from '../model/operation.ts';
import { readOwnCorrection, roleOf, type Correction, type InferredRole } from './correction.ts';
import { findResources, type Resource } from './resource.ts';

type Described = Pick<Description, 'document' | 'operations'>;

/** An operation whose `x-stuntdouble` says what it does. */
interface Corrected {
  readonly operation: Operation;
  readonly role: Exclude<InferredRole, 'singleton'>;
  readonly collection: string;
  readonly key: string | undefined;
}

/**
 * Finds the resources of a description as its `x-stuntdouble` corrects them, by role, collection and key. An operation
 * with `false` belongs to none, and so does one whose path names the item otherwise than the others do.
 */
export function correctedResources({ document, operations }: Described): readonly Resource[] {
  const corrections = new Map(
    operations.flatMap((operation): [Operation, Correction | false][] => {
      const { correction } = readOwnCorrection(document, operation);
      return correction === undefined ? [] : [[operation, correction]];
    }),
  );
  if (corrections.size === 0) return findResources({ document, operations });
  const others = operations.filter((operation) => !corrections.has(operation));
  const inferred = findResources({ document, operations: others });
  const corrected = [...corrections].flatMap(([operation, correction]): Corrected[] => {
    const role = correction === false ? undefined : roleOf(correction, operation);
    if (correction === false || role === undefined || role === 'singleton') return [];
    const collection = collectionOf({ document, operations }, operation, role, correction);
    return [{ operation, role, collection, key: correction.key }];
  });
  const groups = groupBy(corrected, ({ collection }) => collection);
  const known = inferred.map((resource) => withRoles(resource, groups.get(resource.collectionPath) ?? []));
  const added = [...groups].flatMap(([collection, members]) => {
    const isKnown = inferred.some(({ collectionPath }) => collectionPath === collection);
    const resource = isKnown ? undefined : newResource(collection, members);
    return resource === undefined ? [] : [withRoles(resource, members)];
  });
  return [...known, ...added];
}

/** Returns the path of the collection that a correction names, in full or by its last segment; else the one of the path. */
export function collectionOf(
  description: Described,
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
  const described = resources.find(({ itemPath }) => itemPath === path)?.collectionPath;
  return described ?? path.replace(/\/\{[^{}]*\}[^/]*$/, '');
}

/** Returns a resource without operations, whose item has the path of the first operation on one; undefined without one. */
function newResource(collectionPath: string, members: readonly Corrected[]): Resource | undefined {
  const onItem = members.find(
    ({ role, operation }) => isOnItem(role) && lastParameter(operation) !== undefined,
  );
  const parameter = onItem && lastParameter(onItem.operation);
  if (onItem === undefined || parameter === undefined) return undefined;
  const none = { create: undefined, list: undefined, read: undefined, replace: undefined };
  const { operation } = onItem;
  const declared = operation.parameters.find(
    ({ location, name }) => location === 'path' && name === parameter,
  );
  const parameterSchema = declared?.schema;
  return {
    ...none,
    update: undefined,
    delete: undefined,
    collectionPath,
    itemPath: operation.path,
    parameter,
    parameterSchema,
  };
}

function withRoles(resource: Resource, members: readonly Corrected[]): Resource {
  const fitting = members.filter(
    ({ role, operation }) => !isOnItem(role) || lastParameter(operation) === resource.parameter,
  );
  const key = members.find((one) => one.key !== undefined)?.key;
  const roles = Object.fromEntries(fitting.map(({ role, operation }) => [role, operation]));
  return { ...resource, ...roles, ...(key !== undefined && { key }) };
}

function isOnItem(role: InferredRole): boolean {
  return role !== 'create' && role !== 'list';
}

function lastParameter({ path }: Operation): string | undefined {
  return /.*\{([^{}]+)\}/s.exec(path)?.[1];
}
