import type { Description } from '../../../description/model/description.ts';
import {
  grantsOf,
  hasLogin,
  LOGIN_PREFIX,
  scopesOf,
  type Endpoint,
  type Login,
  type LoginContext,
} from './login.ts';
import { standingPaths } from './standing-paths.ts';

/** Tells whether an operation of a served API has the path and method. */
type IsOperation = (method: string, path: string) => boolean;

/**
 * Returns the OAuth 2 and OpenID Connect schemes for which the mock issues tokens: those whose token URL is not that of
 * an operation, which would answer it itself. Endpoints stand where the description says, if that is a host of its
 * servers and no operation stands there, else below `/_stuntdouble/oauth/`.
 */
export function findLogins(contexts: readonly LoginContext[], isOperation: IsOperation): readonly Login[] {
  const names = contexts.flatMap(({ description }) => description.securitySchemes.map(({ name }) => name));
  const found = contexts.flatMap((context) =>
    context.description.securitySchemes.flatMap((scheme) => {
      const isShared = names.filter((name) => name === scheme.name).length > 1;
      const place = isShared ? [context.description.name, scheme.name] : [scheme.name];
      const base = `${LOGIN_PREFIX}${place.map(encodeURIComponent).join('/')}`;
      return hasLogin(scheme) ? (loginOf(context, scheme, base, isOperation) ?? []) : [];
    }),
  );
  return found.map((login) => withSharing(login, found));
}

/** Adds what the schemes of the API have that share the token endpoint: it cannot tell for which of them a request is. */
function withSharing(login: Login, all: readonly Login[]): Login {
  const sharing = all.filter(
    ({ context, paths }) => context === login.context && paths.token === login.paths.token,
  );
  const isOpen = sharing.some(({ scopes }) => scopes.length === 0);
  return {
    ...login,
    names: sharing.map(({ scheme }) => scheme.name),
    grants: [...new Set(sharing.flatMap(({ grants }) => grants))],
    scopes: isOpen ? [] : [...new Set(sharing.flatMap(({ scopes }) => scopes))],
  };
}

function loginOf(
  context: LoginContext,
  scheme: Login['scheme'],
  base: string,
  isOperation: IsOperation,
): Login | undefined {
  const { description } = context;
  const { login } = scheme;
  const standing = (url: string | undefined) =>
    url === undefined ? [] : standingPaths(url, serversOf(description));
  const tokenPaths = login.flows.flatMap(({ tokenUrl }) => standing(tokenUrl));
  if (tokenPaths.some((path) => isOperation('POST', path))) return undefined;
  const free = (paths: readonly string[]) => paths.find((path) => !isOperation('GET', path));
  const metadata = free(standing(login.metadataUrl)) ?? `${base}${OPENID}`;
  const paths: Readonly<Record<Endpoint, string>> = {
    token: tokenPaths[0] ?? `${base}/token`,
    authorize:
      free(login.flows.flatMap(({ authorizationUrl }) => standing(authorizationUrl))) ?? `${base}/authorize`,
    metadata,
    keys: `${base}/keys`,
    userinfo: `${base}/userinfo`,
  };
  const issuerPath = metadata.endsWith(OPENID) ? metadata.slice(0, -OPENID.length) : base;
  const grants = grantsOf(login);
  const scopes = scopesOf(description, scheme, login);
  return { context, scheme, names: [scheme.name], paths, issuerPath, grants, scopes };
}

const OPENID = '/.well-known/openid-configuration';

/** Returns the further paths of the endpoints: other token URLs, and where RFC 8414, section 3, puts the metadata. */
export function furtherPaths(login: Login): readonly (readonly [path: string, endpoint: Endpoint])[] {
  const { flows } = login.scheme.login;
  const servers = serversOf(login.context.description);
  const at = (url: string | undefined) => (url === undefined ? [] : standingPaths(url, servers));
  const base = login.paths.keys.slice(0, -'/keys'.length);
  return [
    ...flows.flatMap(({ tokenUrl, refreshUrl }) =>
      [...at(tokenUrl), ...at(refreshUrl)].map((path) => [path, 'token'] as const),
    ),
    ...flows.flatMap(({ authorizationUrl }) =>
      at(authorizationUrl).map((path) => [path, 'authorize'] as const),
    ),
    [`${base}/token`, 'token'],
    [`${base}/authorize`, 'authorize'],
    [`/.well-known/oauth-authorization-server${login.issuerPath}`, 'metadata'],
  ];
}

function serversOf({ servers, operations }: Description): readonly string[] {
  return [...new Set([...servers, ...operations.flatMap((operation) => operation.servers)])];
}
