import { equalJson, isObject, items, member, type Json, type JsonObject } from '../base/json.ts';
import { fillsOptional, type GenerateContext } from './generate-context.ts';
import { flatten, typeOf } from './flat-schema.ts';
import { numberRange } from './generate-number.ts';
import { isIdentifier } from './identifier.ts';

/** The number of items where the schema leaves it open. */
const DEFAULT_ITEMS = 2;

/** Limits the items. Longer lists are searched for. */
const MAX_ITEMS = 200;

/** Generates an array; undefined where too few items can be generated. */
export function generateArray(
  context: GenerateContext,
  keywords: JsonObject,
  name: string,
  depth: number,
): Json | undefined {
  const least = typeof keywords['minItems'] === 'number' ? keywords['minItems'] : 0;
  const most = typeof keywords['maxItems'] === 'number' ? keywords['maxItems'] : Infinity;
  if (least > MAX_ITEMS) return undefined;
  const count = Math.min(Math.max(least, fillsOptional(context, depth) ? DEFAULT_ITEMS : 0), most, MAX_ITEMS);
  const prefix = items(keywords['prefixItems']);
  const schema = keywords['items'] ?? prefix.length === 0;
  const isUnique = keywords['uniqueItems'] === true;
  const list: Json[] = [];
  for (let index = 0; index < Math.max(count, Math.min(prefix.length, most)); index += 1) {
    const create = () => context.generate(prefix[index] ?? schema, singular(name), depth + 1);
    const value = anotherItem(context, { schema: prefix[index] ?? schema, list, isUnique, create });
    if (value === undefined) return list.length >= least ? list : undefined;
    list.push(value);
  }
  return list;
}

/** An item to be added to a list. */
interface NewItem {
  readonly schema: Json;
  readonly list: readonly Json[];
  readonly isUnique: boolean;
  readonly create: () => Json | undefined;
}

/** Generates another item, in several attempts where items have to differ. No two have the same identifier. */
function anotherItem(
  context: GenerateContext,
  { schema, list, isUnique, create }: NewItem,
): Json | undefined {
  for (let attempt = 0; attempt < (isUnique ? 20 : 1); attempt += 1) {
    const value = identified(context, schema, create(), list);
    if (value === undefined || !isUnique || !list.some((one) => equalJson(one, value))) return value;
  }
  return undefined;
}

/** Replaces the identifier of an item if another item has it, as far as the schema allows. */
function identified(
  context: GenerateContext,
  schema: Json,
  item: Json | undefined,
  list: readonly Json[],
): Json | undefined {
  const key = isObject(item) ? Object.keys(item).find(isIdentifier) : undefined;
  if (!isObject(item) || key === undefined) return item;
  const taken = new Set(list.map((one) => member(one, key)));
  if (!taken.has(item[key])) return item;
  const properties = flatten(context.document, schema)?.keywords['properties'];
  const definition = member(properties, key);
  const keywords = (definition === undefined ? undefined : flatten(context.document, definition))?.keywords;
  const free = keywords && freeIdentifier(context, keywords, key, taken);
  return free === undefined ? item : { ...item, [key]: free };
}

function freeIdentifier(
  context: GenerateContext,
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
  const drawn = Array.from({ length: 5 }, () => context.generate(keywords, key, 0));
  return drawn.find((one) => one !== undefined && !taken.has(one));
}

function singular(name: string): string {
  return name.replace(/ies$/, 'y').replace(/([^s])s$/, '$1');
}
