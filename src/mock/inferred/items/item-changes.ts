import type { Item } from '../../state/store.ts';
import type { Transaction } from '../../state/transaction.ts';
import type { ItemProperties, ItemProperty } from '../resources/item-properties.ts';

/** What has properties that its schema describes. */
interface Propertied {
  readonly properties: ItemProperties;
}

/** Times that the server keeps: set when an item is made, or whenever it changes. */
const CREATED =
  /^_?(created?|creation|insert(ed|ion)|added|registered|registration)([_-]?(at|on|date|time|timestamp))?$/i;

const UPDATED = /^_?(last_?)?(updated?|modified|modification|changed)([_-]?(at|on|date|time|timestamp))?$/i;

/** The times of an item that is made or changed now; those that the client sent stay. */
export function timesOf(
  { properties }: Propertied,
  tx: Transaction,
  { sent, isNew }: { readonly sent: Item; readonly isNew: boolean },
): Item {
  const entries = [...properties.values()]
    .filter((property) => isTime(property) && !Object.hasOwn(sent, property.name))
    .filter((property) => UPDATED.test(property.name) || (isNew && isMaking(property)))
    .map((property) => [property.name, timeFor(property, tx.now())]);
  return Object.fromEntries(entries) as Item;
}

/** A date-time, or a number that is called like one. */
function isTime({ name, type, format }: ItemProperty): boolean {
  return format === 'date-time' || (type === 'integer' && /(at|on|date|time|timestamp)$/i.test(name));
}

/** Numbers are milliseconds since 1970. */
function timeFor({ format }: ItemProperty, now: Date): string | number {
  return format === 'date-time' ? now.toISOString() : now.getTime();
}

/** Whether it says when the item was made: `createdAt`, or the only `date` that it has. */
function isMaking({ name, isReadOnly }: ItemProperty): boolean {
  return CREATED.test(name) || (isReadOnly && /^(date|time|timestamp)$/i.test(name));
}

/** The times of an item that was made at `now`. */
export function timesAt({ properties }: Propertied, now: Date): Item {
  const entries = [...properties.values()]
    .filter((property) => isTime(property) && (UPDATED.test(property.name) || CREATED.test(property.name)))
    .map((property) => [property.name, timeFor(property, now)]);
  return Object.fromEntries(entries) as Item;
}

/** The defaults of what was not sent. */
export function defaultsOf({ properties }: Propertied, sent: Item): Item {
  const entries = [...properties.values()]
    .filter((property) => property.default !== undefined && !Object.hasOwn(sent, property.name))
    .map((property) => [property.name, property.default]);
  return Object.fromEntries(entries) as Item;
}

/** What only the server sets, of `item`. */
export function readOnlyOf({ properties }: Propertied, item: Item): Item {
  return Object.fromEntries(
    Object.entries(item).filter(([name]) => properties.get(name)?.isReadOnly === true),
  );
}
