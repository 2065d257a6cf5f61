/** An access token that the mock has issued, as its signature proves. */
export interface IssuedToken {
  /** The identifier of the identity, or what the client called itself or its user. */
  readonly subject: string;
  readonly scopes: readonly string[];
  /** True when its time is over, by the clock of the mock. */
  readonly isExpired: boolean;
}

/** The issued tokens of a request, by the name of the security scheme. */
export type IssuedTokens = ReadonlyMap<string, IssuedToken>;
