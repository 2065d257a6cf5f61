import { parsePointer } from '../../../base/json-pointer.ts';
import { isObject } from '../../../base/json.ts';
import type { Operation } from '../../../description/model/operation.ts';
import type { RequestPlan, Step } from '../../case/case.ts';
import type { Exchange } from '../../case/exchange.ts';
import { bodyOf, withBodyValue } from '../../case/request-parts.ts';
import { uniqueOfGiven } from '../../plan/requests/target-data.ts';
import { boundIn, rungsOf, type Rung } from '../../plan/requests/rungs.ts';
import { membersNamedIn } from '../values/named-members.ts';
import type { OwnValues } from '../values/own-values.ts';
import type { OperationMemory, SetupRefusal } from '../state/run-memory.ts';
import type { CaseContext } from '../state/case-context.ts';

/** Sends a step with another request than the planned one; `undefined`: with other values of its own. */
export type SendAs = (step: Step) => Promise<Exchange>;

/** After a conflict, a request is sent at most so often with other values. */
const MAX_CONFLICTS = 2;

/**
 * Sends a step that creates what a case needs: on the rung of its ladder that was accepted before, else on one after the
 * other until one is accepted. Returns the exchange that was accepted, or the first one where none was.
 */
export async function sendSetUp(
  step: Step,
  { send, own }: { readonly send: SendAs; readonly own: Pick<OwnValues, 'change'> },
  context: CaseContext,
): Promise<Exchange> {
  const operation = context.description.operationById(step.operationId);
  if (operation === undefined) return send(step);
  const memory = context.memory.of(operation.id);
  const mayDiffer = isOurs(operation, context);
  const sending = { send, own, memory, mayDiffer };
  const first = await sendUntilFree(step, operation, sending);
  const isTaken = !mayDiffer && first.response?.status === 409;
  if (!isRefusal(first) || isTaken) return first;
  const rungs = ladderOf(step, operation, context, textOf(first));
  const known = rungs.find(({ name }) => name === memory.rung);
  let smallest = first;
  for (const rung of known === undefined ? rungs : [known]) {
    context.memory.requests += 1;
    const request = asPlanned(rung, step.request);
    const exchange = await sendUntilFree({ ...step, request }, operation, sending);
    if (exchange.response !== undefined && exchange.response.status < 400) {
      memory.rung = rung.name;
      return { ...exchange, rung: rung.name };
    }
    if (rung.name === 'smallest') smallest = exchange;
    if (!isRefusal(exchange) && exchange.response === undefined) break; // nobody knows what became of it
  }
  memory.recordRefusal(refusalOf(smallest));
  return first;
}

/**
 * Sends a create that is to be accepted. One that conflicts with another item (409) is sent again with other values,
 * never after what may have created one.
 */
export async function sendCreate(
  step: Step,
  { send, own }: { readonly send: SendAs; readonly own: Pick<OwnValues, 'change'> },
  context: CaseContext,
): Promise<Exchange> {
  const operation = context.description.operationById(step.operationId);
  if (operation === undefined) return send(step);
  const memory = context.memory.of(operation.id);
  const mayDiffer = isOurs(operation, context);
  const isTaken = ({ response }: Exchange) => response?.status === 409;
  return sendUntilFree(step, operation, { send, own, memory, mayDiffer, isTaken });
}

/** Sends a create that may be refused, with nothing in it that is known to be. */
export async function sendLearned(
  step: Step,
  { send }: { readonly send: SendAs },
  context: CaseContext,
): Promise<Exchange> {
  const operation = context.description.operationById(step.operationId);
  const name = operation && context.memory.of(operation.id).rung;
  if (operation === undefined || name === undefined) return send(step);
  const rungs = rungsOf(context.planning(), operation, boundIn(operation, step.request));
  const rung = rungs.find((one) => one.name === name);
  if (rung === undefined) return send(step);
  return { ...(await send({ ...step, request: asPlanned(rung, step.request) })), rung: rung.name };
}

/** False where the body is given: it is sent as it is. */
function isOurs(operation: Operation, { data }: CaseContext): boolean {
  return uniqueOfGiven(data, operation)?.length !== 0;
}

interface Sending {
  readonly send: SendAs;
  readonly own: Pick<OwnValues, 'change'>;
  readonly memory: OperationMemory;
  /** True where the request may be sent with other values. */
  readonly mayDiffer: boolean;
  /** Default: `isConflict`. */
  readonly isTaken?: (exchange: Exchange) => boolean;
}

