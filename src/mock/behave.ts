import { responseFor, type Operation } from '../description/model/operation.ts';
import { loadSuggestions } from '../generate/plausible-values.ts';
import type { Suggest } from '../generate/suggest.ts';
import { headerValue, NO_BODY, type RawRequest } from '../http/message.ts';
import { originOf } from '../http/request-origin.ts';
import type { RequestValues } from '../validation/validate-request.ts';
import type { Api } from './api.ts';
import type { BehaviourResponse, PreparedResponse } from './behaviour/behaviour.ts';
import { runBehaviour } from './behaviour/run-behaviour.ts';
import { chooseBehaviour, type ChosenBehaviour } from './choose-behaviour.ts';
import { pagedBody } from './inferred/lists/paged-body.ts';
import { refusalResponse, type RefusalContext } from './refuse/refusal.ts';
import { documentedResponse } from './respond/documented-response.ts';
import { fillHeaders } from './respond/fill-headers.ts';
import { answeringExample } from './respond/sent-example.ts';
import { appliedPreferences, waitAsPreferred, type Preferences } from './respond/prefer.ts';
import { problemResponse, type Problem } from './respond/problem.ts';
import { respond, respondAsIs, respondNearest } from './respond/respond.ts';
import type { Identity } from './state/identity.ts';
import { namespaceOf } from './state/namespace.ts';
import type { TransactionContext } from './state/transaction.ts';

/** One request for one operation. */
export interface Call {
  readonly api: Api;
  readonly request: RawRequest;
  readonly operation: Operation;
  readonly preferences: Preferences;
}

/**
 * Responds to a valid request: with what the client prefers; else with the given, or the inferred, behaviour; else with
 * an example or a generated value.
 */
export async function behave(
  call: Call,
  values: RequestValues,
  identity: Identity | undefined,
): Promise<PreparedResponse> {
  const { preferences } = call;
  await waitAsPreferred(preferences);
  const behaviour = preferences.selectsContent ? undefined : chooseBehaviour(call.api, call.operation);
  const example = preferences.selectsContent ? undefined : answeringExample(call.operation, values);
  const isExample = example !== undefined && (behaviour === undefined || isRefusedBy(example, behaviour));
  const prepared = isExample
    ? await respondFromDescription(call, values, { code: example.status, example: example.name })
    : behaviour === undefined
      ? ((await refuseMissingParent(call, values, identity)) ?? (await respondFromDescription(call, values)))
      : await respondFromBehaviour(call, behaviour, values, identity);
  const applied = appliedPreferences(preferences);
  if (applied === undefined || prepared.fault !== undefined) return prepared;
  const headers = { ...prepared.response.headers, 'preference-applied': applied };
  return { ...prepared, response: { ...prepared.response, headers } };
}

/** True for an example of a refusal, which changes no state, where nobody has written a behaviour. */
function isRefusedBy({ status }: { readonly status: string }, { isInferred }: ChosenBehaviour): boolean {
  return isInferred && Number(status) >= 400;
}

async function respondFromBehaviour(
  call: Call,
  { behaviour, isInferred }: ChosenBehaviour,
  values: RequestValues,
  identity: Identity | undefined,
): Promise<PreparedResponse> {
  const { api, operation, request } = call;
  const suggest = await loadSuggestions();
  return runBehaviour(behaviour, { ...values, operation }, transactionContext(call, identity), (response) => {
    if (isRefusal(response)) return prepareRefusal(call, response);
    if (isInferred && lacksBody(response, operation))
      return respondDocumented(call, values, { suggest, wanted: { code: String(response.status) } });
    const { description, seed } = api;
    const context = { description, seed, origin: originOf(request) };
    const filled = isInferred ? fillHeaders(response, operation, context) : response;
    return respond(filled, operation, api.validator, headerValue(request.headers, 'accept'));
  });
}

