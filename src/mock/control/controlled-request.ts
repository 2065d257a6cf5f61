import { memoised } from '../../base/memoise.ts';
import type { Operation } from '../../description/model/operation.ts';
import type { RawRequest } from '../../http/message.ts';
import type { Awaitable } from '../state/awaitable.ts';
import { namespaceOf } from '../state/namespace.ts';
import { FAULT_FIELD } from './faults/asked-fault.ts';
import { faultOf } from './faults/faults.ts';
import type { Failing, Told } from './faults/respond-with-fault.ts';
import type { SettingsByNamespace } from './namespace-settings.ts';
import { nextAnswer, type ChosenAnswer } from './scenarios/chosen-answer.ts';

/** What is chosen for a request in place of what the API would do. */
export interface Chosen {
  /** The identity of the caller, whatever the credentials of the request. */
  readonly identity: string | undefined;
  /** Takes the next answer that was chosen for an operation. */
  readonly takeAnswer: (operation: Operation) => ChosenAnswer | undefined;
}

/** An API that has been chosen for a request. */
export interface Route<Match, Result> {
  readonly engine: {
    readonly handle: (request: RawRequest, match: Match, chosen?: Chosen) => Awaitable<Result>;
    readonly fail: (request: RawRequest, operation: Operation, failing: Failing) => Result;
  };
  readonly match: Match;
}

/** True for a request that asks for something by a header field. */
export function asksForFault({ headers }: RawRequest): boolean {
  return headers[FAULT_FIELD] !== undefined;
}

/** Responds to a request by the settings of its namespace: with a fault, or what is chosen, and the name of the scenario. */
export async function handleControlled<Match extends { readonly kind: string }, Result extends Told>(
  { engine, match }: Route<Match, Result>,
  request: RawRequest,
  settings: SettingsByNamespace,
  seed: number,
): Promise<Result> {
  const { scenario, identity, answers } = settings.of(namespaceOf(request.headers));
  const chosen: Chosen | undefined =
    identity === undefined && answers === undefined
      ? undefined
      : { identity, takeAnswer: memoised((operation) => takeAnswer(request, operation, settings)) };
  const handle = () => engine.handle(request, match, chosen);
  const operation = operationOf(match);
  const fault = operation && faultOf(request, operation, settings, seed);
  const respond = (): Awaitable<Result> => {
    if (operation === undefined || fault === undefined) return handle();
    if (typeof fault === 'string')
      return engine.fail(request, operation, { status: 400, retryAfter: 0, reason: fault });
    return import('./faults/respond-with-fault.ts').then(({ respondWithFault }) =>
      respondWithFault(fault, { handle, fail: (failing) => engine.fail(request, operation, failing) }),
    );
  };
  const result = await respond();
  if (scenario === undefined) return result;
  const headers = { ...result.response.headers, [SCENARIO_FIELD]: scenario };
  return { ...result, response: { ...result.response, headers } };
}

/** Names the scenario that is on. */
const SCENARIO_FIELD = 'x-stuntdouble-scenario';

function takeAnswer(
  request: RawRequest,
  { id, method, path }: Operation,
  settings: SettingsByNamespace,
): ChosenAnswer | undefined {
  const namespace = namespaceOf(request.headers);
  const { answers } = settings.of(namespace);
  if (answers === undefined) return undefined;
  const next = nextAnswer(answers, id) ?? nextAnswer(answers, `${method} ${path}`);
  if (next === undefined) return undefined;
  if (next.left !== answers) settings.change(namespace, { answers: next.left });
  return next.answer;
}

/** Returns the operation of a request that has one. */
function operationOf(match: { readonly kind: string }): Operation | undefined {
  return match.kind === 'matched'
    ? (match as unknown as { readonly operation: Operation }).operation
    : undefined;
}
