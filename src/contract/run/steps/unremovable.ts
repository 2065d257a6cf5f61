import type { Operation } from '../../../description/model/operation.ts';
import { isSafe } from '../../../http/method.ts';
import { identifierNames } from '../../case/bindings.ts';
import type { Case, Step } from '../../case/case.ts';
import type { Exchange } from '../../case/exchange.ts';
import { placeholderNames } from '../../case/placeholder.ts';
import { identifiersOf } from '../values/bind-values.ts';
import type { CaseContext } from '../state/case-context.ts';

/**
 * Returns what a case may have left on the target for good: what no request of it can remove again, since the
 * description has none for that. What is below an item of the case goes with that item; singletons are put back.
 */
export function unremovable(
  one: Case,
  exchanges: readonly Exchange[],
  { existing, context }: { readonly existing: ReadonlySet<string>; readonly context: CaseContext },
): readonly string[] {
  if (context.target.isDisposable === true) return [];
  const { resources } = context.planning();
  const creates = new Set(resources.map(({ create }) => create));
  const removed = one.steps.filter(({ role }) => role === 'cleanup').flatMap(namesInPath);
  return exchanges
    .filter(({ step, operation, request: { method } }) => mayLeave(step.role, method, operation))
    .flatMap((exchange) => {
      const { step, operation, response } = exchange;
      const isRemovable = identifierNames(step.bind).some((name) => removed.includes(name));
      const isBelowOwn = step.names.some((name) => removed.includes(name) && !existing.has(name));
      if (isBelowOwn || (isRemovable && (response?.status ?? 0) < 500)) return [];
      if (creates.has(operation)) return leftByCreate(exchange);
      return hasSucceeded(exchange) ? [`${nameOf(exchange)}, which nothing undoes`] : [];
    });
}

/** What changes an item that is there is put back, or is about an item of the run. */
function mayLeave(role: Step['role'], method: string, operation: Operation | undefined): boolean {
  if (isSafe(method) || method === 'DELETE' || role === 'cleanup') return false;
  return method === 'POST' || operation === undefined;
}

function leftByCreate(exchange: Exchange): readonly string[] {
  const { response } = exchange;
  const what = nameOf(exchange);
  if (hasSucceeded(exchange)) {
    const made = Object.values(identifiersOf(exchange)).join(', ');
    return [`${made === '' ? what : `${made} of ${what}`}, which nothing deletes`];
  }
  if (response !== undefined && response.status < 500) return [];
  return [`${what}, which was answered ${response?.status ?? 'not at all'}`];
}

function nameOf({ request: { method, target } }: Exchange): string {
  return `${method} ${target.replace(/\?.*$/s, '')}`;
}

function hasSucceeded({ response }: Exchange): boolean {
  return response !== undefined && response.status < 300;
}

function namesInPath({ request }: Step): readonly string[] {
  return placeholderNames(request.target.replace(/\?.*$/s, ''));
}
