import type { Operation } from '../../../description/model/operation.ts';
import type { Behaviour } from '../../behaviour/behaviour.ts';
import type { InferenceContext } from '../collection/inference-context.ts';
import { openParent } from '../collection/open-collection.ts';

/**
 * Returns the check that runs before a documented example is sent. It responds with 404 when the path leads through an
 * item that does not exist, else with 204. Undefined when the path leads through no item.
 */
export function parentGuard({ path }: Operation, context: InferenceContext): Behaviour | undefined {
  if (context.models.above(path) === undefined) return undefined;
  return async (request, tx) => {
    const parent = await openParent(path, request.path, tx, context);
    return parent.kind === 'noParent' ? { status: 404, reason: parent.reason } : { status: 204 };
  };
}
