import { readCredential } from '../../codec/credential.ts';
import type { Operation } from '../../description/model/operation.ts';
import type { SchemeRequirement, SecurityAlternative } from '../../description/model/security.ts';
import type { RawRequest } from '../../http/message.ts';
import type { Identity } from '../state/identity.ts';

export type Authentication =
  | { readonly kind: 'authenticated'; readonly identity: Identity | undefined }
  /** No credential, half of one, or one that nobody has: 401. */
  | { readonly kind: 'unauthenticated'; readonly reason: string }
  /** A known identity that lacks a role: 403. */
  | { readonly kind: 'forbidden'; readonly reason: string };

/** `off`: nobody has to say who they are. `anybody`: any credential is good, and has all roles. */
export type AuthPolicy =
  | { readonly kind: 'off' }
  | { readonly kind: 'anybody' }
  | { readonly kind: 'known'; readonly identities: readonly Identity[] };

/**
 * Security is an OR of ANDs: one alternative with all its schemes has to be satisfied, by one
 * identity.
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
  if (missing.length > 0) return { kind: 'unauthenticated', reason: `missing: ${missing.join(', ')}` };
  const malformed = sent.find(
    ({ scheme, value }) => scheme.carrier.kind === 'basic' && !value?.includes(':'),
  );
  if (malformed) return { kind: 'unauthenticated', reason: `${malformed.scheme.name} is no user:password` };
  if (policy.kind === 'anybody') return { kind: 'authenticated', identity: undefined };
  const identity = policy.identities.find((candidate) =>
    sent.every(
      ({ scheme, value }) => scheme.carrier.kind === 'none' || candidate.credentials[scheme.name] === value,
    ),
  );
  if (identity === undefined) return { kind: 'unauthenticated', reason: 'nobody has this credential' };
  const lacking = lackingRoles(schemes, identity);
  return lacking.length === 0
    ? { kind: 'authenticated', identity }
    : { kind: 'forbidden', reason: `${identity.id} lacks ${lacking.join(', ')}` };
}

function lackingRoles(schemes: readonly SchemeRequirement[], identity: Identity): readonly string[] {
  return schemes.flatMap(({ roles }) => roles.filter((role) => !identity.roles.includes(role)));
}

/** The challenge of a 401 (RFC 9110, section 11.6.1). */
export function challengeOf(operation: Operation, realm: string): string {
  const carriers = operation.security.flatMap(({ schemes }) => schemes.map(({ scheme }) => scheme.carrier));
  const names = carriers.map((carrier) => {
    if (carrier.kind === 'bearer') return carrier.scheme;
    return carrier.kind === 'basic' ? 'Basic' : 'ApiKey';
  });
  return [...new Set(names)].map((name) => `${name} realm="${realm}"`).join(', ');
}