/** True for a response without a body where one is documented: none was found that fits. */
function lacksBody({ status, body }: BehaviourResponse, operation: Operation): boolean {
  return body === undefined && (responseFor(operation, status)?.content ?? []).length > 0;
}

function transactionContext({ api, request }: Call, identity: Identity | undefined): TransactionContext {
  return {
    store: api.store,
    namespace: namespaceOf(request.headers),
    identity,
    now: api.clock(),
    keyOf: (collection) => api.keys.get(collection) ?? api.inferred()?.modelOf(collection)?.key ?? 'id',
  };
}

/** Returns a 404 when the path leads through an item that does not exist; undefined when it does not. */
async function refuseMissingParent(
  call: Call,
  values: RequestValues,
  identity: Identity | undefined,
): Promise<PreparedResponse | undefined> {
  const { api, operation, preferences } = call;
  const guard = preferences.selectsContent ? undefined : api.inferred()?.guardOf(operation);
  if (guard === undefined) return undefined;
  const request = { ...values, operation };
  const prepared = await runBehaviour(guard, request, transactionContext(call, identity), (response) =>
    response.status === 404 ? prepareRefusal(call, response) : { response: PASSED, fault: undefined },
  );
  return prepared.response === PASSED ? undefined : prepared;
}

/** Stands for "no refusal". */
const PASSED = { status: 204, headers: {}, body: NO_BODY };

/** Returns the context in which a refusal of the request is written. */
export function refusalContext({
  api,
  request,
  operation,
  preferences,
}: Omit<Call, 'operation'> & Pick<RefusalContext, 'operation'>): RefusalContext {
  const { description, behaviours } = api;
  const accept = headerValue(request.headers, 'accept');
  return { description, behaviours, operation, example: preferences.example, accept };
}

function isRefusal({ status, body, reason }: BehaviourResponse): boolean {
  return status >= 400 && body === undefined && reason !== undefined;
}

/** Writes a behaviour's refusal in the shape that the operation documents. */
function prepareRefusal(call: Call, { status, reason = '', headers }: BehaviourResponse): PreparedResponse {
  const title = TITLES[status] ?? 'Refused';
  const refusal = { status, title, reason, violations: [], ...(headers && { headers }) };
  return { response: refusalResponse(refusal, refusalContext(call)), fault: undefined };
}

const TITLES: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  404: 'Not Found',
  409: 'Conflict',
  410: 'Gone',
  412: 'Precondition Failed',
  422: 'Unprocessable Content',
};

/** Responds with a documented example, or else a generated value. Nothing is remembered. */
export async function respondFromDescription(
  call: Call,
  values: RequestValues,
  wanted: Wanted = {},
): Promise<PreparedResponse> {
  return respondDocumented(call, values, { suggest: await loadSuggestions(), wanted });
}

/** What is wanted beside what the request prefers. */
type Wanted = Partial<Pick<Preferences, 'code' | 'example'>>;

function respondDocumented(
  { api, request, operation, preferences }: Call,
  values: RequestValues,
  { suggest, wanted }: { readonly suggest: Suggest; readonly wanted: Wanted },
): PreparedResponse {
  const accept = headerValue(request.headers, 'accept');
  const { description, examplesAsIs, strictValues } = api;
  const seed = preferences.seed ?? api.seed;
  const context = { description, seed, examplesAsIs, strictValues, suggest };
  const details = { ...preferences, ...wanted, accept, target: request.target, path: values.path };
  const documented = documentedResponse(context, operation, details);
  const paged = (response: BehaviourResponse) =>
    preferences.selectsContent || response.status >= 300
      ? response
      : { ...response, body: pagedBody(description, operation, values, response.body) };
  switch (documented.kind) {
    case 'response': {
      const { response } = documented;
      if (operation.responses.length === 0) return respondAsIs(response, operation, api.validator, accept);
      const { example } = preferences;
      const filled = fillHeaders(paged(response), operation, { ...context, example });
      return respond(filled, operation, api.validator, accept);
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
