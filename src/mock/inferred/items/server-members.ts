import { equalJson, isObject, items, member, type Json, type JsonObject } from '../../../base/json.ts';
import { flatten } from '../../../generate/flat-schema.ts';
import { firstValue } from '../../../generate/generate-value.ts';
import type { Item } from '../../state/store.ts';
import type { OpenedCollection } from '../collection/opened-collection.ts';
import { generateRawItem, type SeedOptions } from '../collection/generate-item.ts';
import type { ItemProperties, ItemProperty } from '../resources/item-properties.ts';
import type { ResourceModel } from '../resources/resource-model.ts';
import { creationTimeNames } from './item-changes.ts';

/** Names of events that have not happened to a new item. */
const NOT_YET =
  /(deleted|removed|archived|closed|cancell?ed|completed|finished|ended|expired|resolved|last)/i;

/** What the server adds to new items. */
interface ServerPlan {
  readonly properties: readonly ItemProperty[];
  /** Members with a single allowed value, such as `type`. */
  readonly fixed: readonly ItemProperty[];
  /** The schemas of the members, where each can be made alone. */
  readonly separate: JsonObject | undefined;
  /** In that case a generated item, which shows the members that there are. */
  readonly pattern: Item | undefined;
  /** The depth of the members in a body. */
  readonly depth: number;
}

/**
 * Generates the members of a new item that only the server can set: read-only ones, and those that the request has no
 * place for. Lists are empty, counts are 0, and times of events that have not happened are left out.
 */
export function serverMembers(
  model: ResourceModel,
  id: string | number,
  opened: Pick<OpenedCollection, 'name' | 'seeding'>,
  { sent, requestProperties }: { readonly sent: Item; readonly requestProperties: ItemProperties },
): Item {
  const { properties, fixed, separate, pattern, depth } = planOf(model, requestProperties, opened.seeding);
  if (properties.length === 0) return {};
  const whole = pattern ?? generateRawItem(model, opened.name, id, opened.seeding) ?? {};
  if (fixed.some(({ name }) => Object.hasOwn(sent, name) && !equalJson(sent[name], whole[name]))) return {};
  const { description, seed, suggest } = opened.seeding;
  const generate = ({ name }: ItemProperty): unknown => {
    const definition = member(separate, name);
    if (pattern === undefined || (typeof definition !== 'boolean' && !isObject(definition)))
      return whole[name];
    const names = [opened.name, `id ${id}`, name];
    const options = { seed, names, direction: 'response', suggest, at: { name, depth } } as const;
    return firstValue(description.document, { definition }, options) ?? pattern[name];
  };
  const added: Record<string, unknown> = {};
  for (const property of properties) {
    if (Object.hasOwn(whole, property.name)) added[property.name] = initialValue(property, generate);
  }
  return added;
}

const plans = new WeakMap<ResourceModel, WeakMap<ItemProperties, ServerPlan>>();

function planOf(model: ResourceModel, requestProperties: ItemProperties, seeding: SeedOptions): ServerPlan {
  const ofModel = plans.get(model) ?? new WeakMap<ItemProperties, ServerPlan>();
  plans.set(model, ofModel);
  const known = ofModel.get(requestProperties) ?? createPlan(model, requestProperties, seeding);
  ofModel.set(requestProperties, known);
  return known;
}

function createPlan(
  model: ResourceModel,
  requestProperties: ItemProperties,
  seeding: SeedOptions,
): ServerPlan {
  const all = [...model.properties.values()];
  const properties = all.filter(
    ({ name, isReadOnly, isWriteOnly, format }) =>
      (isReadOnly || (requestProperties.size > 0 && !requestProperties.has(name) && !isWriteOnly)) &&
      name !== model.key &&
      name !== '__proto__' &&
      !creationTimeNames(model.properties).has(name) &&
      !(format === 'date-time' && NOT_YET.test(name)),
  );
  const response = model.item ?? model.list;
  const envelope = response?.place.envelope ?? [];
  const isListed = response !== model.item;
  const { document } = seeding.description;
  const separate = response && separateMembers(document, response.schema.definition, { envelope, isListed });
  return {
    properties,
    fixed: all.filter(({ keywords }) => 'const' in keywords || items(keywords['enum']).length === 1),
    separate,
    pattern: separate && generateRawItem(model, model.store, 'pattern', seeding),
    depth: envelope.length + (isListed ? 2 : 1),
  };
}

interface PlaceOfItem {
  readonly envelope: readonly string[];
  readonly isListed: boolean;
}

/**
 * Returns the schemas of the members of an item, where they are generated independently of each other: its schema has no
 * branches, no example of the whole item, and no rules about several members. Undefined where it has.
 */
function separateMembers(
  document: JsonObject,
  schema: Json,
  { envelope, isListed }: PlaceOfItem,
  isBody = true,
): JsonObject | undefined {
  const flat = flatten(document, schema);
  if (flat === undefined || flat.choices.length > 0 || isGiven(flat.keywords, isBody)) return undefined;
  const properties = member(flat.keywords, 'properties');
  const [name, ...rest] = envelope;
  if (name === undefined && !isListed)
    return isObject(properties) && !hasRules(flat.keywords) ? properties : undefined;
  const inner = name === undefined ? flat.keywords['items'] : member(properties, name);
  const place = name === undefined ? { envelope, isListed: false } : { envelope: rest, isListed };
  return inner === undefined ? undefined : separateMembers(document, inner, place, false);
}

/** True for a schema that gives its whole value. The example of a whole body is not used for that. */
function isGiven(keywords: JsonObject, isBody: boolean): boolean {
  const given = ['const', 'enum', ...(isBody ? [] : ['example', 'examples', 'default'])];
  return given.some((keyword) => keyword in keywords);
}

function hasRules(keywords: JsonObject): boolean {
  return ['if', 'not', 'dependentRequired', 'dependentSchemas', 'minProperties', 'maxProperties'].some(
    (keyword) => keyword in keywords,
  );
}

function initialValue(property: ItemProperty, generate: (property: ItemProperty) => unknown): unknown {
  const { name, type, keywords } = property;
  if (type === 'array' && keywords['minItems'] === undefined) return [];
  if (type === 'boolean' && NOT_YET.test(name)) return false;
  const { minimum = 0 } = keywords;
  const isCount = type === 'integer' && /(count|total|^(num|number)_?of)/i.test(name);
  return isCount && typeof minimum === 'number' && minimum <= 0 ? 0 : generate(property);
}
