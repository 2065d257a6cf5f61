import { identifierNames, type BoundValues } from '../../case/bindings.ts';
import type { Case } from '../../case/case.ts';
import type { Exchange } from '../../case/exchange.ts';
import { documentsSuccess } from '../../case/statuses.ts';
import { bodyOf } from '../../case/request-parts.ts';
import { uniqueOfGiven } from '../../plan/requests/target-data.ts';
import type { CaseContext } from '../state/case-context.ts';
import { keyNamesOf, membersNamedIn } from '../values/named-members.ts';

const RATE_LIMITED = 'rate limited (429), also after waiting: --rate N sends fewer requests';

/**
 * Returns why a case need not be begun: an operation that it sends is known not to answer in time. Laws on what a list
 * shows need many responses: one that did not come is enough.
 */
export function isHopeless({ steps, confirmed }: Case, { memory }: CaseContext): string | undefined {
  const isLate = (operationId: string) => {
    const known = memory.of(operationId);
    return confirmed === true ? known.hasBeenLate : known.isLate;
  };
  const late = steps.find(
    ({ operationId, role }) => role !== 'cleanup' && operationId !== undefined && isLate(operationId),
  );
  return late && `${late.operationId} does not answer in time`;
}

/**
 * Returns why a case proves nothing whose create with a given body was answered 409: that body is sent as it is, and there
 * is such an item already. Says which members may be the ones that have to differ.
 */
export function conflictOfGiven(
  { step: { name, request, expect }, operation, response }: Exchange,
  { data }: Pick<CaseContext, 'data'>,
): string | undefined {
  if (response?.status !== 409 || expect.outcome !== 'accepted' || operation === undefined) return undefined;
  const given = uniqueOfGiven(data, operation);
  if (given === undefined || request.body === undefined) return undefined;
  const value = bodyOf(request);
  const told = membersNamedIn(new TextDecoder().decode(response.body), value);
  const likely = told.length > 0 ? told : keyNamesOf(value);
  const others = likely.filter((member) => !given.includes(member));
  const line = `operations: { ${operation.id}: { unique: [${others.join(', ') || '…'}] } }`;
  return `${name} was answered 409 to the given body: name the members that have to differ with --data FILE: ${line}`;
}

/** Returns why a case cannot go on: a request that it needs was refused, or its response lacks an identifier. */
export function blockedBy(
  one: Case,
  { step, response, dropped, operation }: Exchange,
  bound: BoundValues,
): string | undefined {
  // where nothing but 429 is promised, it is the answer
  if (response?.status === 429 && (operation === undefined || documentsSuccess(operation)))
    return RATE_LIMITED;
  if (step.fallbacks !== undefined) return undefined;
  const isNeeded = step.role === 'setup' || (one.steps.length > 1 && one.phase === 'sequences');
  if (!isNeeded) return undefined;
  if (response === undefined) return `${step.name}: ${dropped}`;
  if (step.expect.outcome === 'accepted' && response.status >= 400) {
    return `${step.name} was answered ${response.status}`;
  }
  if (step.expect.outcome === 'any' && response.status >= 400) return undefined; // rightly so
  const missing = identifierNames(step.bind).find((name) => !Object.hasOwn(bound, name));
  return missing === undefined ? undefined : `${step.name} was answered without a ${missing}`;
}
