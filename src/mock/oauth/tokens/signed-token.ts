import { stringMember } from '../../../base/json.ts';
import { onceFulfilled } from '../../../base/memoise.ts';
import { isJwt } from './jwt-form.ts';

/** The kinds of tokens, by the `typ` that they are signed with: one is not accepted in the place of another. */
export type TokenType = 'at+jwt' | 'JWT' | 'refresh+jwt';

/** The content of a token (RFC 7519, section 4). */
export type Claims = Readonly<Record<string, unknown>>;

/** The outcome of reading a token. `foreign`: it was not issued here. */
export type ReadToken =
  { readonly kind: 'valid' | 'expired'; readonly claims: Claims } | { readonly kind: 'foreign' };

/** The library and the keys; loaded on first use, since few runs need them. */
const load = onceFulfilled(async () => {
  const [jose, { PRIVATE_KEY, PUBLIC_KEY }] = await Promise.all([import('jose'), import('./key-pair.ts')]);
  return {
    jose,
    kid: PUBLIC_KEY.kid,
    privateKey: await jose.importJWK({ ...PRIVATE_KEY }, 'RS256'),
    publicKey: await jose.importJWK({ ...PUBLIC_KEY }, 'RS256'),
  };
});

/** Signs a token. The same claims give the same text, since RS256 draws no random numbers. */
export async function signToken(claims: Claims, type: TokenType): Promise<string> {
  const { jose, kid, privateKey } = await load();
  const header = { alg: 'RS256', kid, typ: type };
  return new jose.SignJWT({ ...claims }).setProtectedHeader(header).sign(privateKey);
}

/** Reads a token of a type, and checks its signature, and its time at `now`. */
export async function readToken(token: string, type: TokenType, now: Date): Promise<ReadToken> {
  if (!isJwt(token)) return { kind: 'foreign' };
  const { jose, publicKey } = await load();
  try {
    const options = { typ: type, currentDate: now, algorithms: ['RS256'] };
    const { payload } = await jose.jwtVerify(token, publicKey, options);
    return { kind: 'valid', claims: payload };
  } catch (error) {
    if (stringMember(error, 'code') !== 'ERR_JWT_EXPIRED') return { kind: 'foreign' };
    return { kind: 'expired', claims: jose.decodeJwt(token) };
  }
}
