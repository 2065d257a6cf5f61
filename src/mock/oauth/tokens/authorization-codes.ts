import { isObject } from '../../../base/json.ts';
import { randomFor } from '../../../base/random.ts';
import { openTransaction, type Collection } from '../../state/transaction.ts';
import type { LoginContext } from '../logins/login.ts';

/** What a code stands for until it is exchanged. */
export interface CodeGrant {
  readonly scheme: string;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly subject: string;
  readonly scopes: readonly string[];
  /** That of PKCE (RFC 7636), by S256; null without. */
  readonly challenge: string | null;
  /** That of OpenID Connect, for the ID token; null without. */
  readonly nonce: string | null;
}

/** A code holds for this many milliseconds of the mock's clock. */
const LIFETIME = 60_000;

/** The collection of the namespace in which codes are kept: part of its snapshots, and emptied by a reset. */
export const CODES = 'stuntdouble:codes';

interface StoredCode extends CodeGrant {
  readonly id: string;
  readonly until: number;
}

/** The number of codes that have been issued, under an identifier that no code has. */
const COUNT = 'count';

/** Issues a code, which depends on the seed and on the number of codes before it. */
export function issueCode(context: LoginContext, namespace: string, grant: CodeGrant): Promise<string> {
  return transact(context, namespace, async (codes, now) => {
    const count = Number(codes.get(COUNT)?.['value'] ?? 0) + 1;
    const random = randomFor(context.seed, 'code', grant.scheme, String(count));
    const id = Array.from({ length: 32 }, () => ALPHABET[random.below(ALPHABET.length)]).join('');
    codes.put({ id: COUNT, value: count });
    codes.put({ ...grant, id, until: now + LIFETIME });
    return id;
  });
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Takes a code out, so that it holds once; undefined for one that is unknown, used or too old. */
export function redeemCode(
  context: LoginContext,
  namespace: string,
  code: string,
): Promise<CodeGrant | undefined> {
  return transact(context, namespace, async (codes, now) => {
    const stored = codes.get(code);
    for (const one of codes.all()) if (isCode(one) && one.until <= now) codes.delete(one.id);
    if (!isCode(stored) || stored.until <= now) return undefined;
    codes.delete(code);
    return stored;
  });
}

function isCode(item: unknown): item is StoredCode {
  return isObject(item) && typeof item['until'] === 'number';
}

/** Runs work on the codes until its changes are committed. */
async function transact<Result>(
  { store, clock }: LoginContext,
  namespace: string,
  work: (codes: Collection, now: number) => Promise<Result>,
): Promise<Result> {
  for (;;) {
    const now = clock(namespace);
    const keyOf = () => 'id';
    const { tx, commit } = await openTransaction({ store, namespace, identity: undefined, now, keyOf });
    const result = await work(await tx.collection(CODES), now.getTime());
    if (await commit()) return result;
  }
}
