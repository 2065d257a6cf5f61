import type { RawRequest, RawResponse } from '../../http/message.ts';
import type { Identity } from '../state/identity.ts';
import { namespaceOf } from '../state/namespace.ts';
import { redeemCode, type CodeGrant } from './tokens/authorization-codes.ts';
import { grantedScopes } from './granted-scopes.ts';
import { issueTokens, readRefreshToken, type Holder } from './tokens/issued-tokens.ts';
import { clientOf, type Client } from './known-client.ts';
import { readLoginBody, type LoginForm } from './login-form.ts';
import type { Grant, Login } from './logins/login.ts';
import { errorResponse, isOAuthError, jsonResponse, oauthError, type OAuthError } from './oauth-error.ts';
import { fitsChallenge } from './tokens/pkce.ts';

/** A request for tokens: who asks, and with what. */
interface TokenRequest {
  readonly login: Login;
  readonly form: LoginForm;
  readonly client: Client;
  readonly namespace: string;
}

/** Answers a request for tokens (RFC 6749, section 3.2). `issuer`: the URL of the issuer, as the client sees it. */
export async function tokenResponse(login: Login, request: RawRequest, issuer: string): Promise<RawResponse> {
  const form = readLoginBody(request);
  if (isOAuthError(form)) return errorResponse(form);
  const grant = GRANTS.get(form.get('grant_type') ?? '');
  if (grant === undefined || !login.grants.includes(grant.kind)) {
    const known = [...GRANTS].filter(([, { kind }]) => login.grants.includes(kind));
    const names = known.map(([name]) => name).join(', ');
    return errorResponse(
      oauthError('unsupported_grant_type', `grant_type must be one that the description has: ${names}`),
    );
  }
  const mayBeNameless = grant.kind === 'password' || grant.kind === 'refreshToken';
  const client = clientOf(request, form, login.context.auth, mayBeNameless);
  if (isOAuthError(client)) return errorResponse(client);
  const namespace = namespaceOf(request.headers);
  const holder = await grant.holder({ login, form, client, namespace });
  return isOAuthError(holder)
    ? errorResponse(holder)
    : jsonResponse(200, await issueTokens(login, issuer, holder, namespace));
}

interface GrantHandler {
  readonly kind: Grant;
  readonly holder: (request: TokenRequest) => Promise<Holder | OAuthError> | Holder | OAuthError;
}

/** By `grant_type`. */
const GRANTS: ReadonlyMap<string, GrantHandler> = new Map<string, GrantHandler>([
  ['client_credentials', { kind: 'clientCredentials', holder: clientHolder }],
  ['password', { kind: 'password', holder: userHolder }],
  ['authorization_code', { kind: 'authorizationCode', holder: codeHolder }],
  ['refresh_token', { kind: 'refreshToken', holder: refreshedHolder }],
]);

function clientHolder({ login, form, client }: TokenRequest): Holder | OAuthError {
  if (!client.isConfidential) return oauthError('invalid_client', 'the client must show its client_secret');
  const { identity } = client;
  if (identity === undefined && login.context.auth.kind === 'known') {
    return oauthError('invalid_client', `no identity of the mock has a 'clientId'`);
  }
  const scopes = grantedScopes(login, form.get('scope'), identity);
  if ('error' in scopes) return scopes;
  return { clientId: client.id, subject: identity?.id ?? client.id, username: undefined, scopes };
}

function userHolder({ login, form, client }: TokenRequest): Holder | OAuthError {
  const [username, password] = [form.get('username'), form.get('password')];
  if (username === undefined || password === undefined) {
    return oauthError('invalid_request', 'username and password must be given');
  }
  const { auth } = login.context;
  const identity =
    auth.kind === 'known'
      ? auth.identities.find(({ user }) => user?.name === username && user.password === password)
      : undefined;
  if (identity === undefined && auth.kind === 'known') {
    return oauthError('invalid_grant', 'no identity of the mock has this username and password');
  }
  const scopes = grantedScopes(login, form.get('scope'), identity);
  if ('error' in scopes) return scopes;
  return { clientId: client.id, subject: identity?.id ?? username, username, scopes };
}

async function codeHolder({ login, form, client, namespace }: TokenRequest): Promise<Holder | OAuthError> {
  const code = form.get('code') ?? '';
  const grant =
    (await redeemCode(login.context, namespace, code)) ?? (await redeemCode(login.context, '', code));
  if (grant === undefined || !login.names.includes(grant.scheme)) {
    return oauthError('invalid_grant', 'the code is unknown, was used before, or is older than 60 seconds');
  }
  if (grant.clientId !== client.id) return oauthError('invalid_grant', 'the code is that of another client');
  if (grant.redirectUri !== form.get('redirect_uri')) {
    return oauthError('invalid_grant', 'redirect_uri must be the one that the code was sent to');
  }
  const fault = await verifierFault(grant, form.get('code_verifier'), client);
  if (fault !== undefined) return oauthError('invalid_grant', fault);
  const { subject, scopes, nonce } = grant;
  const username = usernameOf(login, subject);
  return { clientId: client.id, subject, username, scopes, nonce };
}

/** A challenge needs its verifier, and a client without a secret a challenge (RFC 9700, section 2.1.1). */
async function verifierFault(
  { challenge }: CodeGrant,
  verifier: string | undefined,
  { isConfidential }: Client,
): Promise<string | undefined> {
  if (challenge === null) {
    if (verifier !== undefined)
      return 'code_verifier is given, but the code was asked for without a challenge';
    return isConfidential ? undefined : 'a client without a secret must use PKCE (code_challenge, S256)';
  }
  if (verifier !== undefined && (await fitsChallenge(verifier, challenge))) return undefined;
  return 'code_verifier must be the one whose S256 is the code_challenge';
}

async function refreshedHolder({
  login,
  form,
  client,
  namespace,
}: TokenRequest): Promise<Holder | OAuthError> {
  const holder = await readRefreshToken(login, form.get('refresh_token') ?? '', namespace);
  if (holder === undefined || holder.clientId !== client.id) {
    return oauthError('invalid_grant', 'the refresh_token is not one of this client, or is too old');
  }
  const identity = identityOf(login, holder.subject);
  if (identity === undefined && login.context.auth.kind === 'known') {
    return oauthError('invalid_grant', 'the identity of the refresh_token is gone');
  }
  const asked = form.get('scope')?.split(/ +/) ?? holder.scopes;
  if (asked.some((scope) => !holder.scopes.includes(scope))) {
    return oauthError('invalid_scope', 'the refresh_token does not have all of these scopes');
  }
  return { ...holder, scopes: asked };
}

function identityOf({ context: { auth } }: Login, subject: string): Identity | undefined {
  return auth.kind === 'known' ? auth.identities.find(({ id }) => id === subject) : undefined;
}

/** Returns the name under which the subject of a code logs in. */
function usernameOf(login: Login, subject: string): string {
  return identityOf(login, subject)?.user?.name ?? subject;
}
