import { isSafe } from '../../../http/method.ts';
import { identifierNames } from '../../case/bindings.ts';
import type { Case } from '../../case/case.ts';
import type { Exchange } from '../../case/exchange.ts';
import { placeholderNames } from '../../case/placeholder.ts';
import { identifiersOf } from '../values/bind-values.ts';
import type { CaseContext } from '../state/case-context.ts';

/**
 * Returns what a case may have left on the target for good: what no request of it can remove again, since the
 * description has none for that. What is below an item of the case goes with that item; singletons are put back.
 */
export function leftForGood(
  one: Case,
  exchanges: readonly Exchange[],
  { existing, context }: { readonly existing: ReadonlySet<string>; readonly context: CaseContext },
): readonly string[] {
  if (context.target.isDisposable === true) return [];
  const { resources } = context.planning();
  const creates = new Set(resources.map(({ create }) => create));
  const removed = one.steps.filter(({ role }) => role === 'cleanup').flatMap(namesInPath);
  return exchanges.flatMap((exchange) => {
    const { step, operation, request } = exchange;
    const { method, target } = request;
    if (isSafe(method) || method === 'DELETE' || step.role === 'cleanup') return [];
    if (operation !== undefined && method !== 'POST') return []; // changes what is there: an item of the run, or a singleton
    const names = identifierNames(step.bind);
    const isBelowOwn = namesInPath(step).some((name) => removed.includes(name) && !existing.has(name));
    if (isBelowOwn || names.some((name) => removed.includes(name))) return [];
    const what = `${method} ${target.replace(/\?.*$/s, '')}`;
    if (!creates.has(operation)) return hasSucceeded(exchange) ? [`${what}, which nothing undoes`] : [];
    if (hasSucceeded(exchange)) {
      const made = Object.values(identifiersOf(exchange)).join(', ');
      return [`${made === '' ? what : `${made} of ${what}`}, which nothing deletes`];
    }
    const status = exchange.response?.status;
    if (status !== undefined && status < 500) return [];
    return [`${what}, which was answered ${status ?? 'not at all'}`];
  });
}

function hasSucceeded({ response }: Exchange): boolean {
  return response !== undefined && response.status < 300;
}

function namesInPath({ request }: Case['steps'][number]): readonly string[] {
  return placeholderNames(request.target.replace(/\?.*$/s, ''));
}
