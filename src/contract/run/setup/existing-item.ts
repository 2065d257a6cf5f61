import { isSafe } from '../../../http/method.ts';
import { identifierNames } from '../../case/bindings.ts';
import type { Case, Step } from '../../case/case.ts';
import type { FilledStep } from '../../case/exchange.ts';
import { boundIn } from '../../plan/requests/rungs.ts';
import { existingItemStep } from '../../plan/setup/existing-items.ts';
import type { CaseContext } from '../state/case-context.ts';
import type { SendAs } from './set-up.ts';

/**
 * Looks into the list of the target for an item to stand for one that could not be created, where the case does nothing
 * but read. Returns the name under which it is bound, and the look as it was sent; undefined where there is none.
 */
export async function existingItem(
  one: Case,
  create: Step,
  send: SendAs,
  { description, planning, memory, isExcluded }: CaseContext,
): Promise<{ readonly name: string; readonly look: FilledStep } | undefined> {
  const others = one.steps.filter((step) => step !== create && step.role !== 'cleanup');
  const [name] = identifierNames(create.bind);
  if (name === undefined || !others.every(({ request }) => isSafe(request.method))) return undefined;
  const subject = description.operationById(one.operationId);
  const operation = description.operationById(create.operationId);
  const resource = planning().resources.find((candidate) => candidate.create === operation);
  if (subject === undefined || operation === undefined || resource === undefined) return undefined;
  const step = existingItemStep(planning(), resource, subject, boundIn(operation, create.request));
  const identifier = step?.bind[resource.parameter];
  if (step === undefined || identifier === undefined) return undefined;
  const looked = description.operationById(step.operationId);
  if (looked !== undefined && isExcluded(looked)) return undefined;
  memory.requests += 1;
  const {
    response,
    validation,
    step: look,
  } = await send({ ...step, bind: { [name]: identifier }, fallbacks: {} });
  if (response === undefined || validation === undefined || response.status >= 300) return undefined;
  return { name, look };
}
