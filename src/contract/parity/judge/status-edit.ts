import type { JsonObject } from '../../../base/json.ts';
import { responseFor, type Operation } from '../../../description/model/operation.ts';
import { successOf } from '../../../description/resources/body-content.ts';
import type { SeenStatuses } from '../compare/comparison.ts';
import type { Sides } from '../compare/sides.ts';
import { isAddressable } from './overlay-place.ts';
import { entryOf, type ResponseEdit } from './response-edit.ts';

/**
 * Returns the correction after which a mock answers as the target does: without the response that the target has never
 * given, and that only stands in the way of the one which it gives. Undefined where that would not do.
 */
export function statusEdit(
  document: JsonObject,
  operation: Operation,
  { target, mock }: Sides<number | undefined>,
  seen: SeenStatuses | undefined,
): ResponseEdit | undefined {
  if (target === undefined || mock === undefined || seen === undefined) return undefined;
  const response = operation.responses.find(({ status }) => status === String(mock));
  if (response === undefined || seen.target.has(mock)) return undefined;
  if (responseFor(operation, target) === undefined) return undefined;
  if (!isAddressable(document, operation, response)) return undefined;
  const others = operation.responses.filter((one) => one !== response);
  const isChosen = isSuccess(target)
    ? isSuccess(mock) && successOf({ ...operation, responses: others })?.status === String(target)
    : mock === 400 && target === 422 && others.some(({ status }) => status === '422');
  return isChosen ? { kind: 'removeResponse', at: entryOf(operation, mock), response } : undefined;
}

function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}
