import type { Description } from '../../../description/model/description.ts';
import type { Case } from '../../case/case.ts';
import type { PlanFault } from '../../case/case-stream.ts';
import { dataLines } from './data-lines.ts';
import type { OperationReach } from './reach.ts';
import { documentsSuccess } from '../../case/statuses.ts';
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

/** Returns the operations that are not reached since no valid request of them can be made. */
export function unsendable(
  faults: readonly PlanFault[],
  { name, operationById }: Pick<Description, 'name' | 'operationById'>,
): readonly Extract<OperationReach, { kind: 'notReached' }>[] {
  return faults.flatMap((fault) => {
    const operation = operationById(fault.operationId);
    if (fault.kind !== 'noRequest' || operation === undefined || !documentsSuccess(operation)) return [];
    const { method, path, id: operationId } = operation;
    const credentials = { identity: 'default', schemes: [], wrong: [] };
    const steps: Case['steps'] = [
      {
        name: 'request',
        role: 'subject',
        operationId,
        request: { method, target: path, headers: {}, body: undefined, credentials },
        expect: { outcome: 'accepted', statuses: [], confidence: 'likely' },
        bind: {},
      },
    ];
    const { reason } = fault;
    const next = dataLines(operation, undefined);
    return planFaultResults([fault], name).map((result) => ({
      kind: 'notReached' as const,
      operationId,
      reason,
      next,
      refusal: { result: { ...result, case: { ...result.case, steps } }, index: 0 },
    }));
  });
}
