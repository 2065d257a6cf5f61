import type { Operation } from '../../../description/model/operation.ts';
import { isWithoutContent } from '../../../http/method.ts';
import type { Confidence, Expectation } from '../../case/case.ts';
import { answeredStatuses, acceptedStatuses, documentedStatuses } from '../../case/statuses.ts';
import type { Planning } from './planning.ts';
import type { Template } from './template.ts';
import { hasInventedPathItem, isCreatedByPut } from './valid-template.ts';

/**
 * Expects that a valid request is accepted, which is likely only: prose may restrict it. An invented item may rightly
 * not be found. `statuses` are right beside the documented successes.
 */
export function taken(planning: Planning, template: Template, statuses: readonly string[] = []): Expectation {
  const expect = acceptedAt(planning, template);
  const right = { ...expect, statuses: [...expect.statuses, ...statuses], confidence: 'likely' as const };
  if (!hasInventedPathItem(planning, template)) return right;
  return { ...right, outcome: 'any', statuses: [...right.statuses, '404', '410'] };
}

/** Expects a valid response, be it a success or a refusal. What is too long may be refused in three ways. */
export function takenOrRefused(operation: Operation): Expectation {
  const statuses = [...answeredStatuses(operation), '409', '413', '414', '431'];
  return { ...accepted(operation), outcome: 'any', statuses };
}

/** Expects a success. What a case before has deleted may be gone, where each run has but one of it. */
export function accepted(operation: Operation): Expectation {
  const expect = {
    outcome: 'accepted',
    statuses: acceptedStatuses(operation),
    confidence: 'definite',
  } as const;
  const isOfOne = operation.method === 'DELETE' && !operation.path.includes('{');
  return isOfOne ? { ...expect, tolerated: ['404', '410'] } : expect;
}

/** Expects the same, but where a PUT may not create the item that it names. */
export function acceptedAt(planning: Planning, { operation, bound, parameters }: Template): Expectation {
  const isNew = [...parameters.keys()].some(
    ({ location, name }) =>
      location === 'path' &&
      !Object.hasOwn(bound, name) &&
      isCreatedByPut(planning.description, operation, name),
  );
  return isNew ? { ...accepted(operation), tolerated: ['403', '404', '409', '410'] } : accepted(operation);
}

/** Expects a response about an item that may rightly not exist any more. */
export function anything(operation: Operation): Expectation {
  const statuses = [...documentedStatuses(operation), '404', '410'];
  return { outcome: 'any', statuses, confidence: 'likely' };
}

/** Expects an item. That it does not exist is reported by a law, whatever the status. */
export function sought(operation: Operation): Expectation {
  const expect = accepted(operation);
  return { ...expect, statuses: [...expect.statuses, '404', '410'] };
}

/**
 * Returns the confidence that a wrong body was accepted. OpenAPI 3.0 tells servers to ignore a body that it describes for
 * a method without one, and later versions advise against it: there it is advice.
 */
export function bodyConfidence({ method }: Operation, confidence: Confidence): Confidence {
  return isWithoutContent(method) ? 'advice' : confidence;
}
