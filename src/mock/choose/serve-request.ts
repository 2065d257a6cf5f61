import { hostFault } from '../../http/host/host-field.ts';
import type { RawRequest, RawResponse } from '../../http/message.ts';
import { newTrace } from '../behaviour/answered-by.ts';
import { notFoundProblem, routeRequest } from './route-request.ts';
import type { Controls } from '../control/controls.ts';
import type { ExchangeEvent } from '../control/exchange-event.ts';
import type { Engine, HandleResult } from '../engine.ts';
import { DEFAULT_BODY_LIMIT, type MockSettings } from '../mock-settings.ts';
import type { LoginServer } from '../oauth/login-server.ts';
import { preflightResponse } from '../respond/cors.ts';
import { problemResponse } from '../respond/problem.ts';
import { use, type Awaitable } from '../state/awaitable.ts';

/** A response, with what is told of it; undefined of a preflight, of which nothing is told. */
export interface Handled {
  readonly response: RawResponse;
  readonly facts:
    (Omit<ExchangeEvent, 'request' | 'response'> & Pick<HandleResult, 'values' | 'reads'>) | undefined;
  /** Of an exchange with the login server, only method, path and status are told. */
  readonly isLogin?: true;
}

/** What is needed to respond to a request. */
interface Serving {
  readonly engines: readonly Engine[];
  readonly loginServer: LoginServer;
  readonly settings: MockSettings;
  readonly controls: Controls;
}

/** Responds to a request: to a preflight, a login, or by the API that has its path. */
export function respond(
  { engines, loginServer, settings: { cors, bodyLimit = DEFAULT_BODY_LIMIT }, controls }: Serving,
  request: RawRequest,
): Awaitable<Handled> {
  const preflight = cors === 'documented' ? undefined : preflightResponse(request);
  if (preflight) return { response: preflight, facts: undefined };
  const host = hostFault(request.headers);
  const isSound = host === undefined && request.body.length <= bodyLimit;
  const login = isSound ? loginServer.respond(request) : undefined;
  if (login !== undefined)
    return login.then((response): Handled => ({ response, facts: LOGIN, isLogin: true }));
  const route = routeRequest(engines, request);
  const recorded =
    host === undefined && route?.match.kind !== 'matched' ? recordedIn(engines, request) : undefined;
  if (recorded !== undefined) return { response: recorded, facts: RECORDED };
  if (route !== undefined) return use(controls.handle(route, request), toHandled);
  const problem =
    host === undefined
      ? notFoundProblem(engines, request)
      : { title: 'Bad Request', status: 400, detail: host };
  return { response: problemResponse(problem), facts: { ...NOTHING_WRONG, reason: problem.detail } };
}

/** Returns what a recording has for a request that no description has. */
function recordedIn(engines: readonly Engine[], request: RawRequest): RawResponse | undefined {
  return engines.flatMap(({ recorded }) => recorded?.find(request, undefined) ?? [])[0];
}

function toHandled(result: HandleResult): Handled {
  return { response: result.response, facts: result };
}

const NOTHING_WRONG = { operation: undefined, violations: [], reason: undefined };

const RECORDED = { ...NOTHING_WRONG, trace: newTrace('recorded') };

const LOGIN = { ...NOTHING_WRONG, trace: newTrace('login') };
