import { isObject } from '../../base/json.ts';
import type { Description } from '../../description/model/description.ts';
import { responseFor, type Operation } from '../../description/model/operation.ts';
import { shapeOf } from '../../description/schemas/value-shape.ts';
import type { BehaviourResponse } from '../behaviour/behaviour.ts';
import { bestContent } from '../respond/respond.ts';

/**
 * True for a success without the body that it should have, or with items that the media type of the response cannot hold:
 * no description says how a list becomes comma-separated values.
 */
export function lacksBody(
  { status, body }: BehaviourResponse,
  operation: Operation,
  { document }: Pick<Description, 'document'>,
  accept: string | undefined,
): boolean {
  const content = responseFor(operation, status)?.content ?? [];
  if (status >= 300 || content.length === 0) return false;
  if (body === undefined) return true;
  const isInside = isObject(body) || Array.isArray(body);
  const schema = isInside ? bestContent(content, accept)?.schema : undefined;
  if (schema === undefined) return false;
  const { isKnown, allowsArray, allowsObject } = shapeOf(document, schema);
  return isKnown && !allowsArray && !allowsObject;
}
