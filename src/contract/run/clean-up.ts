import { identifierNames } from '../case/bindings.ts';
import type { Case } from '../case/case.ts';
import type { Exchange } from '../case/exchange.ts';
import { fillTarget } from '../case/fill-request.ts';
import { placeholderNames } from '../case/placeholder.ts';
import { sendStep, type CaseContext } from './send-step.ts';

/** What was made, and did not say under which identifier; what was cut may have been made as well. */
function madeWithout(name: string, exchanges: readonly Exchange[]): readonly string[] {
  return exchanges
    .filter(({ step }) => identifierNames(step.bind).includes(name) && step.fallbacks === undefined)
    .filter(({ step, response }) =>
      response === undefined ? step.request.method === 'POST' : response.status.toString()[0] === '2',
    )
    .map(({ request: { method, target }, response }) =>
      response === undefined
        ? `${method} ${target}, whose connection was cut`
        : `${method} ${target}, whose answer has no ${name}`,
    );
}

/** Removes what was made and is still there, whatever happened on the way. */
export async function cleanUp(
  one: Case,
  bound: Readonly<Record<string, string>>,
  context: CaseContext,
  exchanges: readonly Exchange[],
): Promise<readonly string[]> {
  const removed = exchanges
    .filter(
      ({ step, response }) =>
        step.request.method === 'DELETE' && response !== undefined && response.status < 300,
    )
    .map(({ step }) => fillTarget(step.request.target, bound));
  const leftovers: string[] = [];
  for (const [index, step] of one.steps.entries()) {
    const filled = fillTarget(step.request.target, bound);
    if (step.role !== 'cleanup' || removed.includes(filled)) continue;
    const [unbound] = placeholderNames(filled);
    if (unbound !== undefined) {
      leftovers.push(...madeWithout(unbound, exchanges));
      continue;
    }
    const { response, request } = await sendStep(step, index, bound, context);
    if (response === undefined || response.status >= 300) leftovers.push(request.target);
    else context.made.removed(one, request.target);
  }
  return leftovers;
}
