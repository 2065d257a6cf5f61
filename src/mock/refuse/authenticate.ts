import { readCredential } from '../../codec/credential.ts';
import type { Operation } from '../../description/model/operation.ts';
import type { SchemeRequirement, SecurityAlternative } from '../../description/model/security.ts';
import type { RawRequest } from '../../http/message.ts';
import type { Identity } from '../state/identity.ts';

/** The outcome of the authentication of a request. */
export type Authentication =
  /** `identity` is undefined when the caller needs none, or when any credential is accepted. */
  | { readonly kind: 'authenticated'; readonly identity: Identity | undefined }
  /** Credentials are missing or malformed, or no identity has them: 401. */
  | { readonly kind: 'unauthenticated'; readonly reason: string }
  /** The identity lacks a role: 403. */
  | { readonly kind: 'forbidden'; readonly reason: string };

/**
 * The credentials that are accepted. `off`: none are needed. `anybody`: any well-formed one, and it has all roles.
 * `known`: those of the identities.
 */
export type AuthPolicy =
  | { readonly kind: 'off' }
  | { readonly kind: 'anybody' }
  | { readonly kind: 'known'; readonly identities: readonly Identity[] };

/**
 * Authenticates a request. The security requirements of an operation are alternatives: one of them has to be satisfied,
 * with all its schemes, by the credentials of one identity (OpenAPI 3.1, Security Requirement Object).
 */
export function authenticate(request: RawRequest, operation: Operation, policy: AuthPolicy): Authentication {
  if (policy.kind === 'off' || operation.security.length === 0) {
    return { kind: 'authenticated', identity: undefined };
  }
  const outcomes = operation.security.map((alternative) => tryAlternative(request, alternative, policy));
  return (
    outcomes.find((outcome) => outcome.kind === 'authenticated') ??
    outcomes.find((outcome) => outcome.kind === 'forbidden') ??
    outcomes[0] ?? { kind: 'unauthenticated', reason: 'no credential was sent' }
  );
}

function tryAlternative(
  request: RawRequest,
  { schemes }: SecurityAlternative,
  policy: Exclude<AuthPolicy, { kind: 'off' }>,
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
  if (policy.kind === 'anybody') return { kind: 'authenticated', identity: undefined };
  const identity = policy.identities.find((candidate) =>
    sent.every(
      ({ scheme, value }) => scheme.carrier.kind === 'none' || candidate.credentials[scheme.name] === value,
    ),
  );
  if (identity === undefined)
    return { kind: 'unauthenticated', reason: 'no identity of the mock has this credential' };
  const lacking = lackingRoles(schemes, identity);
  if (lacking.length === 0) return { kind: 'authenticated', identity };
  const roles = `${lacking.length === 1 ? 'role' : 'roles'} ${lacking.join(', ')}`;
  return { kind: 'forbidden', reason: `${identity.id} does not have the ${roles}` };
}

function lackingRoles(schemes: readonly SchemeRequirement[], identity: Identity): readonly string[] {
  return schemes.flatMap(({ roles }) => roles.filter((role) => !identity.roles.includes(role)));
}

/** Returns the value of `WWW-Authenticate` for a 401 (RFC 9110, section 11.6.1). */
export function challengeOf(operation: Operation, realm: string): string {
  const carriers = operation.security.flatMap(({ schemes }) => schemes.map(({ scheme }) => scheme.carrier));
  const names = carriers.map((carrier) => {
    if (carrier.kind === 'bearer') return carrier.scheme;
    return carrier.kind === 'basic' ? 'Basic' : 'ApiKey';
  });
  return [...new Set(names)].map((name) => `${name} realm="${realm}"`).join(', ');
}
