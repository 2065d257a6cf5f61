import { messageOf } from '../base/error-message.ts';
import { once } from '../base/memoise.ts';
import { untilLoaded } from '../base/on-demand.ts';
import type { Description } from '../description/model/description.ts';
import type { DisabledOperation } from '../description/model/disabled-operation.ts';
import type { Operation } from '../description/model/operation.ts';
import { UnusableSchemaError } from '../description/schemas/schema-validators.ts';
import { hostFault } from '../http/host/host-field.ts';
import { headerValue, NO_BODY, type RawRequest, type RawResponse } from '../http/message.ts';
import { statusText } from '../http/status-text.ts';
import type { RequestValues } from '../validation/validate-request.ts';
import { createValidator } from '../validation/validator.ts';
import type { Violation } from '../validation/violation.ts';
import type { Api, Call, EngineOptions } from './api.ts';
import { newTrace, type Trace } from './behaviour/answered-by.ts';
import { readsOf } from './behaviour/repeated-reads.ts';
import { respondToValid } from './choose/respond-as-chosen.ts';
import { inferBehaviours } from './choose/infer-behaviours.ts';
import type { RecordedReads } from './choose/recorded-reads.ts';
import { recordedResponse } from './choose/respond-as-recorded.ts';
import { sentBy } from './choose/sent-by.ts';
import { respondFromDescription } from './choose/behave.ts';
import { refusalContext } from './choose/refusal-context.ts';
import type { Chosen } from './control/controlled-request.ts';
import type { Failing } from './control/faults/respond-with-fault.ts';
import { chooseOperation } from './match/choose-operation.ts';
import { matchPath, servedPaths, type Route } from './match/match-path.ts';
import { namedCaptures, type FoundMatch } from './match/router.ts';
import type { LoginContext } from './oauth/logins/login.ts';
import { issuedTokensOf } from './oauth/tokens/tokens-in-request.ts';
import { authenticate, type Authentication } from './refuse/authenticate.ts';
import {
  allowedMethods,
  contentTooLarge,
  methodNotAllowed,
  invalidRequest,
  malformedHost,
  notPermitted,
} from './refuse/protocol-refusals.ts';
import { refusalResponse, type Refusal } from './refuse/refusal.ts';
import { partialResponse } from './respond/byte-range.ts';
import { NO_PREFERENCES, parsePreferences } from './respond/prefer.ts';
import { problemResponse } from './respond/problem.ts';
import { tellViolations } from './respond/tell-violations.ts';
import { isPromise, use, type Awaitable } from './state/awaitable.ts';
import type { Reads } from './state/reads.ts';

/** Responds to the requests of one API, without HTTP. */
export interface Engine {
  readonly description: Description;
  /** Looks up the path and method of a request. */
  readonly match: (request: RawRequest) => Route;
  /** `chosen`: what is chosen for the request in place of what the API would do. */
  readonly handle: (request: RawRequest, match: FoundMatch, chosen?: Chosen) => Awaitable<HandleResult>;
  /** Responds to a request with another status, in the shape that the operation documents, and changes nothing. */
  readonly fail: (request: RawRequest, operation: Operation, failure: Failing) => HandleResult;
  readonly api: Api;
  /** Tells whether an operation has this `operationId`, or `METHOD /path`. */
  readonly hasOperation: (name: string) => boolean;
  /** What a login to the API needs to know of it. */
  readonly login: LoginContext;
  /** The responses of a recording; undefined without one. */
  readonly recorded: RecordedReads | undefined;
}

/** The response to a request, with the reasons for it. */
export interface HandleResult {
  readonly response: RawResponse;
  readonly trace?: Trace | undefined;
  /** The decoded values of a request that was done; undefined for others. */
  readonly values?: RequestValues;
  /** What the response to a read was made from; undefined for others. */
  readonly reads?: Reads | undefined;
  /** Undefined when the path lacks the method, or the request failed before the operation was known. */
  readonly operation: Operation | undefined;
  readonly violations: readonly Violation[];
  /** The reason of a refusal or a failure, as a sentence; undefined for a normal response. */
  readonly reason: string | undefined;
}

export function createEngine(options: EngineOptions): Engine {
  const { description, behaviours } = options;
  description.validators.addFormats(behaviours.formats ?? {});
  const api: Api = {
    ...options,
    validator: createValidator(description),
    ...servedPaths(description),
    inferred: once(() => inferBehaviours(options)),
  };
  return {
    description,
    login: options,
    recorded: options.recorded,
    match: (request) => matchPath(api, request),
    fail: (request, operation, failing) => fail(api, request, operation, failing),
    hasOperation: (name) => description.operations.some((operation) => isNamed(operation, name)),
    api,
    handle: (request, match, chosen) => {
      try {
        const handling = untilLoaded(() => handle(api, request, match, chosen)); // until then nothing has changed
        return isPromise(handling) ? handling.catch((error: unknown) => failure(error, match)) : handling;
      } catch (error) {
        return failure(error, match);
      }
    },
  };
}

function isNamed({ id, method, path }: Operation, name: string): boolean {
  return id === name || `${method} ${path}` === name;
}

function fail(api: Api, request: RawRequest, operation: Operation, failing: Failing): HandleResult {
  const { status, retryAfter, reason } = failing;
  const trace = newTrace('fault');
  if (status < 400)
    return { response: { status, headers: {}, body: NO_BODY }, trace, operation, violations: [], reason };
  const headers = status === 429 || status === 503 ? { 'retry-after': String(retryAfter) } : {};
  const call: Call = { api, request, operation, preferences: parsePreferences({}), trace };
  return refuse(call, { status, title: statusText(status), reason, violations: [], headers });
}

