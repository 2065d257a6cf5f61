import type { Provenance } from './source.ts';

/** A Security Scheme Object, reduced to where its credential is sent. */
export interface SecurityScheme {
  /** Its key in `components.securitySchemes`. */
  readonly name: string;
  readonly carrier: CredentialCarrier;
  readonly pointer: string;
  /** The credential that the description gives as an example (`x-example`), if any. */
  readonly example: string | undefined;
  /** How a client gets a token; undefined for schemes of other types. */
  readonly login?: SchemeLogin | undefined;
}

/** What an OAuth 2 or OpenID Connect scheme says about getting a token. URLs are as written, maybe relative. */
export interface SchemeLogin {
  /** The flows of OAuth 2 that have a token URL. Empty for OpenID Connect, which says nothing about them. */
  readonly flows: readonly OAuthFlow[];
  /** The URL of the metadata: `openIdConnectUrl`, or `oauth2MetadataUrl` (OpenAPI 3.2). */
  readonly metadataUrl: string | undefined;
}

/** An OAuth Flow Object. */
export interface OAuthFlow {
  readonly kind: 'clientCredentials' | 'password' | 'authorizationCode';
  readonly tokenUrl: string;
  readonly refreshUrl: string | undefined;
  readonly authorizationUrl: string | undefined;
  readonly scopes: readonly string[];
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
