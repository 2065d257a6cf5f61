import type { Operation } from '../description/model/operation.ts';
import { loadSuggestions } from '../generate/plausible-values.ts';
import { headerValue, NO_BODY, type RawRequest } from '../http/message.ts';
import type { RequestValues } from '../validation/validate-request.ts';
import type { Api } from './api.ts';
import type { BehaviourResponse, PreparedResponse } from './behaviour/behaviour.ts';
import { runBehaviour } from './behaviour/run-behaviour.ts';
import { behaviourOf, type ChosenBehaviour } from './choose-behaviour.ts';
import { pagedBody } from './inferred/lists/paged-body.ts';
import { refusalResponse, type RefusalContext } from './refuse/refusal.ts';
import { documentedResponse } from './respond/documented-response.ts';
import { fillHeaders } from './respond/fill-headers.ts';
import { appliedPreferences, waitAsPreferred, type Preferences } from './respond/prefer.ts';
import { problemResponse, type Problem } from './respond/problem.ts';
import { respond, respondAsIs } from './respond/respond.ts';
import type { Identity } from './state/identity.ts';
import { namespaceOf } from './state/namespace.ts';
import type { TransactionContext } from './state/transaction.ts';

/** One request on its way: it is who it says, and fits the operation. */
export interface Call {
  readonly api: Api;
  readonly request: RawRequest;
  readonly operation: Operation;
  readonly preferences: Preferences;
}

/** What the client prefers, else a behaviour, else what is remembered, else what the description shows. */
export async function behave(
  call: Call,
  values: RequestValues,
  identity: Identity | undefined,
): Promise<PreparedResponse> {
  const { preferences } = call;
  await waitAsPreferred(preferences);
  const behaviour = preferences.selectsContent ? undefined : behaviourOf(call.api, call.operation);
  const answer =
    behaviour === undefined
      ? ((await missingParent(call, values, identity)) ?? (await answerFromDescription(call, values)))
      : await answerFromBehaviour(call, behaviour, values, identity);
  const applied = appliedPreferences(preferences);
  if (applied === undefined || answer.fault !== undefined) return answer;
  const headers = { ...answer.response.headers, 'preference-applied': applied };
  return { ...answer, response: { ...answer.response, headers } };
}

function answerFromBehaviour(
  call: Call,
  { behaviour, isInferred }: ChosenBehaviour,
  values: RequestValues,
  identity: Identity | undefined,
): Promise<PreparedResponse> {
  const { api, operation, request } = call;
  return runBehaviour(behaviour, { ...values, operation }, contextOf(call, identity), (answer) => {
    if (isRefusal(answer)) return refused(call, answer);
    const { description, seed } = api;
    const filled = isInferred ? fillHeaders(answer, operation, { description, seed }) : answer;
    return respond(filled, operation, api.validator, headerValue(request.headers, 'accept'));
  });
}

function contextOf({ api, request }: Call, identity: Identity | undefined): TransactionContext {
  return {
    store: api.store,
    namespace: namespaceOf(request.headers),
    identity,
    now: api.clock(),
    keyOf: (collection) => api.keys.get(collection) ?? api.inferred()?.modelOf(collection)?.key ?? 'id',
  };
}

/** 404 where the path leads through an item that is not there; undefined where it may be answered. */
async function missingParent(
  call: Call,
  values: RequestValues,
  identity: Identity | undefined,
): Promise<PreparedResponse | undefined> {
  const { api, operation, preferences } = call;
  const guard = preferences.selectsContent ? undefined : api.inferred()?.guardOf(operation);
  if (guard === undefined) return undefined;
  const request = { ...values, operation };
  const answer = await runBehaviour(guard, request, contextOf(call, identity), (found) =>
    found.status === 404 ? refused(call, found) : { response: PASSED, fault: undefined },
  );
  return answer.response === PASSED ? undefined : answer;
}

const PASSED = { status: 204, headers: {}, body: NO_BODY };

/** What a refusal of this request is worded with; by default in the shapes of its operation. */
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

/** A behaviour's refusal, in the shape that the operation documents. */
function refused(call: Call, { status, reason = '', headers }: BehaviourResponse): PreparedResponse {
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

async function answerFromDescription(
  { api, request, operation, preferences }: Call,
  values: RequestValues,
): Promise<PreparedResponse> {
  const accept = headerValue(request.headers, 'accept');
  const { description, examplesAsIs } = api;
  const seed = preferences.seed ?? api.seed;
  const context = { description, seed, examplesAsIs, suggest: await loadSuggestions() };
  const details = { ...preferences, accept, target: request.target, path: values.path };
  const found = documentedResponse(context, operation, details);
  const paged = (response: BehaviourResponse) =>
    preferences.selectsContent || response.status >= 300
      ? response
      : { ...response, body: pagedBody(description, operation, values, response.body) };
  switch (found.kind) {
    case 'response':
      if (operation.responses.length === 0)
        return respondAsIs(found.response, operation, api.validator, accept);
      return respond(
        fillHeaders(paged(found.response), operation, context),
        operation,
        api.validator,
        accept,
      );
    case 'asIs':
      return respondAsIs(found.response, operation, api.validator, accept);
    case 'unknownPreference':
      return problemAnswer({ title: 'Unknown preference', status: 400, detail: found.reason });
    case 'none':
      return problemAnswer({
        title: 'Not Implemented',
        status: 501,
        detail: `${operation.id}: ${found.reason}`,
      });
  }
}

function problemAnswer(problem: Problem): PreparedResponse {
  return { response: problemResponse(problem), fault: problem.detail };
}
