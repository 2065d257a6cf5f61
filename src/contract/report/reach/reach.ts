import { groupBy } from '../../../base/group-by.ts';
import type { Operation } from '../../../description/model/operation.ts';
import type { Step } from '../../case/case.ts';
import type { Exchange } from '../../case/exchange.ts';
import { INTERRUPTED, type CaseResult } from '../../run/state/case-result.ts';
import { isOpener } from '../../case/opener.ts';
import { dataLines } from './data-lines.ts';
import { missingBasePath } from './missing-base-path.ts';
import type { ReachInput } from './reach-input.ts';
import { asksForNobody, asksValidly, isValid } from '../../case/case.ts';
import { documentsSuccess } from '../../case/statuses.ts';

/**
 * Tells whether a documented operation was answered with a success. `notTried`: there was nothing to send a request
 * about, the credentials or the state of the server do not allow it as documented, what it changes could not be put back, or another case keeps it from being sent.
 */
export type OperationReach =
  | { readonly kind: 'reached'; readonly operationId: string }
  | ({ readonly kind: 'notTried' } & Unreached)
  | ({
      readonly kind: 'notReached';
      /** The best refusal: the case that sent the smallest request, and the index of its step. */
      readonly refusal: { readonly result: CaseResult; readonly index: number };
    } & Unreached);

interface Unreached {
  readonly operationId: string;
  readonly reason: string;
  /** What to do about it. */
  readonly next: string;
}

/**
 * Judges the operations of which the run has sent a valid request, or could not prepare one, in the order of the
 * description. Operations that document no success are not judged.
 */
export function judgeReach(input: ReachInput): readonly OperationReach[] {
  const basePath = missingBasePath(input);
  const byOperation = resultsByOperation(input.results);
  const succeeded = succeededIn(input.results);
  return input.description.operations.filter(documentsSuccess).flatMap((operation): OperationReach[] => {
    const { id: operationId } = operation;
    const judged = (asks: typeof asksValidly) =>
      (byOperation.get(operationId) ?? []).filter((result) => asks(result.case, operationId));
    const valid = judged(asksValidly);
    if (valid.length === 0) return [];
    const own = valid.some(({ exchanges }) => sentTo(operation, exchanges).length > 0)
      ? valid
      : [...judged(asksForNobody), ...valid];
    if (succeeded.has(operationId)) return [{ kind: 'reached', operationId }];
    const one = unreached(operation, own, input);
    return [
      basePath === undefined
        ? one
        : { ...one, kind: 'notReached', refusal: refusalIn(operation, own), ...basePath },
    ];
  });
}

function isInterrupted({ verdict }: CaseResult): boolean {
  return verdict.kind === 'blocked' && verdict.reason === INTERRUPTED;
}

/** Returns the results that were not interrupted by the operations that their cases ask. */
function resultsByOperation(results: readonly CaseResult[]): ReadonlyMap<string, readonly CaseResult[]> {
  const asking = results.flatMap((result) => {
    if (isInterrupted(result)) return [];
    const ids = new Set(result.case.steps.map(({ operationId }) => operationId));
    return [...ids].flatMap((id) => (id === undefined ? [] : [{ id, result }]));
  });
  const groups = [...groupBy(asking, ({ id }) => id)];
  return new Map(groups.map(([id, group]) => [id, group.map(({ result }) => result)]));
}

/** Returns the ids of the operations that had a success. */
function succeededIn(results: readonly CaseResult[]): ReadonlySet<string> {
  const exchanges = results.flatMap((result) => result.exchanges);
  return new Set(
    exchanges.flatMap(({ operation, response }) =>
      operation !== undefined && isSuccess(response?.status) ? [operation.id] : [],
    ),
  );
}

function sentTo({ id }: Operation, exchanges: readonly Exchange[]): readonly Exchange[] {
  return exchanges.filter(({ operation, step }) => operation?.id === id && isValid(step));
}

function isSuccess(status: number | undefined): boolean {
  return status !== undefined && status >= 200 && status < 400;
}

