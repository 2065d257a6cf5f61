import { isSafe } from '../../../http/method.ts';
import { identifierNames } from '../../case/bindings.ts';
import type { Case, Step } from '../../case/case.ts';
import { placeholderNames } from '../../case/placeholder.ts';
import type { Planning } from '../../plan/requests/planning.ts';

/**
 * Returns the step of a case that may change what others look at: a write that neither creates an item nor concerns one
 * that the case has created. Undefined where there is none.
 */
export function riskyStep(one: Case, { resources }: Pick<Planning, 'resources'>): Step | undefined {
  const creates = new Set(resources.flatMap(({ create }) => (create === undefined ? [] : [create.id])));
  const own = new Set(one.steps.flatMap(({ bind }) => identifierNames(bind)));
  return one.steps.find(
    (step) =>
      step.role !== 'cleanup' &&
      !isSafe(step.request.method) &&
      !creates.has(step.operationId ?? '') &&
      !isAboutOwn(step, own),
  );
}

function isAboutOwn({ request }: Step, own: ReadonlySet<string>): boolean {
  const path = request.target.replace(/\?.*$/s, '');
  return placeholderNames(path).some((name) => own.has(name));
}
