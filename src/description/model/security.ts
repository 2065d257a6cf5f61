import type { Provenance } from './source.ts';

/** A Security Scheme Object, brought to the place where its credential travels. */
export interface SecurityScheme {
  /** Its key in `components.securitySchemes`. */
  readonly name: string;
  readonly carrier: CredentialCarrier;
  readonly pointer: string;
  /** The credential that the description shows (`x-example`), if it does. */
  readonly example: string | undefined;
}

/** `none`: mutual TLS, which no message shows. */
export type CredentialCarrier =
  | { readonly kind: 'apiKey'; readonly in: 'header' | 'query' | 'cookie'; readonly name: string }
  | { readonly kind: 'basic' }
  | { readonly kind: 'bearer'; readonly scheme: string }
  | { readonly kind: 'none' };

/** One scheme that must be satisfied, with the roles or scopes that the identity needs. */
export interface SchemeRequirement {
  readonly scheme: SecurityScheme;
  readonly roles: readonly string[];
}

/** All of the schemes together. An operation is open to whoever satisfies one of its alternatives. */
export interface SecurityAlternative {
  readonly schemes: readonly SchemeRequirement[];
  readonly provenance: Provenance;
}
