import { once } from '../../base/memoise.ts';
import { NO_BODY, type RawRequest, type RawResponse } from '../../http/message.ts';
import { originOf, pathOf } from '../../http/request-target.ts';
import { problemResponse } from '../respond/problem.ts';
import { authorizeResponse } from './authorize-endpoint.ts';
import { findLogins, furtherPaths, LOGIN_PREFIX } from './logins/find-logins.ts';
import { readAccessToken } from './tokens/issued-tokens.ts';
import { PUBLIC_KEY } from './tokens/key-pair.ts';
import type { Endpoint, Login, LoginContext } from './logins/login.ts';
import { metadataOf } from './metadata.ts';
import { jsonResponse } from './oauth-error.ts';
import { tokenResponse } from './token-endpoint.ts';

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

/** Creates the login server of APIs. `isOperation` tells whether an operation has a method and path. */
export function createLoginServer(
  contexts: readonly LoginContext[],
  isOperation: (method: string, path: string) => boolean,
): LoginServer {
  const logins = once(() => findLogins(contexts, isOperation));
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

/** Returns what an observer may see of an exchange with the login server: method, path and status. */
export function withoutSecrets(request: RawRequest, { status }: RawResponse) {
  return {
    request: { method: request.method, target: pathOf(request.target), headers: {}, body: NO_BODY },
    response: { status, headers: {}, body: NO_BODY },
  };
}

function placesOf(
  logins: readonly Login[],
  isOperation: (method: string, path: string) => boolean,
): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>();
  for (const login of logins) {
    const own = Object.entries(login.paths) as [Endpoint, string][];
    const further = furtherPaths(login).map(([path, endpoint]) => [endpoint, path] as const);
    for (const [endpoint, path] of [...own, ...further]) {
      const isTaken = METHODS[endpoint].some((method) => isOperation(method, path));
      if (!places.has(path) && !isTaken) places.set(path, { login, endpoint });
    }
  }
  return places;
}

const METHODS: Readonly<Record<Endpoint, readonly string[]>> = {
  token: ['POST'],
  authorize: ['GET', 'POST'],
  metadata: ['GET'],
  keys: ['GET'],
  userinfo: ['GET', 'POST'],
};

async function respondAt({ login, endpoint }: Place, request: RawRequest): Promise<RawResponse> {
  const allowed = METHODS[endpoint].flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method]));
  const allow = [...allowed, 'OPTIONS'].join(', ');
  if (request.method === 'OPTIONS') return { status: 204, headers: { allow }, body: NO_BODY };
  if (!allowed.includes(request.method)) {
    const detail = `${request.method} is not allowed here; allowed are ${allow}`;
    return problemResponse({ title: 'Method Not Allowed', status: 405, detail }, { allow });
  }
  const origin = originOf(request) ?? 'http://localhost';
  switch (endpoint) {
    case 'token':
      return tokenResponse(login, request, `${origin}${login.issuerPath}`);
    case 'authorize':
      return authorizeResponse(login, request, `${origin}${login.issuerPath}`);
    case 'metadata':
      return jsonResponse(200, metadataOf(login, origin));
    case 'keys':
      return jsonResponse(200, { keys: [PUBLIC_KEY] });
    case 'userinfo':
      return userinfoResponse(login, request);
  }
}

/** Returns what is known of the user of an access token (OpenID Connect Core, section 5.3). */
async function userinfoResponse(login: Login, request: RawRequest): Promise<RawResponse> {
  const holder = await readAccessToken(login, request);
  if (holder === undefined) {
    const challenge = { 'www-authenticate': 'Bearer realm="stuntdouble", error="invalid_token"' };
    return jsonResponse(401, { error: 'invalid_token' }, challenge);
  }
  const { subject, username } = holder;
  return jsonResponse(200, { sub: subject, ...(username !== undefined && { preferred_username: username }) });
}

function unknownPlace(path: string, places: ReadonlyMap<string, Place>): RawResponse {
  const known = [...places.keys()].filter((place) => place.startsWith(LOGIN_PREFIX));
  const hint =
    known.length === 0 ? 'no description has a scheme to log in by' : `there are ${known.join(', ')}`;
  return problemResponse({ title: 'Not Found', status: 404, detail: `there is no ${path}: ${hint}` });
}
