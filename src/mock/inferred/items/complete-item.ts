import { equalJson, items } from '../../../base/json.ts';
import type { Item } from '../../state/store.ts';
import type { OpenedCollection } from '../collection/opened-collection.ts';
import { fittedItem } from '../collection/fitted-item.ts';
import { generateRawItem, type SeedOptions } from '../collection/generate-item.ts';
import type { ItemProperties, ItemProperty } from '../resources/item-properties.ts';
import type { ResourceModel } from '../resources/resource-model.ts';
import { creationTimes } from './item-changes.ts';

/**
 * Returns the item to store: with generated values for all members that its schema requires and that the client did not
 * send, so that every response shows the same. It is created now.
 */
export function completeItem(
  model: ResourceModel,
  item: Item,
  collection: string,
  options: SeedOptions,
): Item {
  return fittedItem(model, item, collection, { ...options, times: creationTimes(model, options.now) });
}

/** Names of events that have not happened to a new item. */
const NOT_YET =
  /(deleted|removed|archived|closed|cancell?ed|completed|finished|ended|expired|resolved|last)/i;

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
  const ofServer = [...model.properties.values()].filter(
    ({ name, isReadOnly, isWriteOnly, format }) =>
      (isReadOnly || (requestProperties.size > 0 && !requestProperties.has(name) && !isWriteOnly)) &&
      name !== model.key &&
      !(format === 'date-time' && NOT_YET.test(name)),
  );
  if (ofServer.length === 0) return {};
  const generated = generateRawItem(model, opened.name, id, opened.seeding) ?? {};
  if (isOtherVariant(model, generated, sent)) return {};
  const entries = ofServer
    .filter(({ name }) => Object.hasOwn(generated, name))
    .map((property) => [property.name, initialValue(property, generated[property.name])]);
  return Object.fromEntries(entries) as Item;
}

/** True when a member with a single allowed value, such as `type`, differs: then the items have other members too. */
function isOtherVariant({ properties }: ResourceModel, generated: Item, sent: Item): boolean {
  return [...properties.values()].some(
    ({ name, keywords }) =>
      ('const' in keywords || items(keywords['enum']).length === 1) &&
      Object.hasOwn(sent, name) &&
      !equalJson(sent[name], generated[name]),
  );
}

function initialValue({ name, type, keywords }: ItemProperty, generated: unknown): unknown {
  if (type === 'array' && keywords['minItems'] === undefined) return [];
  if (type === 'boolean' && NOT_YET.test(name)) return false;
  const isCount = type === 'integer' && /(count|total|^(num|number)_?of)/i.test(name);
  return isCount && keywords['minimum'] === undefined ? 0 : generated;
}
