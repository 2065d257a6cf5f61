import { loadSuggestions } from '../../generate/suggest.ts';
import { headerValue, NO_BODY, type HeaderFields } from '../../http/message.ts';
import { originOf } from '../../http/request-target.ts';
import type { RequestValues } from '../../validation/validate-request.ts';
import type { Violation } from '../../validation/violation.ts';
import { refusalContext } from './refusal-context.ts';
import { rememberingBehaviour } from './remembering.ts';
import type { Call } from '../api.ts';
import type { Behaviour, BehaviourResponse, PreparedResponse } from '../behaviour/behaviour.ts';
import { CONDITIONS_FAILED } from '../behaviour/conditional-behaviour.ts';
import { runBehaviour } from '../behaviour/run-behaviour.ts';
import { chooseBehaviour, type ChosenBehaviour } from './choose-behaviour.ts';
import { lacksBody } from './lacks-body.ts';
import { pagedBody } from '../inferred/lists/paged-body.ts';
import { impossibleReason } from '../inferred/responses/impossible-values.ts';
import { behaviourRefusal } from '../refuse/behaviour-refusal.ts';
import { refusalResponse, type Refusal } from '../refuse/refusal.ts';
import { conditionalRead } from '../respond/conditional-read.ts';
import { documentedResponse } from '../respond/documented-response.ts';
import { fillHeaders } from '../respond/fill-headers.ts';
import { answeringExample } from '../respond/sent-example.ts';
import { appliedPreferences, NO_PREFERENCES, waitAsPreferred, type Preferences } from '../respond/prefer.ts';
import { problemResponse, type Problem } from '../respond/problem.ts';
import { respond, respondAsIs, respondNearest } from '../respond/respond.ts';
import { use, type Awaitable } from '../state/awaitable.ts';
import type { Identity } from '../state/identity.ts';
import { namespaceOf } from '../state/namespace.ts';
import type { TransactionContext } from '../state/transaction.ts';

/**
 * Responds to a valid request: with what the client prefers; else with the given, or the inferred, behaviour; else with
 * an example or a generated value.
 */
export function behave(
  call: Call,
  values: RequestValues,
  identity: Identity | undefined,
): Awaitable<PreparedResponse> {
  const { preferences } = call;
  const run = () => respondBySource(call, values, identity);
  if (preferences === NO_PREFERENCES) return run();
  const running = preferences.wait === undefined ? run() : waitAsPreferred(preferences).then(run);
  return use(running, (prepared) => {
    const applied = appliedPreferences(preferences);
    if (applied === undefined || prepared.fault !== undefined) return prepared;
    const headers = { ...prepared.response.headers, 'preference-applied': applied };
    return { ...prepared, response: { ...prepared.response, headers } };
  });
}

/** Chooses the source of the response, and responds. */
function respondBySource(
  call: Call,
  values: RequestValues,
  identity: Identity | undefined,
): Awaitable<PreparedResponse> {
  const { selectsContent } = call.preferences;
  const behaviour = selectsContent ? undefined : chooseBehaviour(call.api, call.operation);
  const example = selectsContent ? undefined : answeringExample(call.operation, values);
  if (example !== undefined && (behaviour === undefined || isRefusedBy(example, behaviour)))
    return respondFromDescription(call, values, { wanted: { code: example.status, example: example.name } });
  if (behaviour !== undefined) return respondTo(call, behaviour, values, identity);
  return use(
    refuseMissingParent(call, values, identity),
    (refused) => refused ?? respondTo(call, undefined, values, identity),
  );
}

/** True for an example of a refusal, which changes no state, where nobody has written a behaviour. */
function isRefusedBy({ status }: { readonly status: string }, { isInferred }: ChosenBehaviour): boolean {
  return isInferred && Number(status) >= 400;
}

/** Responds by the behaviour; without one, and where it writes no body, as the description says. */
function respondTo(
  call: Call,
  chosen: ChosenBehaviour | undefined,
  values: RequestValues,
  identity: Identity | undefined,
): Awaitable<PreparedResponse> {
  return use(rememberingBehaviour(call, chosen?.behaviour), (behaviour) =>
    behaviour === undefined
      ? respondFromDescription(call, values)
      : respondWith(behaviour, { call, chosen, values, identity }),
  );
}

/** A request that a behaviour responds to. `chosen`: that of the operation; undefined where only conditions are. */
interface Behaving {
  readonly call: Call;
  readonly chosen: ChosenBehaviour | undefined;
  readonly values: RequestValues;
  readonly identity: Identity | undefined;
}

function respondWith(
  behaviour: Behaviour,
  { call, chosen, values, identity }: Behaving,
): Awaitable<PreparedResponse> {
  const { api, operation, request } = call;
  const contentType = headerValue(request.headers, 'content-type');
  const behaviourRequest = { ...values, operation, contentType };
  const context = transactionContext(call, identity);
  let wanted: Wanted = {};
  if (chosen !== undefined) call.trace.answeredBy = chosen.isInferred ? 'collection' : 'behaviour';
  if (chosen?.isInferred === false && api.behaviours.isPure !== true) call.reads?.noteOther();
  const running = runBehaviour(behaviour, behaviourRequest, context, (response) => {
    const refusal = behaviourRefusal(response);
    if (refusal !== undefined) return prepareRefusal(call, refusal);
    const code = chosen === undefined ? {} : { wanted: { code: String(response.status) } };
    wanted = { fields: response.headers, ...code };
    const accept = headerValue(request.headers, 'accept');
    if (
      chosen === undefined ||
      (chosen.isInferred && lacksBody(response, operation, api.description, accept))
    )
      return { response: WITHOUT_BODY, fault: undefined };
    if (!chosen.isInferred)
      return prepareVersion(call, response, respond(response, operation, api.validator, accept));
    const { description, seed, strictValues } = api;
    const filled = fillHeaders(response, operation, { description, seed, origin: originOf(request) });
    const reasonOf = strictValues ? undefined : (one: Violation) => impossibleReason(description, one);
    const nearest = respondNearest(filled, operation, api.validator, { accept, reasonOf });
    return prepareVersion(call, response, nearest);
  });
  return use(running, (prepared) =>
    prepared.response === WITHOUT_BODY ? respondFromDescription(call, values, wanted) : prepared,
  );
}

