import type { Case, Step } from '../../case/case.ts';
import type { Exchange } from '../../case/exchange.ts';
import { lawAsNamed } from '../../run/values/law-as-sent.ts';

/**
 * Returns a case with the requests that were sent: with what the smallest request turned out to need, on the rung of
 * the ladder that was accepted, or the look into a list whose item was used; and with laws about these. Values of the run are those of the plan,
 * and bound ones stand as names.
 */
export function asSent(one: Case, exchanges: readonly Exchange[]): Case {
  const sent = new Map(
    exchanges.filter(({ step }) => step.role !== 'cleanup').map((exchange) => [exchange.index, exchange]),
  );
  const steps = one.steps.map((step, index) => stepAsSent(step, sent.get(index)));
  return { ...one, steps, laws: one.laws.map((law) => lawAsNamed(law, exchanges)) };
}

function stepAsSent(step: Step, exchange: Exchange | undefined): Step {
  const { listed } = exchange ?? {};
  if (listed !== undefined) {
    const { named, bind, fallbacks } = listed;
    return { ...step, operationId: listed.operationId, request: named ?? listed.request, bind, fallbacks };
  }
  const named = exchange?.step.named;
  return named === undefined ? step : { ...step, request: named };
}
