import { messageOf } from '../base/error-message.ts';
import { once } from '../base/memoise.ts';
import type { Description } from '../description/model/description.ts';
import type { DisabledOperation } from '../description/model/disabled-operation.ts';
import type { Operation } from '../description/model/operation.ts';
import { UnusableSchemaError } from '../description/schemas/schema-validators.ts';
import { loadSuggestions } from '../generate/plausible-values.ts';
import { headerValue, NO_BODY, type RawRequest, type RawResponse } from '../http/message.ts';
import { createValidator } from '../validation/validator.ts';
import type { Violation } from '../validation/violation.ts';
import type { EngineOptions, Api } from './api.ts';
import { behave, type Call, refusalContext } from './behave.ts';
import { inferCorrectedApi } from './inferred/corrections/corrected-api.ts';
import { correctionsOf } from './inferred/corrections/corrections.ts';
import type { InferredApi } from './inferred/inferred-api.ts';
import { chooseOperation } from './match/choose-operation.ts';
import { matchPath, servedPaths, type Route } from './match/match-path.ts';
import type { Match } from './match/router.ts';
import { authenticate } from './refuse/authenticate.ts';
import {
  allowedMethods,
  contentTooLarge,
  methodNotAllowed,
  invalidRequest,
  notPermitted,
} from './refuse/protocol-refusals.ts';
import { refusalResponse, type Refusal } from './refuse/refusal.ts';
import { parsePreferences } from './respond/prefer.ts';
import { problemResponse } from './respond/problem.ts';
import { servedOperation, type ServedOperation } from './served-operation.ts';

/** One API that pretends: values in, values out. */
export interface Engine {
  readonly description: Description;
  /** Where a request leads; `notFound` lets another API have it. */
  readonly match: (request: RawRequest) => Route;
  readonly handle: (request: RawRequest, match: Found) => Promise<Decision>;
  readonly operations: () => readonly ServedOperation[];
}

/** An answer, and what was decided on the way to it. */
interface Decision {
  readonly response: RawResponse;
  readonly operation: Operation | undefined;
  readonly violations: readonly Violation[];
  /** Why it was not answered with what it asked for; undefined where it was. */
  readonly reason: string | undefined;
}

type Found = Exclude<Match, { kind: 'notFound' }>;

export function createEngine(options: EngineOptions): Engine {
  const { description, behaviours } = options;
  description.validators.addFormats(behaviours.formats ?? {});
  const api: Api = {
    ...options,
    validator: createValidator(description),
    ...servedPaths(description),
    inferred: once(() => inferred(options)),
  };
  return {
    description,
    match: (request) => matchPath(api, request),
    operations: () => description.operations.map((operation) => servedOperation(api, operation)),
    handle: async (request, match) => {
      try {
        return await handle(api, request, match);
      } catch (error) {
        return failed(error, match);
      }
    },
  };
}

function inferred({ description, behaviours, seed, filled, memory }: EngineOptions): InferredApi | undefined {
  if (memory === 'off') return undefined;
  const corrections = correctionsOf(description, behaviours.inferred);
  const options = { seed, filled, empty: memory === 'empty', suggest: loadSuggestions };
  return inferCorrectedApi(description, corrections, options);
}

/** match → authenticate → validate → behave → respond. The order of the refusals is part of what is promised. */
async function handle(api: Api, request: RawRequest, match: Found): Promise<Decision> {
  const preferences = parsePreferences(request.headers);
  if (match.kind === 'methodNotAllowed') return answerMethod(api, request, match);
  if (match.kind === 'disabled') return notServed(match.operation, match.operation.reason);
  const operation = chooseOperation(match, request, api);
  const { captures } = match;
  const call: Call = { api, request, operation, preferences };
  const caller = authenticate(request, operation, api.auth);
  if (caller.kind !== 'authenticated') {
    return refuse(call, notPermitted(operation, caller, api.description.name));
  }
  if (request.body.length > api.bodyLimit) return refuse(call, contentTooLarge(api.bodyLimit));
  const judgement = api.validator.request(operation)(request, captures, api);
  const { values, violations } = judgement;
  const refusal = invalidRequest(request, operation, judgement);
  if (refusal) return refuse(call, refusal);
  const { response, fault } = await behave(call, values, caller.identity);
  return { response, operation, violations, reason: fault };
}

/** 501: it is described, but the description is too broken to tell how. */
function notServed(operation: Operation | DisabledOperation, reason: string): Decision {
  const detail = `${operation.id} cannot be served: ${reason}`;
  const response = problemResponse({ title: 'Not Implemented', status: 501, detail });
  const served = 'parameters' in operation ? operation : undefined;
  return { response, operation: served, violations: [], reason: detail };
}

/** A behaviour that failed, or a schema of which no validator can be made: said aloud, and nothing is stored. */
function failed(error: unknown, match: Found): Decision {
  const operation = match.kind === 'matched' ? match.operation : undefined;
  if (error instanceof UnusableSchemaError && operation) return notServed(operation, error.message);
  const reason = messageOf(error);
  const detail = operation === undefined ? reason : `${operation.id} failed: ${reason}`;
  const response = problemResponse({ title: 'The mock failed', status: 500, detail });
  return { response, operation, violations: [], reason: detail };
}

/** OPTIONS says what there is; any other method that the path lacks is a 405. */
function answerMethod(
  api: Api,
  request: RawRequest,
  { operations, disabled }: Extract<Match, { kind: 'methodNotAllowed' }>,
): Decision {
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

function refuse(call: Call, refusal: Refusal): Decision {
  const { violations, reason } = refusal;
  const response = refusalResponse(refusal, refusalContext(call));
  return { response, operation: call.operation, violations, reason };
}