/** Gives a response the entity tag that is documented, and answers 304 or 412 by the conditions of the request. */
function prepareVersion(
  call: Call,
  intended: BehaviourResponse,
  prepared: PreparedResponse,
): PreparedResponse {
  const { api, operation, request, preferences } = call;
  const headers = preferences.selectsContent ? {} : request.headers;
  const { description, seed } = api;
  const outcome = conditionalRead(intended, prepared, { operation, headers, description, seed });
  if (outcome.kind === 'prepared') return outcome.prepared;
  return prepareRefusal(call, { ...CONDITIONS_FAILED, title: 'Precondition Failed', violations: [] });
}

/** Stands for a response whose body could not be written: the description gives one, or the reason why there is none. */
const WITHOUT_BODY = { status: 204, headers: {}, body: NO_BODY };

function transactionContext(
  { api, request, trace, reads }: Call,
  identity: Identity | undefined,
): TransactionContext {
  const namespace = namespaceOf(request.headers);
  return {
    store: api.store,
    namespace,
    identity,
    now: api.clock(namespace),
    keyOf: (collection) => api.keys.get(collection) ?? api.inferred()?.modelOf(collection)?.key ?? 'id',
    onCommitted: (changes) => {
      trace.changes = changes;
    },
    reads,
  };
}

/** Returns a 404 when the path leads through an item that does not exist; undefined when it does not. */
function refuseMissingParent(
  call: Call,
  values: RequestValues,
  identity: Identity | undefined,
): Awaitable<PreparedResponse | undefined> {
  const { api, operation, preferences } = call;
  const guard = preferences.selectsContent ? undefined : api.inferred()?.guardOf(operation);
  if (guard === undefined) return undefined;
  const request = { ...values, operation };
  const running = runBehaviour(guard, request, transactionContext(call, identity), (response) => {
    const refusal = behaviourRefusal(response);
    return refusal === undefined ? { response: PASSED, fault: undefined } : prepareRefusal(call, refusal);
  });
  return use(running, (prepared) => (prepared.response === PASSED ? undefined : prepared));
}

/** Stands for "no refusal". */
const PASSED = { status: 204, headers: {}, body: NO_BODY };

/** Writes a refusal in the shape that the operation documents. */
function prepareRefusal(call: Call, refusal: Refusal): PreparedResponse {
  return { response: refusalResponse(refusal, refusalContext(call)), fault: undefined };
}

/** What a response has beside what the request prefers. */
interface Wanted {
  readonly wanted?: Partial<Pick<Preferences, 'code' | 'example'>>;
  /** Further header fields. */
  readonly fields?: HeaderFields | undefined;
}

/** Responds with a documented example, or else a generated value. Nothing is remembered. */
export async function respondFromDescription(
  call: Call,
  values: RequestValues,
  { wanted = {}, fields = {} }: Wanted = {},
): Promise<PreparedResponse> {
  const { api, request, operation, preferences, trace } = call;
  const suggest = await loadSuggestions();
  const accept = headerValue(request.headers, 'accept');
  const { description, examplesAsIs, strictValues } = api;
  const seed = preferences.seed ?? api.seed;
  const context = { description, seed, examplesAsIs, strictValues, suggest };
  const details = { ...preferences, ...wanted, accept, target: request.target, path: values.path };
  const documented = documentedResponse(context, operation, details);
  trace.answeredBy ??= 'isExample' in documented && documented.isExample === true ? 'example' : 'generated';
  const paged = (response: BehaviourResponse) =>
    preferences.selectsContent || response.status >= 300
      ? response
      : { ...response, body: pagedBody(description, operation, values, response.body) };
  switch (documented.kind) {
    case 'response': {
      const { response } = documented;
      if (operation.responses.length === 0) return respondAsIs(response, operation, api.validator, accept);
      const page = paged(response);
      const intended = { ...page, headers: { ...page.headers, ...fields } };
      const { example } = preferences;
      const filled = fillHeaders(intended, operation, { ...context, example });
      return prepareVersion(call, intended, respond(filled, operation, api.validator, accept));
    }
    case 'nearest': {
      const { response, tolerated } = documented;
      return respondNearest(fillHeaders(response, operation, context), operation, api.validator, {
        accept,
        tolerated,
      });
    }
    case 'asIs':
      return respondAsIs(documented.response, operation, api.validator, accept);
    case 'unknownPreference':
      return prepareProblem({ title: 'Unknown preference', status: 400, detail: documented.reason });
    case 'none': {
      const detail = `${operation.id}: ${documented.reason}`;
      return prepareProblem({ title: 'Not Implemented', status: 501, detail });
    }
  }
}

function prepareProblem(problem: Problem): PreparedResponse {
  return { response: problemResponse(problem), fault: problem.detail };
}
