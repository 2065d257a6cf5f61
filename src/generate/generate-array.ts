import { equalJson, isObject, items, member, type Json, type JsonObject } from '../base/json.ts';
import { isRoomy, type Drawing } from './drawing.ts';
import { flatten, typeOf } from './flat-schema.ts';
import { numberRange } from './generate-number.ts';
import { isIdentifier } from './identifier.ts';

/** Lists have this many items where the schema leaves it open, and at most `MOST_ITEMS`, whatever it asks for. */
const SOME_ITEMS = 2;

const MOST_ITEMS = 1000;

/** Undefined where fewer items can be made than there have to be. */
export function generateArray(
  drawing: Drawing,
  keywords: JsonObject,
  name: string,
  depth: number,
): Json | undefined {
  const least = typeof keywords['minItems'] === 'number' ? keywords['minItems'] : 0;
  const most = typeof keywords['maxItems'] === 'number' ? keywords['maxItems'] : Infinity;
  const count = Math.min(Math.max(least, isRoomy(drawing, depth) ? SOME_ITEMS : 0), most, MOST_ITEMS);
  const prefix = items(keywords['prefixItems']);
  const schema = keywords['items'] ?? prefix.length === 0;
  const isUnique = keywords['uniqueItems'] === true;
  const list: Json[] = [];
  for (let index = 0; index < Math.max(count, Math.min(prefix.length, most)); index += 1) {
    const make = () => drawing.generate(prefix[index] ?? schema, singular(name), depth + 1);
    const value = anotherItem(drawing, { schema: prefix[index] ?? schema, list, isUnique, make });
    if (value === undefined) return list.length >= least ? list : undefined;
    list.push(value);
  }
  return list;
}

/** An item that is to join a list. */
interface Joining {
  readonly schema: Json;
  readonly list: readonly Json[];
  readonly isUnique: boolean;
  readonly make: () => Json | undefined;
}

/** Where items must differ, it is tried a few times; no two have the same identifier. */
function anotherItem(drawing: Drawing, { schema, list, isUnique, make }: Joining): Json | undefined {
  for (let attempt = 0; attempt < (isUnique ? 20 : 1); attempt += 1) {
    const value = identified(drawing, schema, make(), list);
    if (value === undefined || !isUnique || !list.some((one) => equalJson(one, value))) return value;
  }
  return undefined;
}

/** The item with an identifier that none of the others has, as far as its schema leaves one. */
function identified(
  drawing: Drawing,
  schema: Json,
  item: Json | undefined,
  list: readonly Json[],
): Json | undefined {
  const key = isObject(item) ? Object.keys(item).find(isIdentifier) : undefined;
  if (!isObject(item) || key === undefined) return item;
  const taken = new Set(list.map((one) => member(one, key)));
  if (!taken.has(item[key])) return item;
  const properties = flatten(drawing.document, schema)?.keywords['properties'];
  const definition = member(properties, key);
  const keywords = (definition === undefined ? undefined : flatten(drawing.document, definition))?.keywords;
  const free = keywords && freeIdentifier(drawing, keywords, key, taken);
  return free === undefined ? item : { ...item, [key]: free };
}

function freeIdentifier(
  drawing: Drawing,
  keywords: JsonObject,
  key: string,
  taken: ReadonlySet<Json | undefined>,
): Json | undefined {
  const listed = items(keywords['enum']);
  if (listed.length > 0) return listed.find((one) => !taken.has(one));
  if (typeOf(keywords) === 'integer') {
    const { from, to } = numberRange(keywords, 1, true);
    const numbers = Array.from(
      { length: Math.min(to - from + 1, taken.size + 1) },
      (_, index) => from + index,
    );
    return numbers.find((number) => !taken.has(number));
  }
  const drawn = Array.from({ length: 5 }, () => drawing.generate(keywords, key, 0));
  return drawn.find((one) => one !== undefined && !taken.has(one));
}

function singular(name: string): string {
  return name.replace(/ies$/, 'y').replace(/([^s])s$/, '$1');
}
