import type { Operation } from '../../description/model/operation.ts';
import type { Case, Step } from './case.ts';

/** True for an operation that documents 2XX, 3XX or `default`. */
export function documentsSuccess({ responses }: Operation): boolean {
  return responses.some(({ status }) => /^[23]|^default$/.test(status));
}

/** True for a case with a request to the operation that is valid as far as the description says. */
export function asksValidly({ phase, steps }: Case, operationId: string): boolean {
  return phase !== 'negatives' && steps.some((step) => step.operationId === operationId && isValid(step));
}

/** True for a request that is valid as far as the description says. */
export function isValid({ role, expect }: Step): boolean {
  return role === 'subject' && (expect.outcome === 'accepted' || expect.outcome === 'any');
}
