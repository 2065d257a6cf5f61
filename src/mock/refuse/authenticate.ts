import { readCredential } from '../../codec/credential.ts';
import type { Operation } from '../../description/model/operation.ts';
import type {
  SchemeRequirement,
  SecurityAlternative,
  SecurityScheme,
} from '../../description/model/security.ts';
import type { RawRequest } from '../../http/message.ts';
import type { Identity } from '../state/identity.ts';
import type { IssuedTokens } from '../state/issued-token.ts';

/** The outcome of the authentication of a request. */
export type Authentication =
  /** `identity` is undefined when the caller needs none, or when any credential is accepted. */
  | { readonly kind: 'authenticated'; readonly identity: Identity | undefined }
  /** Credentials are missing or malformed, or no identity has them: 401. */
  | { readonly kind: 'unauthenticated'; readonly reason: string; readonly error?: 'invalid_token' }
  /** The identity lacks a role, or an issued token a scope: 403. `scope`: those that the token needs. */
  | { readonly kind: 'forbidden'; readonly reason: string; readonly scope?: string };

/**
 * The credentials that are accepted. `off`: none are needed. `anybody`: any well-formed one, and it has all roles.
 * `known`: those of the identities.
 */
export type AuthPolicy =
  | { readonly kind: 'off' }
  | { readonly kind: 'anybody' }
  | { readonly kind: 'known'; readonly identities: readonly Identity[] };

const NO_TOKENS: IssuedTokens = new Map();

/**
 * Authenticates a request. The security requirements of an operation are alternatives: one of them has to be satisfied,
 * with all its schemes, by the credentials of one identity (OpenAPI 3.1, Security Requirement Object). `issued`: the
 * tokens of the request that the mock has issued itself; they count as credentials of their subject, with their scopes.
 */
export function authenticate(
  request: RawRequest,
  operation: Operation,
  policy: AuthPolicy,
  issued: IssuedTokens = NO_TOKENS,
): Authentication {
  if (policy.kind === 'off' || operation.security.length === 0) {
    return { kind: 'authenticated', identity: undefined };
  }
  const outcomes: Authentication[] = [];
  for (const alternative of operation.security) {
    const outcome = tryAlternative(request, alternative, policy, issued);
    if (outcome.kind === 'authenticated') return outcome;
    outcomes.push(outcome);
  }
  return (
    outcomes.find((outcome) => outcome.kind === 'forbidden') ??
    outcomes[0] ?? { kind: 'unauthenticated', reason: 'no credential was sent' }
  );
}

function tryAlternative(
  request: RawRequest,
  { schemes }: SecurityAlternative,
  policy: Exclude<AuthPolicy, { kind: 'off' }>,
  issued: IssuedTokens,
): Authentication {
  const sent = schemes.map(({ scheme }) => ({ scheme, value: readCredential(request, scheme) }));
  const missing = sent.filter(({ value }) => value === undefined).map(({ scheme }) => scheme.name);
  if (missing.length > 0)
    return { kind: 'unauthenticated', reason: `no credential was sent for ${missing.join(', ')}` };
  const malformed = sent.find(
    ({ scheme, value }) => scheme.carrier.kind === 'basic' && !value?.includes(':'),
  );
  if (malformed) {
    const reason = `the credential for ${malformed.scheme.name} is not 'user:password' in Base64`;
    return { kind: 'unauthenticated', reason };
  }
  if (schemes.some(({ scheme }) => issued.get(scheme.name)?.isExpired)) {
    return { kind: 'unauthenticated', reason: 'the access token has expired', error: 'invalid_token' };
  }
  const identity = policy.kind === 'known' ? identityOf(sent, policy.identities, issued) : undefined;
  if (policy.kind === 'known' && identity === undefined)
    return { kind: 'unauthenticated', reason: 'no identity of the mock has this credential' };
  return (
    lackOfScope(schemes, issued) ??
    lackOfRole(schemes, identity, issued) ?? { kind: 'authenticated', identity }
  );
}

/** Finds the identity that has all these credentials, or is the subject of the issued tokens among them. */
function identityOf(
  sent: readonly { readonly scheme: SecurityScheme; readonly value: string | undefined }[],
  identities: readonly Identity[],
  issued: IssuedTokens,
): Identity | undefined {
  return identities.find((candidate) =>
    sent.every(({ scheme, value }) => {
      const token = issued.get(scheme.name);
      if (token !== undefined) return token.subject === candidate.id;
      return scheme.carrier.kind === 'none' || candidate.credentials[scheme.name] === value;
    }),
  );
}

function lackOfScope(
  schemes: readonly SchemeRequirement[],
  issued: IssuedTokens,
): Authentication | undefined {
  for (const { scheme, roles } of schemes) {
    const token = issued.get(scheme.name);
    const lacking = token === undefined ? [] : roles.filter((role) => !token.scopes.includes(role));
    if (lacking.length === 0) continue;
    const reason = `the access token does not have the ${listed('scope', lacking)}`;
    return { kind: 'forbidden', reason, scope: roles.join(' ') };
  }
  return undefined;
}

function lackOfRole(
  schemes: readonly SchemeRequirement[],
  identity: Identity | undefined,
  issued: IssuedTokens,
): Authentication | undefined {
  if (identity === undefined) return undefined;
  const lacking = schemes
    .filter(({ scheme }) => !issued.has(scheme.name))
    .flatMap(({ roles }) => roles.filter((role) => !identity.roles.includes(role)));
  if (lacking.length === 0) return undefined;
  return { kind: 'forbidden', reason: `${identity.id} does not have the ${listed('role', lacking)}` };
}

function listed(word: string, names: readonly string[]): string {
  return `${word}${names.length === 1 ? '' : 's'} ${names.join(', ')}`;
}

/**
 * Returns the value of `WWW-Authenticate` for a 401 (RFC 9110, section 11.6.1). `error`: what is wrong with a bearer
 * token (RFC 6750, section 3).
 */
export function challengeOf(operation: Operation, realm: string, error?: string): string {
  const carriers = operation.security.flatMap(({ schemes }) => schemes.map(({ scheme }) => scheme.carrier));
  const names = carriers.map((carrier) => {
    if (carrier.kind === 'bearer') return carrier.scheme;
    return carrier.kind === 'basic' ? 'Basic' : 'ApiKey';
  });
  return [...new Set(names)]
    .map(
      (name) =>
        `${name} realm="${realm}"${error !== undefined && name === 'Bearer' ? `, error="${error}"` : ''}`,
    )
    .join(', ');
}
