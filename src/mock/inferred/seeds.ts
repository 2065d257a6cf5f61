import { generateValue, type Suggest } from '../../conformance/generate/generate-value.ts';
import type { Description } from '../../spec/description.ts';
import { atPointer, formatPointer } from '../../spec/json-pointer.ts';
import { isObject } from '../../spec/json.ts';
import { successContent } from '../../spec/resource.ts';
import type { Item } from '../store.ts';
import type { AnswerModel, ResourceModel } from './resource-model.ts';

export interface SeedOptions {
  readonly description: Description;
  readonly seed: number;
  readonly suggest: Suggest;
}

/** A collection starts with this many items, or as many as the description shows. */
const SOME = 3;

/** The items that a collection starts with: those that the description shows, filled up with generated ones. */
export function seedItems(
  model: ResourceModel,
  collection: string,
  parents: Readonly<Record<string, unknown>>,
  options: SeedOptions,
): readonly Item[] {
  const shown = documentedItems(model).map((item) => ({ ...item, ...echoed(item, parents) }));
  const named = model.shownIds
    .filter(isIdentifier)
    .map((id) => generatedItem(model, collection, id, parents, options))
    .filter((item) => item !== undefined);
  const made = Array.from({ length: SOME }, (_, index) =>
    drawnItem(model, collection, String(index), options),
  )
    .filter((item) => item !== undefined)
    .map((item) => ({ ...item, ...echoed(item, parents) }));
  const known = [...shown, ...named];
  return distinct([...known, ...made], model).slice(0, Math.max(SOME, known.length));
}

/** The item that has an identifier, as it is drawn for it. */
export function generatedItem(
  model: ResourceModel,
  collection: string,
  id: string | number,
  parents: Readonly<Record<string, unknown>>,
  options: SeedOptions,
): Item | undefined {
  const item = drawnItem(model, collection, `id ${id}`, options);
  const isNumber = typeof item?.[model.key] === 'number' && /^-?\d+$/.test(String(id));
  return item && { ...item, ...echoed(item, parents), [model.key]: isNumber ? Number(id) : id };
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

function examplesOf(model: AnswerModel | undefined): readonly unknown[] {
  const examples = model && successContent(model.operation)?.examples;
  return (examples ?? []).map(({ value }) => value);
}

function isIdentifier(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}

/** Drawn from the answer that shows a whole item, else from the list's. */
function drawnItem(
  { item, list }: ResourceModel,
  collection: string,
  name: string,
  { description, seed, suggest }: SeedOptions,
): Item | undefined {
  const model = item ?? list;
  if (model === undefined) return undefined;
  const names = [collection, name];
  const made = generateValue(description, model.schema, { seed, names, direction: 'response', suggest });
  const found =
    made.kind === 'value' ? atPointer(made.value, formatPointer(model.place.envelope)) : undefined;
  const one = Array.isArray(found) ? (found[0] as unknown) : found;
  return isObject(one) ? one : undefined;
}

/** The parents' identifiers, where the item has a member of that name. */
export function echoed(item: Item, parents: Readonly<Record<string, unknown>>): Item {
  return Object.fromEntries(Object.entries(parents).filter(([name]) => Object.hasOwn(item, name)));
}

/** Numbers count up from 1; of texts, the second of the same is left out. */
function distinct(items: readonly Item[], { key, properties }: ResourceModel): readonly Item[] {
  const isNumbered =
    properties.get(key)?.type === 'integer' || items.every((item) => typeof item[key] === 'number');
  const taken = new Set<unknown>();
  return items.flatMap((item) => {
    const free = [item[key], ...Array.from({ length: items.length }, (_, index) => index + 1)];
    const id = isNumbered ? free.find((one) => isSmall(one) && !taken.has(one)) : item[key];
    if (!isIdentifier(id) || taken.has(id)) return [];
    taken.add(id);
    return [{ ...item, [key]: id }];
  });
}

/** Numbers that were only drawn make poor identifiers; those that the description shows are small or meant. */
function isSmall(id: unknown): boolean {
  return typeof id === 'number' && Number.isSafeInteger(id) && id > 0;
}
