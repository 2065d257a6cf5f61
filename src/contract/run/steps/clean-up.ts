import { once } from '../../../base/memoise.ts';
import { identifierNames, type BoundValues } from '../../case/bindings.ts';
import type { Case, RequestPlan } from '../../case/case.ts';
import type { Exchange } from '../../case/exchange.ts';
import { placeholderNames } from '../../case/placeholder.ts';
import { pathOf } from '../../case/request-parts.ts';
import { fillStep } from '../values/fill-step.ts';
import type { OwnValues } from '../values/own-values.ts';
import type { CaseContext } from '../state/case-context.ts';
import { sendStep } from './send-step.ts';
import { unknownOutcome } from './unremovable.ts';

/** Returns requests that created an item without naming it; a request whose connection was cut may have created one. */
function createdWithout(name: string, exchanges: readonly Exchange[]): readonly string[] {
  return exchanges
    .filter(({ step }) => identifierNames(step.bind).includes(name) && step.fallbacks === undefined)
    .filter(({ step, response }) =>
      response === undefined ? step.request.method === 'POST' : response.status.toString()[0] === '2',
    )
    .map((exchange) => {
      const { method, target } = exchange.request;
      return `${method} ${target}, ${unknownOutcome(exchange) ?? `whose answer has no ${name}`}`;
    });
}

/** Removes the items that a case created and that are still there, however it ended. Returns those that remain. */
export async function cleanUp(
  one: Case,
  {
    bound,
    own,
    existing,
  }: {
    readonly bound: BoundValues;
    readonly own: OwnValues;
    /** The names of items that the case did not create: they are never removed. */
    readonly existing: ReadonlySet<string>;
  },
  context: CaseContext,
  exchanges: readonly Exchange[],
): Promise<readonly string[]> {
  const deleted = once(() =>
    exchanges.filter(({ response }) => isSuccess(response)).map(({ step: { request } }) => placeOf(request)),
  );
  const leftovers: string[] = [];
  for (const [index, planned] of one.steps.entries()) {
    if (planned.role !== 'cleanup') continue;
    if (placeholderNames(planned.request.target).some((name) => existing.has(name))) continue;
    const step = fillStep(one, planned, { bound, fallbacks: {}, own }, context);
    if (deleted().includes(placeOf(step.request))) continue;
    const [unbound] = placeholderNames(step.request.target);
    if (unbound !== undefined) {
      leftovers.push(...createdWithout(unbound, exchanges));
      continue;
    }
    const { response, request } = await sendStep(step, index, context);
    if (isSuccess(response)) context.created.removed(one, step.request.target);
    else leftovers.push(request.target);
  }
  return leftovers;
}

/** Returns what a request is about: `DELETE /things/7`, whatever its query. */
function placeOf(request: RequestPlan): string {
  return `${request.method} ${pathOf(request)}`;
}

function isSuccess(response: Exchange['response']): boolean {
  return response !== undefined && response.status < 300;
}
