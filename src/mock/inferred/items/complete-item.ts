import { setAt } from '../../../base/edit-json.ts';
import { atPointer, formatPointer } from '../../../base/json-pointer.ts';
import { equalJson, isObject, items } from '../../../base/json.ts';
import type { Item } from '../../state/store.ts';
import { fitBody } from '../responses/fit-body.ts';
import { createFittingTools, responseValidator } from '../responses/fitting-tools.ts';
import type { OpenedCollection } from '../collection/open-collection.ts';
import { drawnBody, drawnItem, type SeedOptions } from '../collection/seed-items.ts';
import type { ResponseModel } from '../resources/response-model.ts';
import type { ItemProperties, ItemProperty } from '../resources/item-properties.ts';
import type { ResourceModel } from '../resources/resource-model.ts';
import { timesAt } from './item-changes.ts';

/**
 * What is to be stored of an item: with all that its schema requires and the client did not send, so that every
 * answer shows the same.
 */
export function completeItem(
  model: ResourceModel,
  item: Item,
  collection: string,
  options: SeedOptions,
): Item {
  const shown = model.item ?? model.list;
  if (shown === undefined) return item;
  const id = String(item[model.key]);
  const validate = responseValidator(options.description, shown.schema);
  const isListed = shown !== model.item;
  const isWhole = !isListed && shown.place.envelope.length === 0 && validate(item).length === 0;
  if (isWhole) return inOrder(model, item);
  const drawn = datedBody(shown, drawnBody(model, collection, id, options), timesAt(model, options.now));
  if (drawn === undefined) return item;
  const body = setAt(drawn, shown.place.envelope, isListed ? [item] : item);
  const names = [collection, `id ${id}`];
  const fitted = fitBody(
    body,
    drawn,
    createFittingTools(options.description, shown.schema, { ...options, names }),
  );
  const found = atPointer(fitted, formatPointer(shown.place.envelope));
  const one: unknown = Array.isArray(found) ? found[0] : found;
  return isObject(one) ? inOrder(model, { ...item, ...one, [model.key]: item[model.key] }) : item;
}

/** An item that was never sent was still made now. */
function datedBody({ place }: ResponseModel, drawn: unknown, times: Item): unknown {
  const found = atPointer(drawn, formatPointer(place.envelope));
  if (Array.isArray(found)) return setAt(drawn, [...place.envelope, '0'], dated(found[0], times));
  return isObject(found) ? setAt(drawn, place.envelope, dated(found, times)) : drawn;
}

function dated(item: unknown, times: Item): unknown {
  if (!isObject(item)) return item;
  const known = Object.entries(times).filter(([name]) => Object.hasOwn(item, name));
  return { ...item, ...Object.fromEntries(known) };
}

/** The members in the schema's order, then those that it does not name. */
function inOrder({ properties }: ResourceModel, item: Item): Item {
  const known = [...properties.keys()].filter((name) => Object.hasOwn(item, name));
  const others = Object.keys(item).filter((name) => !properties.has(name));
  return Object.fromEntries([...known, ...others].map((name) => [name, item[name]]));
}

/** Names of what has not happened to an item that was just made. */
const NOT_YET =
  /(deleted|removed|archived|closed|cancell?ed|completed|finished|ended|expired|resolved|last)/i;

/**
 * What only the server sets, for an item that was just made: nothing has happened to it, and nothing is in it. Also
 * what the request has no place for: nobody else could.
 */
export function serverMembers(
  model: ResourceModel,
  id: string | number,
  opened: Pick<OpenedCollection, 'name' | 'seeding'>,
  { sent, sendable }: { readonly sent: Item; readonly sendable: ItemProperties },
): Item {
  const wanted = [...model.properties.values()].filter(
    ({ name, isReadOnly, isWriteOnly, format }) =>
      (isReadOnly || (sendable.size > 0 && !sendable.has(name) && !isWriteOnly)) &&
      name !== model.key &&
      !(format === 'date-time' && NOT_YET.test(name)),
  );
  if (wanted.length === 0) return {};
  const drawn = drawnItem(model, opened.name, id, opened.seeding) ?? {};
  if (isOfOtherKind(model, drawn, sent)) return {};
  const entries = wanted
    .filter(({ name }) => Object.hasOwn(drawn, name))
    .map((property) => [property.name, initialValue(property, drawn[property.name])]);
  return Object.fromEntries(entries) as Item;
}

/** Whether they differ in what tells kinds of items apart: what one has says nothing of the other. */
function isOfOtherKind({ properties }: ResourceModel, drawn: Item, sent: Item): boolean {
  return [...properties.values()].some(
    ({ name, keywords }) =>
      ('const' in keywords || items(keywords['enum']).length === 1) &&
      Object.hasOwn(sent, name) &&
      !equalJson(sent[name], drawn[name]),
  );
}

function initialValue({ name, type, keywords }: ItemProperty, drawn: unknown): unknown {
  if (type === 'array' && keywords['minItems'] === undefined) return [];
  if (type === 'boolean' && NOT_YET.test(name)) return false;
  const isCount = type === 'integer' && /(count|total|^(num|number)_?of)/i.test(name);
  return isCount && keywords['minimum'] === undefined ? 0 : drawn;
}
