import type { PlanFault } from '../../case/plan-fault.ts';
import type { CaseResult } from '../../run/state/case-result.ts';

/**
 * Returns a blocked result for each operation of which cases, or any request at all, could not be planned, so that it is
 * named and the run does not pass without it.
 */
export function planFaultResults(faults: readonly PlanFault[], api: string): readonly CaseResult[] {
  return faults.map(({ operationId, reason }) => ({
    case: {
      id: `${api}/${operationId}/plan`,
      title: 'requests to it can be made',
      operationId,
      maker: 'plan',
      phase: 'boundaries',
      provenance: 'documented',
      steps: [],
      laws: [],
    },
    verdict: { kind: 'blocked', reason },
    findings: [],
    exchanges: [],
    bound: {},
    leftovers: [],
  }));
}
