import { type Case, type RequestPlan, isReadOnly } from '../../case/case.ts';
import type { Finding } from '../../case/finding.ts';
import { bodyOf } from '../../case/request-parts.ts';
import { violationKeys } from '../../case/violation-keys.ts';
import { dataOf } from '../../plan/requests/target-data.ts';
import { uniqueStep } from '../../plan/requests/unique-step.ts';
import { tokenOf } from '../../plan/requests/unique-values.ts';
import type { CaseResult } from '../state/case-result.ts';
import { runCase } from '../steps/run-case.ts';
import { runConfirmed } from '../steps/run-confirmed.ts';
import type { CaseContext } from '../state/case-context.ts';
import { keepsGiven } from '../shrink/keeps-given.ts';
import { smallestRequest } from '../shrink/smallest-request.ts';

/** How often a case is run again in search of a smaller request. */
const MOST_RUNS = 40;

/** How often a case is sent at most. */
export function mostRuns({ phase }: Case): number {
  return phase === 'generated' ? MOST_RUNS + 1 : 1;
}

/**
 * Runs a case; where a generated one finds something, smaller requests are sent as long as they show all of the same,
 * and the smallest stands for it. Only what leaves nothing behind is sent again. @throws UnreachableError
 */
export async function runShrunk(one: Case, context: CaseContext): Promise<CaseResult> {
  const result = await runConfirmed(one, context);
  const isDropped = result.exchanges.some(({ response }) => response === undefined);
  const isWanted = one.phase === 'generated' && result.findings.length > 0;
  return isWanted && !isDropped && leavesNothing(result) ? shrink(result, context) : result;
}

/** It reads, or was refused, or what it makes is removed again. */
function leavesNothing({ case: one, exchanges, leftovers }: CaseResult): boolean {
  if (leftovers.length > 0) return false;
  const subject = exchanges.find(({ step }) => step.role === 'subject');
  const status = subject?.response?.status ?? 0;
  const isRefused = status >= 400 && status < 500;
  return isReadOnly(one) || isRefused || one.steps.some(({ role }) => role === 'cleanup');
}

async function shrink(whole: CaseResult, context: CaseContext): Promise<CaseResult> {
  const subject = whole.case.steps.find(({ role }) => role === 'subject');
  const operation = context.description.operationById(subject?.operationId);
  if (subject === undefined || operation === undefined) return whole;
  const wrong = violationKeys(context.validator, operation, subject.request);
  const wanted = whole.findings.map(toldBy).toSorted();
  const planning = context.planning();
  const given = dataOf(planning.data, operation).body;
  const tried = new Set<string>([JSON.stringify(subject.request)]);
  let best = whole;
  let runs = 0;
  await smallestRequest(subject.request, async (smaller) => {
    const key = JSON.stringify(smaller);
    if (context.signal?.aborted === true || runs >= MOST_RUNS) return false;
    if (tried.has(key) || !isAsWrong(smaller) || !isGivenKept(smaller)) return false;
    tried.add(key);
    runs += 1;
    // what failed may have been done all the same: what is made has a name of its own each time
    const token = tokenOf(whole.case.id, String(runs));
    const { request } = uniqueStep(planning, { ...subject, request: smaller }, { token });
    const result = await runCase(withSubject(whole.case, request), context);
    const isSame = JSON.stringify(result.findings.map(toldBy).toSorted()) === JSON.stringify(wanted);
    if (isSame) best = result;
    return isSame;
  });
  return { ...best, runsToShrink: runs };

  function isAsWrong(request: RequestPlan): boolean {
    return operation !== undefined && violationKeys(context.validator, operation, request) === wrong;
  }

  function isGivenKept(request: RequestPlan): boolean {
    return subject !== undefined && keepsGiven(given, bodyOf(subject.request), bodyOf(request));
  }
}

/** Returns the case with another request in the place of its subject's. */
export function withSubject(one: Case, request: RequestPlan): Case {
  return {
    ...one,
    steps: one.steps.map((step) => (step.role === 'subject' ? { ...step, request } : step)),
  };
}

/** What makes two findings the same, whatever the request; what was found counts where it is a status. */
function toldBy({ check, operationId, descriptionPointer, step, found }: Finding): string {
  const status = /^\d{3}$/.test(found) ? found : '';
  return JSON.stringify([check, operationId, descriptionPointer, step.name, status]);
}
