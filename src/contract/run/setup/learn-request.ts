import type { RequestPlan } from '../../case/case.ts';
import { boundIn, rungsOf } from '../../plan/requests/rungs.ts';
import { partName, partsBeyond, withParts, type NeededPart } from '../state/needed-parts.ts';
import { subjectStatus, type CaseResult } from '../state/case-result.ts';
import type { CaseContext } from '../state/case-context.ts';

/** Runs a case with another request in the place of its subject's. */
export type RunAs = (request: RequestPlan) => Promise<CaseResult>;

/** How often a request is sent in search of what it can do without. */
const MAX_TRIES = 12;

/**
 * Finds out what the requests of an operation need whose smallest valid one was refused: the first larger one that is
 * accepted, without all that it can do without. The operation's other cases add it to theirs.
 */
export async function learnNeeds(
  opener: CaseResult,
  runAs: RunAs,
  { description, planning, memory }: CaseContext,
): Promise<void> {
  const subject = opener.case.steps.find(({ role }) => role === 'subject');
  const operation = description.operationById(subject?.operationId);
  if (subject === undefined || operation === undefined || !wasRefused(opener)) return;
  const known = memory.of(operation.id);
  if (known.needs.length > 0) return;
  const bound = boundIn(operation, subject.request);
  for (const { request } of rungsOf(planning(), operation, bound)) {
    if (JSON.stringify(request) === JSON.stringify(subject.request)) continue;
    memory.requests += 1;
    if (!wasAccepted(await runAs(request))) continue;
    const parts = partsBeyond(request, subject.request);
    known.needs = await reduced(parts, async (fewer) => {
      memory.requests += 1;
      return wasAccepted(await runAs(withParts(subject.request, fewer)));
    });
    return;
  }
}

/** Leaves out what is not needed, one part at a time. */
async function reduced(
  parts: readonly NeededPart[],
  isEnough: (fewer: readonly NeededPart[]) => Promise<boolean>,
): Promise<readonly NeededPart[]> {
  let needed = parts;
  for (const part of parts.slice(0, MAX_TRIES)) {
    const fewer = needed.filter((one) => one !== part);
    if (await isEnough(fewer)) needed = fewer;
  }
  return needed.toSorted((left, right) => (partName(left) < partName(right) ? -1 : 1));
}

function wasAccepted(result: CaseResult): boolean {
  const status = subjectStatus(result);
  return status !== undefined && status < 400;
}

/** Refused for what is in the request: not for credentials, the method, or the rate. */
function wasRefused(result: CaseResult): boolean {
  const status = subjectStatus(result) ?? 0;
  return status >= 400 && status < 500 && ![401, 403, 404, 405, 410, 429].includes(status);
}
