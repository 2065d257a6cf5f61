import { atPointer } from '../../../base/json-pointer.ts';
import { hashOf } from '../../../base/random.ts';
import type { RequestPlan, Step } from '../../case/case.ts';
import { violationKeys } from '../../case/violation-keys.ts';
import type { Planning } from './planning.ts';
import { uniqueOfGiven } from './target-data.ts';
import { freshBodies, keysOf, uniqueBody } from './unique-values.ts';
import { writtenBody } from './written-body.ts';

/**
 * Gives the item that a step creates or changes names that no other case uses. The value at `fixed` stays as it is.
 */
export function uniqueStep(
  planning: Planning,
  step: Step,
  { token, fixed }: { readonly token: string; readonly fixed?: string | undefined },
): Step {
  const { operationId } = step;
  const request = withOwnKey(step.request, token);
  const resource = planning.resources.find(({ create, replace, update }) =>
    [create, replace, update].some((one) => one !== undefined && one.id === operationId),
  );
  const operation = planning.description.operationById(operationId);
  const written = operation && writtenBody(planning.description, operation, request);
  if (resource === undefined || operation === undefined || written === undefined) return { ...step, request };
  const { value } = written;
  const requestWith = (changed: unknown): RequestPlan => ({ ...request, body: written.write(changed) });
  const before = violationKeys(planning.validator, operation, request);
  const keeps = (changed: unknown) =>
    violationKeys(planning.validator, operation, requestWith(changed)) === before &&
    (fixed === undefined || isSameAt(fixed, changed, value));
  const keys = keysOf(planning, resource);
  const isNew = operation === resource.create;
  const fresh = freshBodies(planning.description, written.schema);
  const given = uniqueOfGiven(planning.data, operation);
  const own = isNew ? { keys, kept: [] } : { keys: [], kept: keys };
  const unique = uniqueBody(value, { ...own, given, token, keeps, fresh });
  return { ...step, request: requestWith(unique) };
}

function isSameAt(pointer: string, left: unknown, right: unknown): boolean {
  return JSON.stringify(atPointer(left, pointer)) === JSON.stringify(atPointer(right, pointer));
}

/** Gives a request an idempotency key of its own: with the same key, two requests would count as one. */
function withOwnKey(request: RequestPlan, token: string): RequestPlan {
  const name = Object.keys(request.headers).find((field) => /idempotency/.test(field));
  const key = name === undefined ? undefined : request.headers[name];
  if (name === undefined || key === undefined) return request;
  const digits = hashOf(token).toString(16).padStart(8, '0');
  const own = /^[0-9a-f]{8}-/i.test(key)
    ? `${digits}${key.slice(8)}`
    : `${token}${key}`.slice(0, Math.max(8, key.length));
  return { ...request, headers: { ...request.headers, [name]: own } };
}
