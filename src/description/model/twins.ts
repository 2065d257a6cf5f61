import { groupBy } from '../../base/group-by.ts';
import { lastMemoised, weaklyMemoised } from '../../base/memoise.ts';
import type { Operation } from './operation.ts';

/**
 * Returns the groups of operations that no request tells apart by its method and path: their templates differ in the
 * names of the parameters alone, or in a fragment. OpenAPI 3.1 (Paths Object) forbids them.
 */
export function twinGroups(operations: readonly Operation[]): readonly (readonly Operation[])[] {
  const shapeOf = lastMemoised((path: string) => path.replace(/\{[^}]*\}/g, '{}'));
  // neither a method nor a shape has a line break, so that keys of different ones differ
  const groups = groupBy(operations, ({ method, path, query }) => `${method}\n${shapeOf(path)}\n${query}`);
  return [...groups.values()].filter((group) => group.length > 1);
}

const twinsByOperation = weaklyMemoised((operations: readonly Operation[]) => {
  const pairs = twinGroups(operations).flatMap((group) =>
    group.map((one) => [one, group.filter((other) => other !== one)] as const),
  );
  return new Map<Operation, readonly Operation[]>(pairs);
});

/** Returns the other operations that may answer the requests to one. */
export function twinsOf(
  { operations }: { readonly operations: readonly Operation[] },
  operation: Operation,
): readonly Operation[] {
  return twinsByOperation(operations).get(operation) ?? [];
}
