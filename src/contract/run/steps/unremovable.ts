import { once } from '../../../base/memoise.ts';
import { isSafe } from '../../../http/method.ts';
import { identifierNames } from '../../case/bindings.ts';
import type { Case } from '../../case/case.ts';
import type { Exchange } from '../../case/exchange.ts';
import { namesInPath, pathOf } from '../../case/request-parts.ts';
import { singletonOf } from '../setup/singletons.ts';
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
  const made = one.steps.flatMap(({ bind }) => identifierNames(bind)).filter((name) => !existing.has(name));
  const leaving = exchanges.filter((exchange) => mayLeave(exchange, made));
  if (leaving.length === 0) return [];
  const planning = context.planning();
  const singleton = once(() => singletonOf(one, planning)?.write);
  const removed = one.steps
    .filter(({ role }) => role === 'cleanup')
    .flatMap(({ request }) => namesInPath(request));
  return leaving.flatMap((exchange) => {
    const { step, operation, response } = exchange;
    const isRemovable = identifierNames(step.bind).some((name) => removed.includes(name));
    const isBelowOwn = step.names.some((name) => removed.includes(name) && !existing.has(name));
    if (isBelowOwn || (isRemovable && (response?.status ?? 0) < 500)) return [];
    const isSuccess = hasSucceeded(exchange);
    const outcome = unknownOutcome(exchange);
    if (!isSuccess && outcome === undefined) return [];
    if (operation !== undefined && operation === singleton()) return [];
    if (!isSuccess) return [`${nameOf(exchange)}, ${outcome}`];
    const isCreate = planning.resources.some(({ create }) => create !== undefined && create === operation);
    return [isCreate ? created(exchange) : undone(exchange)];
  });
}

/** False for what only reads or cleans up, for a change of an item of the case, and for the deletion of an item. */
function mayLeave({ step, operation, request: { method } }: Exchange, made: readonly string[]): boolean {
  if (isSafe(method) || step.role === 'cleanup') return false;
  if (method === 'POST' || operation === undefined) return true;
  const isDeleted = method === 'DELETE' && operation.path.endsWith('}');
  return !isDeleted && !step.names.some((name) => made.includes(name));
}

function undone(exchange: Exchange): string {
  return `${nameOf(exchange)}, which nothing undoes`;
}

function created(exchange: Exchange): string {
  const what = nameOf(exchange);
  const made = Object.values(identifiersOf(exchange)).join(', ');
  return `${made === '' ? what : `${made} of ${what}`}, which nothing deletes`;
}

/** Returns how a request was answered that may have changed something; undefined for one that was refused. */
export function unknownOutcome({ response, isLate }: Exchange): string | undefined {
  if (response === undefined)
    return isLate === true ? 'which was not answered in time' : 'whose connection was cut';
  return response.status >= 500 && response.status !== 501
    ? `which was answered ${response.status}`
    : undefined;
}

function nameOf({ request }: Exchange): string {
  return `${request.method} ${pathOf(request)}`;
}

/** A redirect to what was made is a success, too (303, and 302 in its place: RFC 9110, section 15.4). */
function hasSucceeded({ response }: Exchange): boolean {
  const status = response?.status ?? 500;
  return status < 300 || status === 302 || status === 303;
}
