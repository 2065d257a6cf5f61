import { isObject, items, member, members, stringMember, type Json, type JsonObject } from '../base/json.ts';
import type { Random } from '../base/random.ts';
import { fillsOptional, type GenerateContext } from './generate-context.ts';
import { flatten } from './flat-schema.ts';
import { numberIn } from './generate-number.ts';
import { generateString } from './generate-string.ts';

/** Generates an object; undefined where a required property cannot be generated. */
export function generateObject(
  context: GenerateContext,
  keywords: JsonObject,
  depth: number,
): Json | undefined {
  const required = items(keywords['required']).map(String);
  const hasRoom = fillsOptional(context, depth);
  const entries: [string, Json][] = [];
  const properties = members(keywords['properties']);
  let needed = (numberIn(keywords, 'minProperties') ?? 0) - required.length;
  for (const [name, schema] of properties) {
    if (isHidden(context, schema)) continue;
    const isRequired = required.includes(name);
    const isWelcome = needed > 0 || (hasRoom && member(schema, 'deprecated') !== true);
    if (!isRequired && !isWelcome) continue;
    const value = context.generate(schema, name, depth + 1);
    if (value !== undefined) entries.push([name, value]);
    else if (isRequired) return undefined;
    if (value !== undefined && !isRequired) needed -= 1;
  }
  const known = new Set(properties.map(([name]) => name));
  const missing = required.filter((name) => !known.has(name));
  return fillRest(context, keywords, entries, missing, depth);
}

/** The number of keys of a map where its schema leaves it open. */
const DEFAULT_KEYS = 2;

/** Limits the keys of a map. */
const MAX_KEYS = 20;

/** Adds properties that are required but not described, and the keys of a map; undefined where one cannot be generated. */
function fillRest(
  context: GenerateContext,
  keywords: JsonObject,
  described: readonly [string, Json][],
  missing: readonly string[],
  depth: number,
): Json | undefined {
  const rest = keywords['additionalProperties'];
  const isMap = keywords['properties'] === undefined && isObject(rest);
  const some = isMap && fillsOptional(context, depth) ? DEFAULT_KEYS : 0;
  const least = (numberIn(keywords, 'minProperties') ?? 0) - described.length - missing.length;
  const count = Math.min(Math.max(some, least), MAX_KEYS);
  const keys = Array.from(
    { length: count },
    (_, index) => `${keyName(keywords, context.random)}${index + 1}`,
  );
  const entries: [string, Json][] = [];
  for (const [index, name] of [...missing, ...keys].entries()) {
    const value = context.generate(isObject(rest) ? rest : { type: 'string' }, name, depth + 1);
    if (value !== undefined) entries.push([name, value]);
    else if (index < missing.length + least) return undefined;
  }
  return Object.fromEntries([...described, ...entries]);
}

function keyName(keywords: JsonObject, random: Random): string {
  const names = keywords['propertyNames'];
  return isObject(names) ? generateString(names, random, undefined) : 'key';
}

function isHidden({ document, hidden }: GenerateContext, schema: Json): boolean {
  if (member(schema, hidden) === true) return true;
  const isReference = stringMember(schema, '$ref') !== undefined || member(schema, 'allOf') !== undefined;
  return isReference && flatten(document, schema)?.keywords[hidden] === true;
}
