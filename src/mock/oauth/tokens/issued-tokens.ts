import { readCredential } from '../../../codec/credential.ts';
import { randomFor } from '../../../base/random.ts';
import { items, stringMember } from '../../../base/json.ts';
import type { RawRequest } from '../../../http/message.ts';
import type { IssuedToken, IssuedTokens } from '../../state/issued-token.ts';
import { namespaceOf } from '../../state/namespace.ts';
import type { Login, LoginContext } from '../logins/login.ts';
import type { SecurityScheme } from '../../../description/model/security.ts';
import { readToken, signToken, type Claims } from './signed-token.ts';

/** Access tokens and ID tokens hold for this many seconds. */
const LIFETIME = 3_600;

/** Refresh tokens hold for this many seconds: 30 days. */
const REFRESH_LIFETIME = 30 * 24 * 3_600;

/** What a token says of its holder. */
export interface Holder {
  readonly clientId: string;
  readonly subject: string;
  /** The name under which a user logs in; undefined for a client. */
  readonly username: string | undefined;
  readonly scopes: readonly string[];
  readonly nonce?: string | null;
}

/** A successful answer of the token endpoint (RFC 6749, section 5.1). */
export type TokenResponse = Readonly<Record<string, string | number>>;

/** Issues the tokens of a login: the access token, for users a refresh token, and with the scope `openid` an ID token. */
export async function issueTokens(
  login: Login,
  issuer: string,
  holder: Holder,
  namespace: string,
): Promise<TokenResponse> {
  const { context, names } = login;
  const now = Math.floor(context.clock(namespace).getTime() / 1000);
  const { clientId, subject, username, scopes, nonce } = holder;
  const common = { iss: issuer, sub: subject, iat: now };
  const scope = scopes.join(' ');
  const own = {
    client_id: clientId,
    scope,
    schemes: names,
    ...(username !== undefined && { username }),
  };
  const audience = context.description.name;
  const random = randomFor(context.seed, 'token', issuer, subject, clientId, scope, String(now));
  const jti = Array.from({ length: 16 }, () => random.below(16).toString(16)).join('');
  const access = { ...common, aud: audience, exp: now + LIFETIME, jti, ...own };
  const refresh = { ...common, aud: issuer, exp: now + REFRESH_LIFETIME, jti, ...own };
  const identity = {
    ...common,
    aud: clientId,
    exp: now + LIFETIME,
    auth_time: now,
    ...(typeof nonce === 'string' && { nonce }),
    ...(username !== undefined && { preferred_username: username }),
  };
  const isUser = username !== undefined;
  return {
    access_token: await signToken(access, 'at+jwt'),
    token_type: 'Bearer',
    expires_in: LIFETIME,
    ...(isUser && { refresh_token: await signToken(refresh, 'refresh+jwt') }),
    ...(isUser && scopes.includes('openid') && { id_token: await signToken(identity, 'JWT') }),
    scope,
  };
}

/** Reads a refresh token of a login; undefined for any other text, and one that is too old. */
export async function readRefreshToken(
  login: Login,
  token: string,
  namespace: string,
): Promise<Holder | undefined> {
  const read = await readToken(token, 'refresh+jwt', login.context.clock(namespace));
  return read.kind === 'valid' && isOf(read.claims, login.scheme.name) ? holderOf(read.claims) : undefined;
}

function holderOf(claims: Claims): Holder {
  return {
    clientId: stringMember(claims, 'client_id') ?? '',
    subject: stringMember(claims, 'sub') ?? '',
    username: stringMember(claims, 'username'),
    scopes: scopesIn(claims),
  };
}

/** Reads the access token of a login for its own endpoints. */
export async function readAccessToken(login: Login, request: RawRequest): Promise<Holder | undefined> {
  const token = readCredential(request, login.scheme);
  if (token === undefined) return undefined;
  const read = await readToken(token, 'at+jwt', login.context.clock(namespaceOf(request.headers)));
  return read.kind === 'valid' && isOf(read.claims, login.scheme.name) ? holderOf(read.claims) : undefined;
}

/** A token that may have been issued by the mock. */
interface FoundToken {
  readonly scheme: SecurityScheme;
  readonly token: string;
}

/** Reads the tokens that were found in a request. */
export async function readTokens(
  candidates: readonly FoundToken[],
  { description }: Pick<LoginContext, 'description'>,
  now: Date,
): Promise<IssuedTokens> {
  const found = new Map<string, IssuedToken>();
  for (const { scheme, token } of candidates) {
    const read = await readToken(token, 'at+jwt', now);
    if (read.kind === 'foreign' || !isOf(read.claims, scheme.name)) continue;
    if (read.claims['aud'] !== description.name) continue;
    const { subject, scopes } = holderOf(read.claims);
    found.set(scheme.name, { subject, scopes, isExpired: read.kind === 'expired' });
  }
  return found;
}

function isOf(claims: Claims, scheme: string): boolean {
  return items(claims['schemes']).includes(scheme);
}

function scopesIn(claims: Claims): readonly string[] {
  return (stringMember(claims, 'scope') ?? '').split(' ').filter((scope) => scope !== '');
}
