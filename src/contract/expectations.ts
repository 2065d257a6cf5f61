import type { Operation } from '../spec/operation.ts';
import type { Expectation } from './case.ts';
import { accepted, isAdrift } from './own-data.ts';
import type { Planning } from './planning.ts';
import { answeredStatuses } from './statuses.ts';
import type { Template } from './template.ts';

/**
 * That a valid request is accepted, as far as the description says all there is to say; an item that nobody has made
 * may rightly not be found. `statuses` are right beside the documented successes.
 */
export function taken(planning: Planning, template: Template, statuses: readonly string[] = []): Expectation {
  const expect = accepted(template.operation);
  const right = { ...expect, statuses: [...expect.statuses, ...statuses], confidence: 'likely' as const };
  if (!isAdrift(planning, template)) return right;
  return { ...right, outcome: 'any', statuses: [...right.statuses, '404', '410'] };
}

/** Taken or refused: what counts is that it is answered well. Too long may be said in three ways. */
export function takenOrRefused(operation: Operation): Expectation {
  const statuses = [...answeredStatuses(operation), '409', '413', '414', '431'];
  return { outcome: 'any', statuses, confidence: 'definite' };
}
