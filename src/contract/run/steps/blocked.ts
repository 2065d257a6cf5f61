import { identifierNames, type BoundValues } from '../../case/bindings.ts';
import type { Case } from '../../case/case.ts';
import type { Exchange } from '../../case/exchange.ts';
import type { CaseContext } from '../state/case-context.ts';

const RATE_LIMITED = 'rate limited (429), also after waiting: --rate N sends fewer requests';

/** Returns why a case need not be begun: an operation that it sends is known not to answer in time. */
export function isHopeless({ steps }: Case, { memory }: CaseContext): string | undefined {
  const late = steps.find(
    ({ operationId, role }) =>
      role !== 'cleanup' && operationId !== undefined && memory.of(operationId).isLate,
  );
  return late && `${late.operationId} does not answer in time`;
}

/** Returns why a case cannot go on: a request that it needs was refused, or its response lacks an identifier. */
export function blockedBy(
  one: Case,
  { step, response, dropped }: Exchange,
  bound: BoundValues,
): string | undefined {
  if (response?.status === 429) return RATE_LIMITED;
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
