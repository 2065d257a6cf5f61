import type { Operation } from '../../../description/model/operation.ts';
import type { Expectation } from '../../case/case.ts';
import { answeredStatuses, acceptedStatuses, documentedStatuses } from '../../case/statuses.ts';
import type { Planning } from './planning.ts';
import type { Template } from './template.ts';
import { hasInventedPathItem } from './valid-template.ts';

/**
 * That a valid request is accepted, as far as the description says all there is to say; an item that nobody has made
 * may rightly not be found. `statuses` are right beside the documented successes.
 */
export function taken(planning: Planning, template: Template, statuses: readonly string[] = []): Expectation {
  const expect = accepted(template.operation);
  const right = { ...expect, statuses: [...expect.statuses, ...statuses], confidence: 'likely' as const };
  if (!hasInventedPathItem(planning, template)) return right;
  return { ...right, outcome: 'any', statuses: [...right.statuses, '404', '410'] };
}

/** Taken or refused: what counts is that it is answered well. Too long may be said in three ways. */
export function takenOrRefused(operation: Operation): Expectation {
  const statuses = [...answeredStatuses(operation), '409', '413', '414', '431'];
  return { outcome: 'any', statuses, confidence: 'definite' };
}

export function accepted(operation: Operation): Expectation {
  return { outcome: 'accepted', statuses: acceptedStatuses(operation), confidence: 'definite' };
}

/** An item that may rightly be gone. */
export function anything(operation: Operation): Expectation {
  const statuses = [...documentedStatuses(operation), '404', '410'];
  return { outcome: 'any', statuses, confidence: 'likely' };
}

/** An item that has to be there; that it is not is said by a law, whatever status says so. */
export function sought(operation: Operation): Expectation {
  const expect = accepted(operation);
  return { ...expect, statuses: [...expect.statuses, '404', '410'] };
}
