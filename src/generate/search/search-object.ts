import type { Json } from '../../base/json.ts';
import { addFurther } from './further-members.ts';
import { isDeprecated, isHidden, memberViews } from './member-views.ts';
import type { Place } from './place.ts';
import { isRule, itemsUnder, listOf, numbersUnder, viewOf, viewsOf, type Rule } from '../views/rule.ts';
import { takesOptional, type SearchContext } from './search-context.ts';

/** The number of keys of a map where its schema leaves it open. */
const DEFAULT_KEYS = 2;

/** Limits the members that are only there because there have to be so many. */
const MAX_FURTHER = 2000;

/** Searches for an object; undefined where a required member was not found. */
export function searchObject(context: SearchContext, rules: readonly Rule[], place: Place): Json | undefined {
  const most = Math.min(...numbersUnder(rules, 'maxProperties'));
  const least = Math.max(0, ...numbersUnder(rules, 'minProperties'));
  const required = withDependants(rules, itemsUnder(rules, 'required').map(String));
  if (required.size > most) return undefined;
  const found = new Map<string, Json>();
  const inside = place.inside && { inside: place.inside };
  const add = (name: string): boolean => {
    const views = memberViews(context, rules, name);
    const value = views && context.search(views, { name, depth: place.depth + 1, ...inside });
    if (value !== undefined) found.set(name, value);
    return value !== undefined;
  };
  for (const name of required) if (!add(name)) return undefined;
  const hasRoom = takesOptional(context, place);
  const described = [...new Set(rules.flatMap((rule) => viewsOf(rule['properties']).map(([name]) => name)))];
  const optional = described.filter((name) => !required.has(name) && !isHidden(context, rules, name));
  for (const name of optional) {
    if ((!hasRoom || isDeprecated(context, rules, name)) && found.size >= least) continue;
    if (!found.has(name)) addWithDependants(rules, name, { found, most, add });
  }
  const isMap =
    described.length === 0 &&
    rules.some((rule) => isRule(rule['additionalProperties'] ?? rule['patternProperties']));
  const wanted = Math.min(most, Math.max(least, hasRoom && isMap ? DEFAULT_KEYS : 0));
  addFurther(context, rules, { wanted: Math.min(wanted, found.size + MAX_FURTHER), place, found, add });
  if (found.size < least) return undefined;
  return inOrder(found, described);
}

interface Adding {
  readonly found: Map<string, Json>;
  readonly most: number;
  readonly add: (name: string) => boolean;
}

/** Adds a member with those that it requires, or none of them. */
function addWithDependants(rules: readonly Rule[], name: string, { found, most, add }: Adding): void {
  const names = [...withDependants(rules, [name])].filter((one) => !found.has(one));
  if (found.size + names.length > most) return;
  const isWhole = names.every(add);
  if (!isWhole) for (const one of names) found.delete(one);
}

/** Adds names and those that `dependentRequired` adds to them. */
function withDependants(rules: readonly Rule[], names: readonly string[]): ReadonlySet<string> {
  const all = new Set(names);
  for (const name of all) {
    for (const rule of rules) {
      for (const other of listOf(viewOf(rule['dependentRequired'], name))) all.add(String(other));
    }
  }
  return all;
}

/** Returns the members in the order of the description. */
function inOrder(found: ReadonlyMap<string, Json>, described: readonly string[]): Json {
  const order = new Map(described.map((name, index) => [name, index]));
  const at = (name: string) => order.get(name) ?? described.length;
  return Object.fromEntries([...found].toSorted(([left], [right]) => at(left) - at(right)));
}
