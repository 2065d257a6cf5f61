import type { Operation } from '../../../description/model/operation.ts';
import type { Behaviour } from '../../behaviour/behaviour.ts';
import { openParent } from '../collection/open-collection.ts';
import type { InferenceContext } from '../collection/inference-context.ts';

/**
 * For an operation that examples answer: 404 where its path leads through an item that is not there, 204 where it may
 * be answered. Undefined where it leads through none.
 */
export function parentGuard({ path }: Operation, context: InferenceContext): Behaviour | undefined {
  if (context.models.above(path) === undefined) return undefined;
  return async (request, tx) => {
    const parent = await openParent(path, request.path, tx, context);
    return parent.kind === 'noParent' ? { status: 404, reason: parent.reason } : { status: 204 };
  };
}
