import type { Item } from '../store.ts';
import type { Transaction } from '../transaction.ts';
import { isObject } from '../../spec/json.ts';
import type { ItemProperties, ItemProperty } from './item-properties.ts';

/** What has properties that its schema describes. */
interface Propertied {
  readonly properties: ItemProperties;
}

/** Times that the server keeps: set when an item is made, or whenever it changes. */
const CREATED = /^_?(created|inserted|added|registered)([_-]?(at|on|date|time|timestamp))?$/i;
const UPDATED =
  /^_?(updated|modified|changed|last_?(updated|modified|changed))([_-]?(at|on|date|time|timestamp))?$/i;

/** The times of an item that is made or changed now; those that the client sent stay. */
export function timesOf(
  { properties }: Propertied,
  tx: Transaction,
  { sent, isNew }: { readonly sent: Item; readonly isNew: boolean },
): Item {
  const now = tx.now().toISOString();
  const entries = [...properties.values()]
    .filter(({ name, format }) => format === 'date-time' && !Object.hasOwn(sent, name))
    .filter((property) => UPDATED.test(property.name) || (isNew && isMaking(property)))
    .map(({ name }) => [name, now]);
  return Object.fromEntries(entries) as Item;
}

/** Whether it says when the item was made: `createdAt`, or the only `date` that it has. */
function isMaking({ name, isReadOnly }: ItemProperty): boolean {
  return CREATED.test(name) || (isReadOnly && /^(date|time|timestamp)$/i.test(name));
}

/** The times of an item that was made at `now`. */
export function timesAt({ properties }: Propertied, now: Date): Item {
  const entries = [...properties.values()]
    .filter(({ name, format }) => format === 'date-time' && (UPDATED.test(name) || CREATED.test(name)))
    .map(({ name }) => [name, now.toISOString()]);
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

/** Merge patch (RFC 7396): members that are `null` go, objects are merged, everything else is replaced. */
export function mergePatch(target: unknown, patch: unknown): unknown {
  if (!isObject(patch)) return patch;
  const merged: Record<string, unknown> = isObject(target) ? { ...target } : {};
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) delete merged[name];
    else merged[name] = mergePatch(merged[name], value);
  }
  return merged;
}
