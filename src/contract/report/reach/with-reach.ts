import type { Description } from '../../../description/model/description.ts';
import type { Finding } from '../../case/finding.ts';
import type { CaseResult } from '../../run/state/case-result.ts';
import type { OperationReach } from './reach.ts';

/** The maker of the results that stand for an operation that was not reached. They are in no plan. */
export const REACH_MAKER = 'reach';

/**
 * Returns the results as they count: what passed of an operation that was not reached proves nothing, what was
 * blocked of it is no other fault, and that it was not reached is told once, by a result of its own.
 */
export function withReach(
  results: readonly CaseResult[],
  reach: readonly OperationReach[],
  description: Description,
): readonly CaseResult[] {
  const unreached = new Map(
    reach.flatMap((one) => (one.kind === 'reached' ? [] : [[one.operationId, one] as const])),
  );
  if (unreached.size === 0) return results;
  return [
    ...results.map((result) => asItCounts(result, unreached)),
    ...reach.flatMap((one) => (one.kind === 'notReached' ? [reachResult(one, description)] : [])),
  ];
}

type UnreachedOperations = ReadonlyMap<string, Exclude<OperationReach, { kind: 'reached' }>>;

function asItCounts(result: CaseResult, unreached: UnreachedOperations): CaseResult {
  const { verdict, exchanges } = result;
  const one = unreached.get(result.case.operationId);
  if (verdict.kind === 'blocked') {
    const last = exchanges.findLast(({ response }) => (response?.status ?? 400) >= 400)?.operation?.id ?? '';
    const isKnown = [one, unreached.get(last)].some((other) => other?.kind === 'notReached');
    return isKnown ? { ...result, verdict: { kind: 'unreached', reason: verdict.reason } } : result;
  }
  if (one === undefined || verdict.kind === 'skipped') return result;
  return result.findings.length > 0
    ? result
    : { ...result, verdict: { kind: 'unreached', reason: one.reason } };
}

/** Returns the result that says that an operation was not reached, with its best refusal. */
export function reachResult(
  { operationId, reason, refusal: { result, index } }: Extract<OperationReach, { kind: 'notReached' }>,
  { name, operationById }: Description,
): CaseResult {
  const id = reachId(name, operationId);
  const finding: Finding = {
    check: 'reached',
    confidence: 'likely',
    provenance: 'documented',
    caseId: id,
    operationId,
    step: { index, name: result.case.steps[index]?.name ?? 'request' },
    expected: 'a success that the operation documents',
    found: reason,
    pointer: undefined,
    descriptionPointer: `${operationById(operationId)?.pointer ?? ''}/responses`,
  };
  const { rule: _, ...planned } = result.case;
  const title = 'a valid request is answered with a success';
  return {
    ...result,
    case: { ...planned, id, title, operationId, maker: REACH_MAKER, laws: [] },
    verdict: { kind: 'failed' },
    findings: [finding],
    leftovers: [],
    runsToShrink: 0,
  };
}

/** Returns the id of what says that an operation was not reached. */
export function reachId(api: string, operationId: string): string {
  return `${api}/${operationId}/reach`;
}
