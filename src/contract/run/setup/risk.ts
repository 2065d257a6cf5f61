import { weaklyMemoised } from '../../../base/memoise.ts';
import type { Operation } from '../../../description/model/operation.ts';
import { isSafe } from '../../../http/method.ts';
import { identifierNames } from '../../case/bindings.ts';
import type { Case, Step } from '../../case/case.ts';
import { namesInPath } from '../../case/request-parts.ts';
import type { Planning } from '../../plan/requests/planning.ts';

/**
 * Returns the step of a case that may change what others look at: a write that neither creates an item nor concerns one
 * that the case has created. Undefined where there is none.
 */
export function riskyStep(one: Case, { resources }: Pick<Planning, 'resources'>): Step | undefined {
  const creates = createsOf(resources);
  const own = new Set(one.steps.flatMap(({ bind }) => identifierNames(bind)));
  return one.steps.find(
    (step) =>
      step.role !== 'cleanup' &&
      !isSafe(step.request.method) &&
      !creates.has(step.operationId ?? '') &&
      !isAboutOwn(step, own),
  );
}

const createsOf = weaklyMemoised(
  (resources: Planning['resources']) =>
    new Set(resources.flatMap(({ create }) => (create === undefined ? [] : [create.id]))),
);

/**
 * Returns the operation of a risky case that is about all items of a collection, those of others included: a DELETE, PUT
 * or PATCH of its path. Undefined where there is none.
 */
export function changeOfAll(
  one: Case,
  { description, resources }: Pick<Planning, 'description' | 'resources'>,
): Operation | undefined {
  const operation = description.operationById(riskyStep(one, { resources })?.operationId);
  if (operation === undefined || operation.method === 'POST') return undefined;
  const isOfItems = resources.some(
    ({ collectionPath, list, read, create }) =>
      collectionPath === operation.path && (list ?? read ?? create) !== undefined,
  );
  return isOfItems ? operation : undefined;
}

function isAboutOwn({ request }: Step, own: ReadonlySet<string>): boolean {
  return namesInPath(request).some((name) => own.has(name));
}
