import type { Description } from '../../description/model/description.ts';
import type { SecurityScheme } from '../../description/model/security.ts';

/**
 * Returns the identity `default` with the credentials that the description shows (`x-example`). Where the target
 * accepts any, the missing ones are invented; otherwise they are left out.
 */
export function shownIdentities(
  { securitySchemes }: Pick<Description, 'securitySchemes'>,
  { mayInvent }: { readonly mayInvent: boolean },
): Identities {
  const credentials = securitySchemes.flatMap((scheme): [string, string][] => {
    const value = scheme.example ?? (mayInvent ? inventedCredential(scheme) : undefined);
    return value === undefined || scheme.carrier.kind === 'none' ? [] : [[scheme.name, value]];
  });
  const invented = securitySchemes.filter(({ example }) => example === undefined).map(({ name }) => name);
  return {
    default: {
      credentials: Object.fromEntries(credentials),
      ...(mayInvent && invented.length > 0 && { invented }),
    },
  };
}

/** Returns a credential for a target that accepts any. */
export function inventedCredential({ carrier }: SecurityScheme): string {
  return carrier.kind === 'basic' ? 'user:password' : 'anything';
}

/** Where a credential comes from that is obtained while the run goes on, and renewed once it has expired. */
export type CredentialSource = ObtainSource | LoginSource;

interface ObtainSource {
  readonly kind: 'function';
  /** Its errors are reported with their messages, which must not have a secret. */
  readonly obtain: () => string | Promise<string>;
}

/** An operation of the description, sent whatever the safety. */
export interface LoginSource {
  readonly kind: 'operation';
  /** `operationId` or `METHOD /path`. */
  readonly operation: string;
  readonly body?: unknown;
  /** JSON Pointer to the credential in the response. */
  readonly token: string;
}

/** A caller: its credentials by the name of the security scheme. */
export interface CallerIdentity {
  readonly credentials: Readonly<Record<string, string>>;
  /** By the name of the security scheme; they take precedence over `credentials`. */
  readonly sources?: Readonly<Record<string, CredentialSource>>;
  /** The schemes whose credentials nobody has given: where they are refused, a request may go without. */
  readonly invented?: readonly string[];
  /** Its roles. Undefined: all of them for `default`, none for any other identity. */
  readonly roles?: readonly string[] | undefined;
}

/** The callers by name; `default` may do everything. */
export type Identities = Readonly<Record<string, CallerIdentity>>;

/** Returns the identities with an empty credential for each that has a source, so that plans know of it. */
export function withSourced(identities: Identities): Identities {
  const entries = Object.entries(identities).map(([name, caller]): [string, CallerIdentity] => {
    const empty = Object.fromEntries(Object.keys(caller.sources ?? {}).map((scheme) => [scheme, '']));
    return [name, { ...caller, credentials: { ...caller.credentials, ...empty } }];
  });
  return Object.fromEntries(entries);
}
