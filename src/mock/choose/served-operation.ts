import type { Operation } from '../../description/model/operation.ts';
import type { Api } from '../api.ts';
import type { ServedOperation } from '../control/inspect/shown/operation.ts';
import { chooseBehaviour } from './choose-behaviour.ts';

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
