import type { Description } from '../../../description/model/description.ts';
import type { OAuthFlow, SecurityScheme, SchemeLogin } from '../../../description/model/security.ts';
import type { AuthPolicy } from '../../refuse/authenticate.ts';
import type { MockClock } from '../../state/clock.ts';
import type { Store } from '../../state/store.ts';

/** What a login needs to know of the API that it is for. */
export interface LoginContext {
  readonly description: Description;
  readonly auth: AuthPolicy;
  readonly clock: MockClock;
  readonly store: Store;
  readonly seed: number;
  /** Redirect addresses that are accepted beside those of this machine, exactly as they are written here. */
  readonly redirects: readonly string[];
}

/** The path below which the mock serves logins that the description places elsewhere. */
export const LOGIN_PREFIX = '/_stuntdouble/oauth/';

/** The ways to get a token (RFC 6749, section 1.3). */
export type Grant = OAuthFlow['kind'] | 'refreshToken';

/** The endpoints of a login. */
export type Endpoint = 'token' | 'authorize' | 'metadata' | 'keys' | 'userinfo';

/** One OAuth 2 or OpenID Connect scheme of an API, for which the mock issues tokens. */
export interface Login {
  readonly context: LoginContext;
  readonly scheme: SecurityScheme & { readonly login: SchemeLogin };
  /** The names of the schemes that share its token endpoint, its own among them: a token is for all of them. */
  readonly names: readonly string[];
  /** The path of each endpoint, as the metadata names it. */
  readonly paths: Readonly<Record<Endpoint, string>>;
  /** The path of the issuer, below which the metadata stands. */
  readonly issuerPath: string;
  /** Those of all schemes that share its token endpoint. */
  readonly grants: readonly Grant[];
  /** Those that the flows of these schemes declare, or operations require. Empty: any are accepted. */
  readonly scopes: readonly string[];
}

/** True for a scheme by which clients log in. */
export function hasLogin(scheme: SecurityScheme): scheme is Login['scheme'] {
  const { login } = scheme;
  return login !== undefined && (login.flows.length > 0 || login.metadataUrl !== undefined);
}

/** Returns the grants that the description names; all of them for OpenID Connect, where it names none. */
export function grantsOf({ flows }: SchemeLogin): readonly Grant[] {
  const named: readonly OAuthFlow['kind'][] =
    flows.length === 0
      ? ['authorizationCode', 'clientCredentials', 'password']
      : [...new Set(flows.map(({ kind }) => kind))];
  return named.some((kind) => kind !== 'clientCredentials') ? [...named, 'refreshToken'] : named;
}

/** Returns the scopes that the flows of a scheme declare, and those that operations require of it. */
export function scopesOf({ operations }: Description, { name }: SecurityScheme, { flows }: SchemeLogin) {
  const declared = flows.flatMap(({ scopes }) => scopes);
  const required = operations.flatMap(({ security }) =>
    security.flatMap(({ schemes }) =>
      schemes.flatMap(({ scheme, roles }) => (scheme.name === name ? roles : [])),
    ),
  );
  return [...new Set([...declared, ...required])];
}

/** The methods of the endpoints. */
export const METHODS: Readonly<Record<Endpoint, readonly string[]>> = {
  token: ['POST'],
  authorize: ['GET', 'POST'],
  metadata: ['GET'],
  keys: ['GET'],
  userinfo: ['GET', 'POST'],
};
