import { asWritten, honoured, oneOf } from '../../../description/resources/conventions/convention.ts';
import {
  DATE_WORDS,
  ofTime,
  TIME_WORDS,
  TIMES,
} from '../../../description/resources/conventions/time-names.ts';
import type { Item } from '../../state/store.ts';
import type { Transaction } from '../../state/transaction.ts';
import type { ItemProperties, ItemProperty } from '../resources/item-properties.ts';

/** What has properties that its schema describes. */
interface Propertied {
  readonly properties: ItemProperties;
}

/** Times that the server keeps: set when an item is made, or whenever it changes. */
const CREATED = ofTime(honoured(TIMES.creation));

const UPDATED = ofTime(honoured(TIMES.change));

const ENDS_IN_TIME = new RegExp(`(${oneOf(TIME_WORDS)})$`, 'i');

const DATE = asWritten(DATE_WORDS);

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
  return format === 'date-time' || (type === 'integer' && ENDS_IN_TIME.test(name));
}

/** Numbers are milliseconds since 1970. */
function timeFor({ format }: ItemProperty, now: Date): string | number {
  return format === 'date-time' ? now.toISOString() : now.getTime();
}

/** Whether it says when the item was made: `createdAt`, or the only `date` that it has. */
function isMaking({ name, isReadOnly }: ItemProperty): boolean {
  return CREATED.test(name) || (isReadOnly && DATE.test(name));
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
