import { isObject, items, member, members, type Json, type JsonObject } from '../base/json.ts';
import { pick } from '../base/random.ts';
import type { GenerateContext } from './generate-context.ts';
import { shownValue } from './search/shown-value.ts';

/** Returns a value that the schema itself gives: a constant, one of an enumeration, an example, or the default. */
export function givenValue(
  context: GenerateContext,
  keywords: JsonObject,
  { name, depth }: { readonly name: string; readonly depth: number },
): Json | undefined {
  const { random, attempt } = context;
  if (keywords['const'] !== undefined) return keywords['const'];
  const allowed = items(keywords['enum']);
  if (allowed.length > 0)
    return pick(random, allowed.length > 1 ? allowed.filter((one) => one !== null) : allowed);
  const example = attempt > 2 ? undefined : shownValue(context, keywords, name);
  return isObject(example) ? givenObject(context, keywords, { example, depth }) : example;
}

/**
 * Returns the example of an object inside another value, without the members that this direction does not have. One that
 * plainly lacks what the schema requires, or has what that forbids, would spoil the whole value. The whole value has its
 * own examples.
 */
function givenObject(
  { optional, hidden }: GenerateContext,
  keywords: JsonObject,
  { example, depth }: { readonly example: JsonObject; readonly depth: number },
): Json | undefined {
  if (depth === 0 || !optional) return undefined;
  const properties = keywords['properties'];
  const shown = members(example).filter(([name]) => member(member(properties, name), hidden) !== true);
  const isClosed = keywords['additionalProperties'] === false && keywords['patternProperties'] === undefined;
  if (isClosed && shown.some(([name]) => member(properties, name) === undefined)) return undefined;
  const names = new Set(shown.map(([name]) => name));
  const isWhole = items(keywords['required']).every(
    (name) => names.has(String(name)) || member(member(properties, String(name)), hidden) === true,
  );
  return isWhole ? Object.fromEntries(shown) : undefined;
}
