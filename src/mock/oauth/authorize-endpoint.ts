import { NO_BODY, type RawRequest, type RawResponse } from '../../http/message.ts';
import type { Identity } from '../state/identity.ts';
import { namespaceOf } from '../state/namespace.ts';
import { issueCode } from './tokens/authorization-codes.ts';
import { consentPage, faultPage } from './consent-page.ts';
import { grantedScopes } from './granted-scopes.ts';
import { readLoginBody, readLoginQuery, type LoginForm } from './login-form.ts';
import type { Login } from './logins/login.ts';
import { isOAuthError, oauthError, type OAuthError } from './oauth-error.ts';
import { mayRedirectTo } from './redirect-address.ts';

/**
 * Answers a request for a code (RFC 6749, section 4.1.1; RFC 7636): to GET with a page that asks for consent, to the
 * POST of that page with a redirect back to the client.
 */
export async function authorizeResponse(
  login: Login,
  request: RawRequest,
  issuer: string,
): Promise<RawResponse> {
  const isDecision = request.method === 'POST';
  const form = isDecision ? readLoginBody(request) : readLoginQuery(request);
  if (isOAuthError(form)) return faultPage(form.error_description);
  const fault = placeFault(login, form);
  if (fault !== undefined) return faultPage(fault);
  const back = (answer: Readonly<Record<string, string>>) => redirect(form, { ...answer, iss: issuer });
  const refusal = requestFault(login, form);
  if (refusal !== undefined) return back({ ...refusal });
  const identity = chosenIdentity(login, form.get('user'));
  const scopes = grantedScopes(login, form.get('scope'), isDecision ? identity : undefined);
  if ('error' in scopes) return back({ ...scopes });
  if (!isDecision) return consentPage(login, form, scopes);
  if (form.get('decision') !== 'allow') return back({ ...oauthError('access_denied', 'access was denied') });
  const code = await issueCode(login.context, namespaceOf(request.headers), {
    scheme: login.scheme.name,
    clientId: form.get('client_id') ?? '',
    redirectUri: form.get('redirect_uri') ?? '',
    subject: identity?.id ?? form.get('user') ?? 'user',
    scopes,
    challenge: form.get('code_challenge') ?? null,
    nonce: form.get('nonce') ?? null,
  });
  return back({ code });
}

/** Returns what forbids to send the browser back: a wrong client or redirect address (RFC 6749, section 4.1.2.1). */
function placeFault({ context: { auth, redirects } }: Login, form: LoginForm): string | undefined {
  const [client, address] = [form.get('client_id'), form.get('redirect_uri')];
  const known = auth.kind === 'known' ? auth.identities.flatMap(({ client: one }) => one?.id ?? []) : [];
  if (client === undefined) return 'client_id must be given.';
  if (known.length > 0 && !known.includes(client)) return 'No identity of the mock has this clientId.';
  if (address === undefined) return 'redirect_uri must be given.';
  if (mayRedirectTo(address, redirects)) return undefined;
  return (
    'redirect_uri must be an address of this machine (http://localhost…), or one that the mock was started with: ' +
    '--oauth-redirect URL, the same to the letter.'
  );
}

function requestFault({ grants, context: { auth } }: Login, form: LoginForm): OAuthError | undefined {
  if (form.get('response_type') !== 'code' || !grants.includes('authorizationCode')) {
    return oauthError(
      'unsupported_response_type',
      'response_type must be code, if the description has that flow',
    );
  }
  const [challenge, method] = [form.get('code_challenge'), form.get('code_challenge_method')];
  if (challenge !== undefined ? method !== 'S256' : method !== undefined) {
    return oauthError('invalid_request', 'code_challenge goes with code_challenge_method=S256');
  }
  if (form.get('prompt') === 'none') return oauthError('login_required', 'nobody is logged in');
  const isKnown = auth.kind !== 'known' || auth.identities.length > 0;
  return isKnown ? undefined : oauthError('access_denied', 'the mock has no identities');
}

function chosenIdentity({ context: { auth } }: Login, user: string | undefined): Identity | undefined {
  if (auth.kind !== 'known') return undefined;
  return auth.identities.find(({ id }) => id === user) ?? auth.identities[0];
}

function redirect(form: LoginForm, answer: Readonly<Record<string, string>>): RawResponse {
  const url = new URL(form.get('redirect_uri') ?? '');
  const state = form.get('state');
  for (const [name, value] of Object.entries({ ...answer, ...(state !== undefined && { state }) })) {
    url.searchParams.set(name, value);
  }
  return { status: 303, headers: { location: url.href, 'cache-control': 'no-store' }, body: NO_BODY };
}