/** Authenticates the caller, validates the request, behaves and responds. Users rely on this order of the refusals. */
function handle(
  api: Api,
  request: RawRequest,
  match: FoundMatch,
  chosen: Chosen | undefined,
): Awaitable<HandleResult> {
  const preferences = parsePreferences(request.headers);
  const host = hostFault(request.headers);
  if (host !== undefined) return refuseHost(api, request, match, host);
  if (match.kind === 'methodNotAllowed') return respondToMethod(api, request, match);
  if (match.kind === 'disabled') return notImplemented(match.operation, match.operation.reason);
  const operation = chooseOperation(match, request, api);
  const captures = namedCaptures(operation, match.captures);
  const isAsItIs = chosen === undefined && preferences === NO_PREFERENCES && !api.recorded;
  const reads = isAsItIs ? readsOf(request, api.store) : undefined;
  const call: Call = { api, request, operation, preferences, trace: newTrace(), reads };
  const sender = sentBy(chosen?.identity, request, api);
  return use(issuedTokensOf(sender, operation, api), (issued) => {
    if (issued.size > 0) reads?.noteOther(); // they expire
    return handleCall(call, captures, authenticate(sender, operation, api.auth, issued), chosen);
  });
}

/** Does so once the caller has been looked up. */
function handleCall(
  call: Call,
  captures: ReadonlyMap<string, string>,
  caller: Authentication,
  chosen: Chosen | undefined,
): Awaitable<HandleResult> {
  const { api, request, operation, trace } = call;
  if (caller.kind !== 'authenticated') {
    return refuse(call, notPermitted(operation, caller, api.description.name));
  }
  trace.caller = caller.identity;
  const recorded = recordedResponse(call, chosen);
  if (recorded !== undefined)
    return { response: recorded, operation, violations: [], reason: undefined, trace };
  if (request.body.length > api.bodyLimit) return refuse(call, contentTooLarge(api.bodyLimit));
  const validation = api.validator.request(operation)(request, captures, {
    strictQuery: isStrict(api, operation),
  });
  const { values, violations } = validation;
  const refusal = invalidRequest(request, operation, validation);
  if (refusal && !(api.lenient && refusal.violations.length > 0)) return refuse(call, refusal);
  if (refusal) return respondLeniently(call, values, refusal);
  return use(respondToValid(call, values, caller.identity, chosen), ({ response: whole, fault }) => {
    const response = fault === undefined ? partialResponse(request, operation, whole) : whole;
    api.recorded?.note(request, operation, response.status);
    return { response, operation, violations, reason: fault, trace, values, reads: call.reads };
  });
}

/** True where the operation refuses query parameters that the description does not name. */
function isStrict({ strictQuery, behaviours }: Api, { id }: Operation): boolean {
  return strictQuery || behaviours.strictQuery?.includes(id) === true;
}

/** Responds to an invalid request from the description, and tells its violations. */
async function respondLeniently(
  call: Call,
  values: RequestValues,
  { violations, shownViolations, reason }: Refusal,
): Promise<HandleResult> {
  const { response, fault } = await respondFromDescription(call, values);
  return {
    response: tellViolations(response, shownViolations ?? violations),
    operation: call.operation,
    violations,
    reason: fault ?? `answered although ${reason}`,
    trace: call.trace,
  };
}

/** Returns the 501 for an operation whose description has faults that keep it from being served. */
function notImplemented(operation: Operation | DisabledOperation, reason: string): HandleResult {
  const detail = `${operation.id} cannot be served: ${reason}`;
  const response = problemResponse({ title: 'Not Implemented', status: 501, detail });
  const served = 'parameters' in operation ? operation : undefined;
  return { response, operation: served, violations: [], reason: detail };
}

/** Returns the 501 for a schema that cannot be compiled, and the 500 for any other error. Nothing is stored. */
function failure(error: unknown, match: FoundMatch): HandleResult {
  const operation = match.kind === 'matched' ? match.operation : undefined;
  if (error instanceof UnusableSchemaError && operation) return notImplemented(operation, error.message);
  const reason = messageOf(error);
  const detail = operation === undefined ? reason : `${operation.id} failed: ${reason}`;
  const response = problemResponse({ title: 'The mock failed', status: 500, detail });
  return { response, operation, violations: [], reason: detail };
}

/** Refuses a malformed `Host` before anything else, in the shape of the operation. */
function refuseHost(api: Api, request: RawRequest, match: FoundMatch, reason: string): HandleResult {
  const operation = match.kind === 'matched' ? match.operation : undefined;
  const preferences = parsePreferences(request.headers);
  const context = refusalContext({ api, request, operation, preferences });
  const response = refusalResponse(malformedHost(reason), context);
  return { response, operation, violations: [], reason };
}

/** Responds to a method that the path lacks: to OPTIONS with the methods that it has, to any other with 405. */
function respondToMethod(
  api: Api,
  request: RawRequest,
  { operations, disabled }: Extract<FoundMatch, { kind: 'methodNotAllowed' }>,
): HandleResult {
  const described = [...operations, ...disabled];
  if (request.method === 'OPTIONS') {
    const response = { status: 204, headers: { allow: allowedMethods(described) }, body: NO_BODY };
    return { response, operation: undefined, violations: [], reason: undefined };
  }
  const { description, behaviours } = api;
  const accept = headerValue(request.headers, 'accept');
  const context = { description, behaviours, operation: operations[0], example: undefined, accept };
  const refusal = methodNotAllowed(request.method, described);
  const { violations, reason } = refusal;
  return { response: refusalResponse(refusal, context), operation: undefined, violations, reason };
}

function refuse(call: Call, refusal: Refusal): HandleResult {
  const { violations, reason } = refusal;
  const response = refusalResponse(refusal, refusalContext(call));
  return { response, operation: call.operation, violations, reason, trace: call.trace };
}
