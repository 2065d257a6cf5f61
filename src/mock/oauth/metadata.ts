import type { Grant, Login } from './logins/login.ts';

const GRANT_TYPES: Readonly<Record<Grant, string>> = {
  authorizationCode: 'authorization_code',
  clientCredentials: 'client_credentials',
  password: 'password',
  refreshToken: 'refresh_token',
};

/** Returns the metadata of a login (OpenID Connect Discovery, section 3; RFC 8414, section 2), its URLs at `origin`. */
export function metadataOf({ paths, issuerPath, grants, scopes }: Login, origin: string) {
  return {
    issuer: `${origin}${issuerPath}`,
    authorization_endpoint: `${origin}${paths.authorize}`,
    token_endpoint: `${origin}${paths.token}`,
    userinfo_endpoint: `${origin}${paths.userinfo}`,
    jwks_uri: `${origin}${paths.keys}`,
    scopes_supported: [...new Set(['openid', 'profile', 'offline_access', ...scopes])],
    response_types_supported: ['code'],
    response_modes_supported: ['query'],
    grant_types_supported: grants.map((grant) => GRANT_TYPES[grant]),
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post', 'none'],
    code_challenge_methods_supported: ['S256'],
    authorization_response_iss_parameter_supported: true,
    claims_supported: ['sub', 'preferred_username'],
  };
}
