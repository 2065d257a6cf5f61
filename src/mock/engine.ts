import { createJudge, type Judge } from '../conformance/judge.ts';
import { headerValue, NO_BODY, type RawRequest, type RawResponse } from '../conformance/raw-message.ts';
import type { Violation } from '../conformance/violation.ts';
import type { Description } from '../spec/description.ts';
import type { DisabledOperation } from '../spec/disabled-operation.ts';
import { messageOf } from '../spec/message-of.ts';
import type { Operation } from '../spec/operation.ts';
import { once } from '../spec/once.ts';
import { UnusableSchemaError } from '../spec/schema-validators.ts';
import { authenticate, type AuthPolicy } from './authenticate.ts';
import type { Behaviours } from './behaviour.ts';
import { behave, type Call, refusalContext } from './behave.ts';
import { chooseOperation } from './choose-operation.ts';
import type { Clock } from './clock.ts';
import { inferCorrectedApi } from './inferred/corrected-api.ts';
import { correctionsOf } from './inferred/corrections.ts';
import type { InferredApi } from './inferred/inferred-api.ts';
import { matchPath, servedPaths, type Route, type ServedPaths } from './match-path.ts';
import { loadSuggestions } from './plausible.ts';
import { parsePreferences } from './prefer.ts';
import { problemResponse } from './problem.ts';
import {
  allowedMethods,
  contentTooLarge,
  methodNotAllowed,
  notFitting,
  notPermitted,
} from './protocol-refusals.ts';
import { refusalResponse, type Refusal } from './refusal.ts';
import type { Match } from './router.ts';
import { servedOperation, type ServedOperation } from './served-operation.ts';
import type { Store } from './store.ts';

/** One API that pretends: values in, values out. */
export interface Engine {
  readonly description: Description;
  /** Where a request leads; `notFound` lets another API have it. */
  readonly match: (request: RawRequest) => Route;
  readonly handle: (request: RawRequest, match: Found) => Promise<Decision>;
  readonly operations: () => readonly ServedOperation[];
}

/** An answer, and what was decided on the way to it. */
export interface Decision {
  readonly response: RawResponse;
  readonly operation: Operation | undefined;
  readonly violations: readonly Violation[];
  /** Why it was not answered with what it asked for; undefined where it was. */
  readonly reason: string | undefined;
}

type Found = Exclude<Match, { kind: 'notFound' }>;

export interface EngineOptions {
  readonly description: Description;
  readonly behaviours: Behaviours;
  readonly store: Store;
  readonly clock: Clock;
  /** The member that identifies an item, by collection; `id` where it is not named. */
  readonly keys: ReadonlyMap<string, string>;
  /** Whose credentials are asked for. */
  readonly auth: AuthPolicy;
  /** In bytes. */
  readonly bodyLimit: number;
  readonly strictQuery: boolean;
  /** Seed of all that is generated. */
  readonly seed: number;
  /** The collections that fixtures fill. */
  readonly filled: ReadonlySet<string>;
  readonly memory: Memory;
  /** Sends documented examples although they break their schema. */
  readonly examplesAsIs: boolean;
}

/** What is remembered without being told how: `off` nothing; `empty` collections start with nothing in them. */
export type Memory = 'on' | 'empty' | 'off';

/** One API, compiled. */
export interface Api extends EngineOptions, ServedPaths {
  readonly judge: Judge;
  /** What the description lets us remember; found when it is first asked for. */
  readonly inferred: () => InferredApi | undefined;
}

export function createEngine(options: EngineOptions): Engine {
  const { description, behaviours } = options;
  description.validators.addFormats(behaviours.formats ?? {});
  const api: Api = {
    ...options,
    judge: createJudge(description),
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
  const judgement = api.judge.request(operation)(request, captures, api);
  const { values, violations } = judgement;
  const refusal = notFitting(request, operation, judgement);
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