function unreached(operation: Operation, own: readonly CaseResult[], { memory }: ReachInput): OperationReach {
  const { id: operationId } = operation;
  const sent = own.flatMap(({ exchanges }) => sentTo(operation, exchanges));
  const refusal = refusalIn(operation, own);
  if (sent.length === 0) return unprepared(operation, refusal, memory);
  const statuses = countedStatuses(sent);
  const reason = `its valid requests were answered ${statuses}`;
  const isAll = (...wanted: readonly number[]) =>
    sent.every(({ response }) => wanted.includes(response?.status ?? 0));
  if (isAll(429)) return { kind: 'notTried', operationId, reason, next: FEWER };
  if (isAll(401, 403)) {
    return {
      kind: 'notTried',
      operationId,
      reason,
      next: CREDENTIALS,
    };
  }
  const lines = dataLines(operation, bodySent(refusal));
  if (sent.every(({ response }) => isForCaller(operation, response?.status))) {
    return { kind: 'notTried', operationId, reason, next: BY_CALLER };
  }
  const notFound = operation.requestBody === undefined ? [400, 404, 410] : [404, 410];
  const isOfNobody = own.some((result) => asksForNobody(result.case, operationId));
  if (isOfNobody || (isAll(...notFound) && sent.every(({ step }) => mayBeNowhere(step)))) {
    return { kind: 'notTried', operationId, reason: `no item to ask about is known: ${reason}`, next: lines };
  }
  return { kind: 'notReached', operationId, refusal, reason, next: lines };
}

/** Refusals that no other request changes, but whoever runs the server or pays for it. */
const FOR_CALLER: ReadonlySet<number> = new Set([402, 407, 410, 423, 426, 451]);

function isForCaller({ responses }: Operation, status: number | undefined): boolean {
  return (
    status !== undefined &&
    FOR_CALLER.has(status) &&
    responses.some((response) => response.status === String(status))
  );
}

/** Judges an operation of which no valid request was sent, because what it needs could not be set up. */
function unprepared(
  operation: Operation,
  refusal: ReturnType<typeof refusalIn>,
  memory: ReachInput['memory'],
): OperationReach {
  const { id: operationId } = operation;
  const { verdict, exchanges } = refusal.result;
  const blocking = exchanges.find(({ index }) => index === refusal.index);
  if (verdict.kind === 'skipped') {
    const next = exchanges.length === 0 ? BY_HAND : dataLines(operation, undefined);
    return { kind: 'notTried', operationId, reason: verdict.reason, next };
  }
  const reason = verdict.kind === 'blocked' ? verdict.reason : 'no request to it was sent';
  const status = blocking?.response?.status;
  if (exchanges.length === 0) return { kind: 'notTried', operationId, reason, next: WITHOUT_IT };
  if (status === 429) return { kind: 'notTried', operationId, reason, next: FEWER };
  if (status === 401 || status === 403) return { kind: 'notTried', operationId, reason, next: CREDENTIALS };
  const next =
    blocking?.operation === undefined
      ? 'see what keeps it from being sent'
      : dataLines(blocking.operation, memory.of(blocking.operation.id).refusal?.body);
  return { kind: 'notReached', operationId, refusal, reason, next };
}

const BY_HAND = 'try it by hand, on a server where it may stay changed';

const WITHOUT_IT = 'leave out what keeps it from being sent: --exclude-operation ID';

const BY_CALLER = 'say what works with --data FILE, or leave it out: --exclude-operation ID';

const FEWER = '--rate N sends fewer requests';

const CREDENTIALS = `give credentials that may do this: --header 'Name: value'`;

/** True for a request about an item that is not the run's own: it may be gone. */
function mayBeNowhere({ expect: { outcome, tolerated = [] } }: Step): boolean {
  return outcome === 'any' || tolerated.includes('404');
}

function bodySent({
  result,
  index,
}: {
  readonly result: CaseResult;
  readonly index: number;
}): string | undefined {
  return result.case.steps[index]?.request.body;
}

/** Returns `400 or 404`: each status once. */
function countedStatuses(sent: readonly Exchange[]): string {
  const names = sent.map(({ response }) => (response === undefined ? 'not at all' : String(response.status)));
  return [...new Set(names)].toSorted().join(' or ');
}

/**
 * Returns the smallest valid request that was refused: the one with nothing but what is required, whose values are more
 * usual than those at their bounds. Where none was sent, returns the one that keeps it from being sent.
 */
function refusalIn({ id }: Operation, own: readonly CaseResult[]) {
  const refused = own.flatMap((result) =>
    result.exchanges
      .filter(({ operation, step }) => operation?.id === id && isValid(step))
      .map(({ index, step }) => ({ result, index, size: isOpener(result.case) ? 0 : sizeOf(step) })),
  );
  const [smallest] = refused.toSorted((left, right) => left.size - right.size);
  if (smallest !== undefined) return smallest;
  const [first] = own.toSorted((left, right) => left.case.steps.length - right.case.steps.length);
  if (first === undefined) throw new Error(`${id} has no valid case`);
  const blocking = first.exchanges.findLast(({ response }) => !isSuccess(response?.status));
  return { result: first, index: blocking?.index ?? 0 };
}

/** Sequences come last: what they send depends on what came before. */
function sizeOf({ name, request: { target, body = '' } }: Step): number {
  return target.length + body.length + (name === 'request' ? 0 : 100_000);
}
