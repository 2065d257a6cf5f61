import type { Operation } from './operation.ts';

/** Finds an operation by its `id`; undefined for an unknown one, and for no `id` at all. */
export type OperationById = (id: string | undefined) => Operation | undefined;

/** Indexes operations by `id`. Of several with the same one, the first counts. */
export function operationsById(operations: readonly Operation[]): OperationById {
  const byId = new Map(operations.toReversed().map((operation) => [operation.id, operation]));
  return (id) => (id === undefined ? undefined : byId.get(id));
}
