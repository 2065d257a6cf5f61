import type { Identity } from '../state/identity.ts';
import type { Login } from './logins/login.ts';
import { oauthError, type OAuthError } from './oauth-error.ts';

/** Scopes with a meaning of their own (OpenID Connect Core, sections 5.4 and 11). */
const STANDARD = ['openid', 'profile', 'email', 'address', 'phone', 'offline_access'];

/**
 * Returns the scopes of a token: those that were asked for, or all, as far as the identity has them as roles. A scope
 * that the description does not have is refused.
 */
export function grantedScopes(
  { scopes }: Login,
  asked: string | undefined,
  identity: Identity | undefined,
): readonly string[] | OAuthError {
  const wanted = asked?.split(/ +/).filter((scope) => scope !== '') ?? scopes;
  const unknown = wanted.find(
    (scope) => scopes.length > 0 && !scopes.includes(scope) && !STANDARD.includes(scope),
  );
  if (unknown !== undefined) {
    const description = `the description has no scope ${JSON.stringify(unknown)}; it has ${scopes.join(', ')}`;
    return oauthError('invalid_scope', description);
  }
  const isHeld = (scope: string) => identity === undefined || identity.roles.includes(scope);
  return [...new Set(wanted)].filter((scope) => STANDARD.includes(scope) || isHeld(scope));
}