/** A create that conflicts with another item is sent again with other values, never after what may have created one. */
async function sendUntilFree(
  step: Step,
  operation: Operation,
  { send, own, memory, mayDiffer, isTaken = (exchange) => isConflict(exchange, operation) }: Sending,
): Promise<Exchange> {
  let exchange = await send(step);
  const rounds = mayDiffer ? MAX_CONFLICTS : 0;
  for (let round = 0; round < rounds && isTaken(exchange); round += 1) {
    for (const name of membersNamedIn(textOf(exchange), bodyOf(exchange.step.request))) memory.keys.add(name);
    own.change();
    exchange = await send(step);
  }
  return exchange;
}

/** 409, or a refusal as invalid beside a documented 409. */
export function isConflict({ response }: Exchange, { method, responses }: Operation): boolean {
  if (response === undefined || method !== 'POST') return false;
  if (response.status === 409) return true;
  return [400, 422].includes(response.status) && responses.some(({ status }) => status === '409');
}

/** Credentials, limits and what is nowhere are no matter of what is in the request. */
function isRefusal({ response }: Exchange): boolean {
  return response !== undefined && response.status >= 400 && ![401, 403, 405, 429].includes(response.status);
}

/** The other rungs for the same place; those that the refusal names a member of come first among their like. */
function ladderOf(
  { request }: Step,
  operation: Operation,
  { planning }: CaseContext,
  refusal: string,
): readonly Rung[] {
  const rungs = rungsOf(planning(), operation, boundIn(operation, request));
  const others = rungs.filter((rung) => !isTriedBy(request, rung));
  const isNamed = ({ name }: Rung) => refusal.includes(name.split(/[ /]/).at(-1) ?? '');
  const ofKind = (kind: string) => others.filter(({ name }) => name.startsWith(kind));
  return [
    ...ofKind('without ').filter(isNamed),
    ...others.filter(
      (rung) => !rung.name.startsWith('with ') && !(rung.name.startsWith('without ') && isNamed(rung)),
    ),
    ...ofKind('with ').filter(isNamed),
    ...ofKind('with ').filter((rung) => !isNamed(rung)),
  ];
}

/** True for the planned request, also where its values are other ones: it has been tried with others, where that helps. */
function isTriedBy(request: RequestPlan, rung: Rung): boolean {
  if (JSON.stringify(rung.request) === JSON.stringify(request)) return true;
  const isSamePlace = rung.name === 'fullest' && rung.request.target === request.target;
  return isSamePlace && outlineOf(rung.request) === outlineOf(request);
}

/**
 * Returns the request of a rung with the values of the planned one, as far as that has its members: they refer to items
 * that there are, and are no other item's. A documented example stays as it is.
 */
function asPlanned({ name, request }: Rung, planned: RequestPlan): RequestPlan {
  const [body, values] = [bodyOf(request), bodyOf(planned)];
  if (name.startsWith('example ') || !isObject(body) || !isObject(values)) return request;
  const own = Object.entries(values).filter(([member]) => Object.hasOwn(body, member));
  const refers = Object.entries(planned.refers ?? {}).filter(([pointer]) =>
    Object.hasOwn(body, parsePointer(pointer)[0] ?? ''),
  );
  return {
    ...withBodyValue(request, { ...body, ...Object.fromEntries(own) }),
    ...(refers.length > 0 && { refers: Object.fromEntries(refers) }),
  };
}

/** Returns the body of a request with the types of its values in their place. */
function outlineOf(request: RequestPlan): string {
  const body = bodyOf(request);
  return (
    JSON.stringify(body, (_, value: unknown) => (typeof value === 'object' ? value : typeof value)) ?? ''
  );
}

const decoder = new TextDecoder();

export function textOf({ response }: Exchange): string {
  return response === undefined ? '' : decoder.decode(response.body);
}

/** Of the response to a refused create, so many characters are kept. */
const MAX_KEPT = 2_000;

function refusalOf(exchange: Exchange): SetupRefusal {
  const { request, step, response } = exchange;
  return {
    request: `${request.method} ${request.target}`,
    body: step.request.body,
    status: response?.status,
    response: textOf(exchange).slice(0, MAX_KEPT),
  };
}
