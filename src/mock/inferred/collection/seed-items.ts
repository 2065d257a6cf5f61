import { atPointer, formatPointer } from '../../../base/json-pointer.ts';
import { isObject } from '../../../base/json.ts';
import { randomFor } from '../../../base/random.ts';
import { successContent } from '../../../description/resources/body-content.ts';
import { asWritten, honoured } from '../../../description/resources/conventions/convention.ts';
import { IDENTIFYING } from '../../../description/resources/conventions/identifying-names.ts';
import type { Item } from '../../state/store.ts';
import type { ResourceModel } from '../resources/resource-model.ts';
import type { ResponseModel } from '../resources/response-model.ts';
import { fittedItem } from './fitted-item.ts';
import { generateItem, type SeedOptions } from './generate-item.ts';
import { newIdentifier } from './new-identifier.ts';
import { usedIn } from './used-identifiers.ts';

const SEED_COUNT = 3;

/** Returns the items that a collection starts with: those in the documented examples, then generated ones. */
export function seedItems(model: ResourceModel, collection: string, options: SeedOptions): readonly Item[] {
  const documented = new Map(documentedItems(model).map((item) => [String(item[model.key]), item]));
  const items: Item[] = [];
  for (const id of seedIdentifiers(model, collection, options)) {
    const shown = documented.get(String(id));
    const item = shown === undefined ? generateItem(model, collection, id, options) : undefined;
    if (shown !== undefined) items.push(fittedItem(model, shown, collection, options));
    if (item !== undefined) items.push(distinguish(items, item, model));
  }
  return items;
}

/** Names of members that differ from item to item, such as `name` or `email`. */
const NATURAL_KEY = asWritten(honoured(IDENTIFYING.naturalKey));

/** Adds a number to names that other items have too: all generated items get their names from the same examples. */
function distinguish(others: readonly Item[], item: Item, { key, properties }: ResourceModel): Item {
  const entries = Object.entries(item).map(([name, value]: [string, unknown]) => {
    const isFree =
      name !== key && NATURAL_KEY.test(name) && properties.get(name)?.keywords['pattern'] === undefined;
    const same = others.filter(
      (other) => isFree && withoutNumber(other[name]) === withoutNumber(value),
    ).length;
    return [name, typeof value === 'string' && same > 0 ? appendNumber(value, same + 1) : value];
  });
  return Object.fromEntries(entries) as Item;
}

/** Adds a number to a text: `Mars 2`, `marc2@example.com`, `mars-2`. */
function appendNumber(text: string, number: number): string {
  if (text.includes('@')) return text.replace('@', `${number}@`);
  return /^\S+$/.test(text) && /[-_a-z]$/.test(text) && !/^[A-Z]/.test(text)
    ? `${text}-${number}`
    : `${text} ${number}`;
}

/** Returns a text without the number that `appendNumber` adds. */
function withoutNumber(value: unknown): unknown {
  return typeof value === 'string' ? value.replace(/[ -]?\d+(?=@|$)/, '') : value;
}

/** Returns the identifiers of the items that a collection starts with, without the work of generating the items. */
export function seedIdentifiers(
  model: ResourceModel,
  collection: string,
  { seed, suggest, count = SEED_COUNT }: SeedOptions,
): readonly (string | number)[] {
  const documented = documentedItems(model).map((item) => item[model.key]);
  const known = [...documented, ...model.exampleIds].filter(isIdentifier);
  const byText = new Map(known.map((id) => [String(id), id]));
  const ids = [...byText.values()];
  const random = randomFor(seed, collection, 'identifiers', '0');
  while (ids.length < count) ids.push(newIdentifier(model, usedIn(ids), random, suggest));
  return ids;
}

/** Returns the items in the documented examples of the list's and of the item's response. */
function documentedItems({ item, list, key }: ResourceModel): readonly Item[] {
  const lists = examplesOf(list).flatMap((body) => {
    const listed = list && atPointer(body, formatPointer(list.place.envelope));
    return Array.isArray(listed) ? (listed as readonly unknown[]) : [];
  });
  const single = examplesOf(item).map((body) => item && atPointer(body, formatPointer(item.place.envelope)));
  return [...lists, ...single].filter((value) => isObject(value) && isIdentifier(value[key])) as Item[];
}

function examplesOf(model: ResponseModel | undefined): readonly unknown[] {
  const examples = model && successContent(model.operation)?.examples;
  return (examples ?? []).map(({ value }) => value);
}

function isIdentifier(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}
