import { atPointer } from '../../base/json-pointer.ts';
import { isObject, type JsonObject } from '../../base/json.ts';
import { ownerOf } from '../views/expand.ts';
import type { Rule } from '../views/rule.ts';
import type { SearchContext } from './search-context.ts';

/** Returns what the description says at the place of the rules; the first of several counts. */
export function originalOf(context: SearchContext, rules: readonly Rule[]): JsonObject {
  const [first, ...others] = rules.map((rule) => originalOfRule(context, rule));
  return others.length === 0
    ? (first ?? {})
    : (Object.assign({}, ...others.toReversed(), first) as JsonObject);
}

const originals = new WeakMap<Rule, JsonObject>();

function originalOfRule({ views, document }: SearchContext, rule: Rule): JsonObject {
  const known = originals.get(rule);
  if (known !== undefined) return known;
  const pointer = views.pointerOf(ownerOf(rule));
  const found = pointer === undefined ? undefined : atPointer(document, pointer);
  const original = isObject(found) ? found : {};
  originals.set(rule, original);
  return original;
}
