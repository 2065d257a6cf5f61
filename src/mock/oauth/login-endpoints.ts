import { NO_BODY, type RawRequest, type RawResponse } from '../../http/message.ts';
import { originOf } from '../../http/request-target.ts';
import { problemResponse } from '../respond/problem.ts';
import { authorizeResponse } from './authorize-endpoint.ts';
import { METHODS, type Endpoint, type Login } from './logins/login.ts';
import { metadataOf } from './metadata.ts';
import { jsonResponse } from './oauth-error.ts';
import { tokenResponse } from './token-endpoint.ts';
import { readAccessToken } from './tokens/issued-tokens.ts';
import { PUBLIC_KEY } from './tokens/key-pair.ts';

/** Responds to a request to an endpoint of a login. */
export async function respondAtEndpoint(
  { login, endpoint }: { readonly login: Login; readonly endpoint: Endpoint },
  request: RawRequest,
): Promise<RawResponse> {
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
