import { setOwn } from '../../../base/json.ts';
import { lastMemoised, weaklyMemoised } from '../../../base/memoise.ts';
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

/** An object with the properties of its schema. */
interface WithProperties {
  readonly properties: ItemProperties;
}

/** Names of the times that the server sets when an item is created, or whenever it is changed. */
const CREATION_TIME = ofTime(honoured(TIMES.creation));

const CHANGE_TIME = ofTime(honoured(TIMES.change));

const ENDS_IN_TIME = new RegExp(`(${oneOf(TIME_WORDS)})$`, 'i');

const BARE_TIME = asWritten(DATE_WORDS);

/** Returns the times that the server sets in an item that is created or changed now; not those that the client sent. */
export function serverTimes(
  { properties }: WithProperties,
  tx: Transaction,
  { sent, isNew }: { readonly sent: Item; readonly isNew: boolean },
): Item {
  const { ofCreation, ofChange } = timesIn(properties);
  const due = (isNew ? ofCreation : ofChange).filter(({ name }) => !Object.hasOwn(sent, name));
  if (due.length === 0) return NOTHING;
  return timesOf(due, tx.now());
}

const NOTHING: Item = {};

/** Returns one moment as the value of each of the times. */
function timesOf(times: readonly ItemProperty[], now: Date): Item {
  const item: Record<string, unknown> = {};
  for (const time of times) setOwn(item, time.name, formatTime(time, now));
  return item;
}

/** Returns the names of the times that the server sets in each new item, unless the client sends them. */
export const creationTimeNames = weaklyMemoised(
  (properties: ItemProperties) => new Set(timesIn(properties).ofCreation.map(({ name }) => name)),
);

/** The times that the server sets when an item is created, and when one is changed; and all that say either. */
const timesIn = weaklyMemoised((properties: ItemProperties) => {
  const times = [...properties.values()].filter(isTime);
  const isChanged = ({ name }: ItemProperty) => CHANGE_TIME.test(name);
  return {
    ofChange: times.filter(isChanged),
    ofCreation: times.filter((property) => isChanged(property) || isCreationTime(property)),
    all: times.filter((property) => isChanged(property) || CREATION_TIME.test(property.name)),
  };
});

/** True for a `date-time`, and for an integer that is called like a time. */
function isTime({ name, type, format }: ItemProperty): boolean {
  return format === 'date-time' || (type === 'integer' && ENDS_IN_TIME.test(name));
}

/** Returns a time in the form of its property: a text, or milliseconds since 1970. */
function formatTime({ format }: ItemProperty, now: Date): string | number {
  return format === 'date-time' ? isoText(now.getTime()) : now.getTime();
}

/** Writes a time as `toISOString` does; the text of its second is written once. */
function isoText(time: number): string {
  const milliseconds = ((time % 1000) + 1000) % 1000;
  return secondText(time - milliseconds).replace('000Z', `${String(milliseconds).padStart(3, '0')}Z`);
}

const secondText = lastMemoised((time: number) => new Date(time).toISOString());

/** True for the time of creation: `createdAt`, or a read-only `date`. */
function isCreationTime({ name, isReadOnly }: ItemProperty): boolean {
  return CREATION_TIME.test(name) || (isReadOnly && BARE_TIME.test(name));
}

/** Returns all times of an item that was created at `now`. */
export function creationTimes({ properties }: WithProperties, now: Date): Item {
  return timesOf(timesIn(properties).all, now);
}

/** Returns the defaults of the properties that were not sent. */
export function unsentDefaults({ properties }: WithProperties, sent: Item): Item {
  const known = withDefaults(properties);
  if (known.length === 0) return NOTHING;
  const entries = known
    .filter(({ name }) => !Object.hasOwn(sent, name))
    .map((property) => [property.name, property.default]);
  return Object.fromEntries(entries) as Item;
}

const withDefaults = weaklyMemoised((properties: ItemProperties) =>
  [...properties.values()].filter((property) => property.default !== undefined),
);

/** Returns the members of an item that only the server sets. */
export function readOnlyMembers({ properties }: WithProperties, item: Item): Item {
  return Object.fromEntries(
    Object.entries(item).filter(([name]) => properties.get(name)?.isReadOnly === true),
  );
}
