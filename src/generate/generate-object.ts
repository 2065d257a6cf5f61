import { isObject, items, member, members, stringMember, type Json, type JsonObject } from '../base/json.ts';
import type { Random } from '../base/random.ts';
import { isRoomy, type Drawing } from './drawing.ts';
import { flatten } from './flat-schema.ts';
import { numberIn } from './generate-number.ts';
import { generateString } from './generate-string.ts';

/** Undefined where a property that is required cannot be made. */
export function generateObject(drawing: Drawing, keywords: JsonObject, depth: number): Json | undefined {
  const required = items(keywords['required']).map(String);
  const hasRoom = isRoomy(drawing, depth);
  const entries: [string, Json][] = [];
  const properties = members(keywords['properties']);
  let wanting = (numberIn(keywords, 'minProperties') ?? 0) - required.length;
  for (const [name, schema] of properties) {
    if (isHidden(drawing, schema)) continue;
    const isRequired = required.includes(name);
    const isWelcome = wanting > 0 || (hasRoom && member(schema, 'deprecated') !== true);
    if (!isRequired && !isWelcome) continue;
    const value = drawing.generate(schema, name, depth + 1);
    if (value !== undefined) entries.push([name, value]);
    else if (isRequired) return undefined;
    if (value !== undefined && !isRequired) wanting -= 1;
  }
  const known = new Set(properties.map(([name]) => name));
  const missing = required.filter((name) => !known.has(name));
  return fillRest(drawing, keywords, entries, missing, depth);
}

/** A map has this many keys where its schema leaves it open, and never more than these. */
const SOME_KEYS = 2;

const MOST_KEYS = 20;

/** Names that are required without being described, and keys of a map. */
function fillRest(
  drawing: Drawing,
  keywords: JsonObject,
  described: readonly [string, Json][],
  missing: readonly string[],
  depth: number,
): Json {
  const rest = keywords['additionalProperties'];
  const isMap = keywords['properties'] === undefined && isObject(rest);
  const some = isMap && isRoomy(drawing, depth) ? SOME_KEYS : 0;
  const least = (numberIn(keywords, 'minProperties') ?? 0) - described.length - missing.length;
  const count = Math.min(Math.max(some, least), MOST_KEYS);
  const made = Array.from(
    { length: count },
    (_, index) => `${keyName(keywords, drawing.random)}${index + 1}`,
  );
  const entries = [...missing, ...made].flatMap((name): [string, Json][] => {
    const value = drawing.generate(isObject(rest) ? rest : { type: 'string' }, name, depth + 1);
    return value === undefined ? [] : [[name, value]];
  });
  return Object.fromEntries([...described, ...entries]);
}

function keyName(keywords: JsonObject, random: Random): string {
  const names = keywords['propertyNames'];
  return isObject(names) ? generateString(names, random, undefined) : 'key';
}

function isHidden({ document, hidden }: Drawing, schema: Json): boolean {
  if (member(schema, hidden) === true) return true;
  const isReference = stringMember(schema, '$ref') !== undefined || member(schema, 'allOf') !== undefined;
  return isReference && flatten(document, schema)?.keywords[hidden] === true;
}
