import type { Operation } from '../../description/model/operation.ts';
import type { InferredRole } from '../../description/resources/correction.ts';
import type { Api } from '../api.ts';
import { chooseBehaviour } from './choose-behaviour.ts';

/** An operation of a served API, with the source of its responses. */
export interface ServedOperation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  /** `behaviour`: given code; `inferred`: an inferred behaviour; `description`: an example, or a generated value. */
  readonly answeredBy: 'behaviour' | 'inferred' | 'description';
  /** The role of an inferred behaviour. */
  readonly role?: InferredRole;
  /** The path of the collection or singleton of an inferred behaviour. */
  readonly collection?: string;
}

export function servedOperation(api: Api, operation: Operation): ServedOperation {
  const { id, method, path } = operation;
  const chosen = chooseBehaviour(api, operation);
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
