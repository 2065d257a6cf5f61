import { once } from '../../base/memoise.ts';
import { NO_BODY, type RawRequest, type RawResponse } from '../../http/message.ts';
import { pathOf } from '../../http/request-target.ts';
import { problemResponse } from '../respond/problem.ts';
import {
  hasLogin,
  LOGIN_PREFIX,
  METHODS,
  type Endpoint,
  type Login,
  type LoginContext,
} from './logins/login.ts';
import { loginFinder } from './logins/on-demand.ts';

/** Lets clients log in to the APIs of a mock. */
export interface LoginServer {
  readonly logins: () => readonly Login[];
  /** Answers a request to an endpoint of a login; undefined for all others. */
  readonly respond: (request: RawRequest) => Promise<RawResponse> | undefined;
}

interface Place {
  readonly login: Login;
  readonly endpoint: Endpoint;
}

/**
 * Creates the login server of APIs. `isOperation` tells whether an operation has a method and path.
 * @throws NotLoadedError where what finds logins is needed, and is not there yet
 */
export function createLoginServer(
  contexts: readonly LoginContext[],
  isOperation: (method: string, path: string) => boolean,
): LoginServer {
  const isNeeded = contexts.some(({ description }) => description.securitySchemes.some(hasLogin));
  const finder = isNeeded ? loginFinder.get() : undefined;
  const logins = once(() => finder?.findLogins(contexts, isOperation) ?? []);
  const places = once(() => placesOf(logins(), isOperation));
  return {
    logins,
    respond: (request) => {
      const path = pathOf(request.target);
      const place = places().get(path);
      if (place !== undefined) return respondAt(place, request);
      return path.startsWith(LOGIN_PREFIX) ? Promise.resolve(unknownPlace(path, places())) : undefined;
    },
  };
}

/** Responds at an endpoint. Most mocks are never asked for a token, so it is loaded when one is. */
async function respondAt(place: Place, request: RawRequest): Promise<RawResponse> {
  const { respondAtEndpoint } = await import('./login-endpoints.ts');
  return respondAtEndpoint(place, request);
}

/** Returns what an observer may see of an exchange with the login server, which has no operation: method, path and status. */
export function withoutSecrets(request: RawRequest, { status }: RawResponse) {
  return {
    request: { method: request.method, target: pathOf(request.target), headers: {}, body: NO_BODY },
    response: { status, headers: {}, body: NO_BODY },
    operation: undefined,
    violations: [],
    reason: undefined,
  };
}

function placesOf(
  logins: readonly Login[],
  isOperation: (method: string, path: string) => boolean,
): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>();
  for (const login of logins) {
    const own = Object.entries(login.paths) as [Endpoint, string][];
    const further = loginFinder
      .get()
      .furtherPaths(login)
      .map(([path, endpoint]) => [endpoint, path] as const);
    for (const [endpoint, path] of [...own, ...further]) {
      const isTaken = METHODS[endpoint].some((method) => isOperation(method, path));
      if (!places.has(path) && !isTaken) places.set(path, { login, endpoint });
    }
  }
  return places;
}

function unknownPlace(path: string, places: ReadonlyMap<string, Place>): RawResponse {
  const known = [...places.keys()].filter((place) => place.startsWith(LOGIN_PREFIX));
  const hint =
    known.length === 0 ? 'no description has a scheme to log in by' : `there are ${known.join(', ')}`;
  return problemResponse({ title: 'Not Found', status: 404, detail: `there is no ${path}: ${hint}` });
}
