import { setAt } from '../../../base/edit-json.ts';
import { atPointer, formatPointer } from '../../../base/json-pointer.ts';
import { equalJson, isObject, items } from '../../../base/json.ts';
import type { Item } from '../../state/store.ts';
import type { OpenedCollection } from '../collection/opened-collection.ts';
import { generateItemBody, generateRawItem, type SeedOptions } from '../collection/seed-items.ts';
import type { ItemProperties, ItemProperty } from '../resources/item-properties.ts';
import type { ResourceModel } from '../resources/resource-model.ts';
import type { ResponseModel } from '../resources/response-model.ts';
import { fitBody } from '../responses/fit-body.ts';
import { createFittingTools, responseValidator } from '../responses/fitting-tools.ts';
import { creationTimes } from './item-changes.ts';

/**
 * Returns the item to store: with generated values for all members that its schema requires and that the client did not
 * send, so that every response shows the same.
 */
export function completeItem(
  model: ResourceModel,
  item: Item,
  collection: string,
  options: SeedOptions,
): Item {
  const response = model.item ?? model.list;
  if (response === undefined) return item;
  const { schema, place } = response;
  const id = String(item[model.key]);
  const validate = responseValidator(options.description, schema);
  const isListed = response !== model.item;
  const isWholeBody = !isListed && place.envelope.length === 0;
  if (isWholeBody && validate(item).length === 0) return inSchemaOrder(model, item);
  const generated = generateItemBody(model, collection, id, options);
  const skeleton = withTimes(response, generated, creationTimes(model, options.now));
  if (skeleton === undefined) return item;
  const body = setAt(skeleton, place.envelope, isListed ? [item] : item);
  const names = [collection, `id ${id}`];
  const tools = createFittingTools(options.description, schema, { ...options, names });
  const fitted = fitBody(body, skeleton, tools);
  const inPlace = atPointer(fitted, formatPointer(place.envelope));
  const complete: unknown = Array.isArray(inPlace) ? inPlace[0] : inPlace;
  if (!isObject(complete)) return item;
  return inSchemaOrder(model, { ...item, ...complete, [model.key]: item[model.key] });
}

/** Sets the times of a generated item in its body: an item that the client did not send in full is created now, too. */
function withTimes({ place }: ResponseModel, body: unknown, times: Item): unknown {
  const inPlace = atPointer(body, formatPointer(place.envelope));
  if (Array.isArray(inPlace)) return setAt(body, [...place.envelope, '0'], setTimes(inPlace[0], times));
  return isObject(inPlace) ? setAt(body, place.envelope, setTimes(inPlace, times)) : body;
}

function setTimes(item: unknown, times: Item): unknown {
  if (!isObject(item)) return item;
  const known = Object.entries(times).filter(([name]) => Object.hasOwn(item, name));
  return { ...item, ...Object.fromEntries(known) };
}

/** Sorts the members as the schema names them; members that it does not name come last. */
function inSchemaOrder({ properties }: ResourceModel, item: Item): Item {
  const known = [...properties.keys()].filter((name) => Object.hasOwn(item, name));
  const others = Object.keys(item).filter((name) => !properties.has(name));
  return Object.fromEntries([...known, ...others].map((name) => [name, item[name]]));
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
