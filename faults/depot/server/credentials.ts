import type { Request } from '../../server/message.ts';

type Members = Readonly<Record<string, unknown>>;

export const API_KEY = 'depot-key';

/** The known tokens, with their scopes. */
export const TOKENS: Readonly<Record<string, readonly string[]>> = {
  'token-of-all': ['tools:read', 'tools:write', 'members'],
  'token-of-reader': ['tools:read'],
};

/** The credentials that a request carries, after checking. */
export interface Proof {
  readonly hasKey: boolean;
  /** Undefined without a known token. */
  readonly scopes: readonly string[] | undefined;
}

export function proofOf({ headers }: Request): Proof {
  const token = /^bearer (.+)$/i.exec(headers['authorization'] ?? '')?.[1];
  return {
    hasKey: headers['x-api-key'] === API_KEY,
    scopes: token !== undefined && Object.hasOwn(TOKENS, token) ? TOKENS[token] : undefined,
  };
}

/** `401` means missing or unknown credentials, `403` a missing scope. */
export function accessOf(alternatives: readonly Members[], { hasKey, scopes }: Proof): 'granted' | 401 | 403 {
  if (alternatives.length === 0) return 'granted';
  const known = alternatives.filter((one) =>
    Object.keys(one).every((scheme) => (scheme === 'apiKey' ? hasKey : scopes !== undefined)),
  );
  if (known.length === 0) return 401;
  const isEnough = (one: Members) =>
    ((one['oauth'] ?? []) as readonly string[]).every((scope) => scopes?.includes(scope) === true);
  return known.some(isEnough) ? 'granted' : 403;
}
