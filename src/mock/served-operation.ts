import type { Operation } from '../description/model/operation.ts';
import type { InferredRole } from '../description/resources/correction.ts';
import type { Api } from './api.ts';
import { behaviourOf } from './choose-behaviour.ts';

/** An operation that is served, and what answers it. */
export interface ServedOperation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  /** `description`: an example, or a value made from the schema. */
  readonly answeredBy: 'behaviour' | 'inferred' | 'description';
  /** What it was taken for, where that was inferred. */
  readonly role?: InferredRole;
  readonly collection?: string;
}

export function servedOperation(api: Api, operation: Operation): ServedOperation {
  const { id, method, path } = operation;
  const chosen = behaviourOf(api, operation);
  if (chosen === undefined) return { id, method, path, answeredBy: 'description' };
  if (!chosen.isInferred) return { id, method, path, answeredBy: 'behaviour' };
  const { role, collection } = api.inferred()?.behaviourOf(operation)?.inference ?? {};
  return {
    id,
    method,
    path,
    answeredBy: 'inferred',
    ...(role && { role }),
    ...(collection !== undefined && { collection }),
  };
}
