import { exactJsonIn } from '../../../base/exact-json.ts';
import { isObject } from '../../../base/json.ts';
import { childrenOf } from '../../../base/json-tree.ts';
import { isIdentifier } from '../../../generate/identifier.ts';
import { isSafe } from '../../../http/method.ts';
import type { BoundValues } from '../../case/bindings.ts';
import type { Exchange } from '../../case/exchange.ts';

/** So many identifiers of one response are told apart. */
const MOST = 100;

/**
 * Returns the identifiers that a target has made for the items of a list, in a response to a request that changes
 * something, by their names: `id`, `id2` and so on. Those in `sent` are the run's own.
 */
export function madeIdentifiers({ request, response }: Exchange, sent: string): BoundValues {
  if (response === undefined || response.status >= 300 || isSafe(request.method)) return {};
  const made = new Map<string, string>();
  const counts = new Map<string, number>();
  for (const [name, value] of identifiersIn(exactJsonIn(response.body), false)) {
    if (made.has(value) || sent.includes(value) || made.size === MOST) continue;
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    made.set(value, count === 1 ? name : `${name}${count}`);
  }
  return Object.fromEntries([...made].map(([value, name]) => [name, value]));
}

function identifiersIn(
  value: unknown,
  isListed: boolean,
): readonly (readonly [name: string, text: string])[] {
  return childrenOf(value).flatMap(([token, inner]) => {
    const isInside = isListed || Array.isArray(value);
    if (Array.isArray(inner) || isObject(inner)) return identifiersIn(inner, isInside);
    const isText = ['string', 'number', 'bigint'].includes(typeof inner) && inner !== '';
    return isInside && isText && isIdentifier(String(token)) ? [[String(token), String(inner)] as const] : [];
  });
}
