import { withoutCredential, writeCredential } from '../../codec/credential.ts';
import type { RawRequest } from '../../http/message.ts';
import type { Api } from '../api.ts';

/** Returns a request with the credentials of an identity in the place of its own; unchanged without an identity. */
export function sentBy(id: string | undefined, request: RawRequest, { auth, description }: Api): RawRequest {
  const identity =
    id !== undefined && auth.kind === 'known' ? auth.identities.find((one) => one.id === id) : undefined;
  if (identity === undefined) return request;
  const { securitySchemes } = description;
  const bare = securitySchemes.reduce(withoutCredential, request);
  return securitySchemes.reduce((sent, scheme) => {
    const credential = identity.credentials[scheme.name];
    return credential === undefined ? sent : writeCredential(sent, scheme, credential);
  }, bare);
}
