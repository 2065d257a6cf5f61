import { atPointer, formatPointer } from '../../../base/json-pointer.ts';
import { isObject } from '../../../base/json.ts';
import { randomFor } from '../../../base/random.ts';
import type { Description } from '../../../description/model/description.ts';
import { successContent } from '../../../description/resources/body-content.ts';
import { asWritten, honoured } from '../../../description/resources/conventions/convention.ts';
import { IDENTIFYING } from '../../../description/resources/conventions/identifying-names.ts';
import { CHANGED, CREATED, ofTimeAtStart } from '../../../description/resources/conventions/time-names.ts';
import { generateValue } from '../../../generate/generate-value.ts';
import type { Suggest } from '../../../generate/suggest.ts';
import type { Item } from '../../state/store.ts';
import type { ResponseModel } from '../resources/response-model.ts';
import type { ResourceModel } from '../resources/resource-model.ts';
import { newIdentifier } from './new-identifier.ts';

export interface SeedOptions {
  readonly description: Description;
  readonly seed: number;
  readonly suggest: Suggest;
  /** For what happens now. */
  readonly now: Date;
}

/** A collection starts with this many items, or as many as the description shows. */
const SOME = 3;

/** The items that a collection starts with: those that the description shows, filled up with generated ones. */
export function seedItems(model: ResourceModel, collection: string, options: SeedOptions): readonly Item[] {
  const shown = documentedItems(model);
  const known = new Map(shown.map((item) => [String(item[model.key]), item]));
  const items: Item[] = [];
  for (const id of seedIdentifiers(model, collection, options)) {
    const item = known.get(String(id)) ?? generatedItem(model, collection, id, options);
    if (item !== undefined) items.push(known.has(String(id)) ? item : unlike(items, item, model));
  }
  return items;
}

/** Names by which people tell items apart. */
const TELLING = asWritten(honoured(IDENTIFYING.naturalKey));

/** The item, told apart from those that are called the same: all of them are drawn from the same examples. */
function unlike(others: readonly Item[], item: Item, { key, properties }: ResourceModel): Item {
  const entries = Object.entries(item).map(([name, value]: [string, unknown]) => {
    const isFree =
      name !== key && TELLING.test(name) && properties.get(name)?.keywords['pattern'] === undefined;
    const same = others.filter((other) => isFree && baseOf(other[name]) === baseOf(value)).length;
    return [name, typeof value === 'string' && same > 0 ? numbered(value, same + 1) : value];
  });
  return Object.fromEntries(entries) as Item;
}

/** `Mars 2`, `marc2@example.com`, `mars-2`. */
function numbered(text: string, number: number): string {
  if (text.includes('@')) return text.replace('@', `${number}@`);
  return /^\S+$/.test(text) && /[-_a-z]$/.test(text) && !/^[A-Z]/.test(text)
    ? `${text}-${number}`
    : `${text} ${number}`;
}

function baseOf(value: unknown): unknown {
  return typeof value === 'string' ? value.replace(/[ -]?\d+(?=@|$)/, '') : value;
}

/** The identifiers of the items that a collection starts with; cheaper than the items. */
export function seedIdentifiers(
  model: ResourceModel,
  collection: string,
  { seed, suggest }: SeedOptions,
): readonly (string | number)[] {
  const documented = documentedItems(model).map((item) => item[model.key]);
  const known = [...documented, ...model.exampleIds].filter(isIdentifier);
  const byText = new Map(known.map((id) => [String(id), id]));
  const ids = [...byText.values()];
  const random = randomFor(seed, collection, 'identifiers', '0');
  while (ids.length < SOME) ids.push(newIdentifier(model, ids, random, suggest));
  return ids;
}

/** The item that has an identifier, as it is drawn for it. */
export function generatedItem(
  model: ResourceModel,
  collection: string,
  id: string | number,
  options: SeedOptions,
): Item | undefined {
  const item = inTime(drawnItem(model, collection, id, options));
  const isNumber = typeof item?.[model.key] === 'number' && /^-?\d+$/.test(String(id));
  return item && { ...item, [model.key]: isNumber ? Number(id) : id };
}

const MADE = ofTimeAtStart(CREATED);

const LAST_CHANGED = ofTimeAtStart(CHANGED.flatMap((name) => [name, `last ${name}`]));

/** Nothing was changed before it was made. */
function inTime(item: Item | undefined): Item | undefined {
  if (item === undefined) return undefined;
  const names = Object.keys(item).filter((name) => typeof item[name] === 'string');
  const [made, changed] = [MADE, LAST_CHANGED].map((pattern) => names.find((name) => pattern.test(name)));
  if (made === undefined || changed === undefined) return item;
  const [from, to] = [Date.parse(String(item[made])), Date.parse(String(item[changed]))];
  return to < from ? { ...item, [made]: item[changed], [changed]: item[made] } : item;
}

/** The items in the documented examples of the list's and the item's answers. */
function documentedItems({ item, list, key }: ResourceModel): readonly Item[] {
  const lists = examplesOf(list).flatMap((body) => {
    const found = list && atPointer(body, formatPointer(list.place.envelope));
    return Array.isArray(found) ? (found as readonly unknown[]) : [];
  });
  const single = examplesOf(item).map((body) => item && atPointer(body, formatPointer(item.place.envelope)));
  return [...lists, ...single].filter((one) => isObject(one) && isIdentifier(one[key])) as Item[];
}

function examplesOf(model: ResponseModel | undefined): readonly unknown[] {
  const examples = model && successContent(model.operation)?.examples;
  return (examples ?? []).map(({ value }) => value);
}

function isIdentifier(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}

/** Drawn from the answer that shows a whole item, else from the list's; the same for the same identifier. */
export function drawnItem(
  model: ResourceModel,
  collection: string,
  id: string | number,
  options: SeedOptions,
): Item | undefined {
  const body = drawnBody(model, collection, id, options);
  const shown = model.item ?? model.list;
  const found = shown && atPointer(body, formatPointer(shown.place.envelope));
  const one = Array.isArray(found) ? (found[0] as unknown) : found;
  return isObject(one) ? one : undefined;
}

/** The answer around it. */
export function drawnBody(
  { item, list }: ResourceModel,
  collection: string,
  id: string | number,
  { description, seed, suggest }: SeedOptions,
): unknown {
  const shown = item ?? list;
  if (shown === undefined) return undefined;
  const names = [collection, `id ${id}`];
  const made = generateValue(description, shown.schema, { seed, names, direction: 'response', suggest });
  return made.kind === 'value' ? made.value : undefined;
}
