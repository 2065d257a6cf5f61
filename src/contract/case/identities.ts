import type { Description } from '../../description/model/description.ts';
import type { SecurityScheme } from '../../description/model/security.ts';

/**
 * The identity `default` with the credentials that the description itself shows (`x-example`); where they may be
 * made up, because the target takes any, also with others. What there is none for is left out.
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

/** What is as good as any credential where all are good. */
export function inventedCredential({ carrier }: SecurityScheme): string {
  return carrier.kind === 'basic' ? 'user:password' : 'anything';
}

/** Somebody who asks: credentials by the name of the security scheme. */
export interface CallerIdentity {
  readonly credentials: Readonly<Record<string, string>>;
  /** What it may do; undefined: everything for `default`, nothing that needs a role for all others. */
  readonly roles?: readonly string[] | undefined;
}

/** Who may ask, by name; `default` may do everything. */
export type Identities = Readonly<Record<string, CallerIdentity>>;
