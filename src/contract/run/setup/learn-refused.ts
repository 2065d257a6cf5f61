import { boundIn, rungsOf } from '../../plan/requests/rungs.ts';
import type { RequestPlan } from '../../case/case.ts';
import { subjectStatus, type CaseResult } from '../state/case-result.ts';
import type { CaseContext } from '../state/case-context.ts';
import { partsBeyond, withParts, type NeededPart } from '../state/needed-parts.ts';
import type { RunAs } from './learn-request.ts';

/** How many optional parts are tried alone. */
const MAX_PARTS = 12;

/**
 * Finds out which optional parts a target refuses where the smallest request of an operation was accepted and the
 * fullest was not: its other cases leave them out.
 */
export async function learnRefused(
  fullest: CaseResult,
  runAs: RunAs,
  { description, planning, memory }: CaseContext,
): Promise<void> {
  const subject = fullest.case.steps.find(({ role }) => role === 'subject');
  const operation = description.operationById(subject?.operationId);
  if (subject === undefined || operation === undefined || !isRefused(fullest)) return;
  const known = memory.of(operation.id);
  const rungs = rungsOf(planning(), operation, boundIn(operation, subject.request));
  const planned = rungs.find(({ name }) => name === 'smallest')?.request;
  if (!known.hasSucceeded || known.refused.length > 0 || planned === undefined) return;
  const smallest = withParts(planned, known.needs);
  const parts = partsBeyond(subject.request, smallest).slice(0, MAX_PARTS);
  if (parts.length === 1) known.refused = parts;
  if (parts.length <= 1) return;
  for (const part of parts) {
    const isAccepted = !isRefused(await tried(withParts(smallest, [part])));
    if (!isAccepted) known.refused = [...known.refused, part];
  }
  if (known.refused.length === 0) known.refused = await notTogether();

  /** Each part is accepted alone: returns one without which the others are accepted together. */
  async function notTogether(): Promise<readonly NeededPart[]> {
    for (const part of parts) {
      const others = parts.filter((one) => one !== part);
      if (!isRefused(await tried(withParts(smallest, others)))) return [part];
    }
    return [];
  }

  function tried(request: RequestPlan): Promise<CaseResult> {
    memory.requests += 1;
    return runAs(request);
  }
}

/** Refused for what is in the request. */
function isRefused(result: CaseResult): boolean {
  return [400, 422].includes(subjectStatus(result) ?? 0);
}
