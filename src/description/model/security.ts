import type { Provenance } from './source.ts';

/** A Security Scheme Object, reduced to where its credential is sent. */
export interface SecurityScheme {
  /** Its key in `components.securitySchemes`. */
  readonly name: string;
  readonly carrier: CredentialCarrier;
  readonly pointer: string;
  /** The credential that the description gives as an example (`x-example`), if any. */
  readonly example: string | undefined;
}

/** Where a credential is sent. `none`: mutual TLS, which is not part of a message. */
export type CredentialCarrier =
  | { readonly kind: 'apiKey'; readonly in: 'header' | 'query' | 'cookie'; readonly name: string }
  | { readonly kind: 'basic' }
  | { readonly kind: 'bearer'; readonly scheme: string }
  | { readonly kind: 'none' };

/** One scheme that has to be satisfied, with the roles or scopes that the identity needs. */
export interface SchemeRequirement {
  readonly scheme: SecurityScheme;
  readonly roles: readonly string[];
}

/** Schemes that have to be satisfied together. A request has to meet one alternative of its operation. */
export interface SecurityAlternative {
  readonly schemes: readonly SchemeRequirement[];
  readonly provenance: Provenance;
}
