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
  return { default: { credentials: Object.fromEntries(credentials) } };
}

/** Returns a credential for a target that accepts any. */
export function inventedCredential({ carrier }: SecurityScheme): string {
  return carrier.kind === 'basic' ? 'user:password' : 'anything';
}

/** A caller: its credentials by the name of the security scheme. */
export interface CallerIdentity {
  readonly credentials: Readonly<Record<string, string>>;
  /** Its roles. Undefined: all of them for `default`, none for any other identity. */
  readonly roles?: readonly string[] | undefined;
}

/** The callers by name; `default` may do everything. */
export type Identities = Readonly<Record<string, CallerIdentity>>;
