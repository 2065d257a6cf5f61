import { atPointer, formatPointer } from '../../../base/json-pointer.ts';
import { isObject } from '../../../base/json.ts';
import type { Description } from '../../../description/model/description.ts';
import { CHANGED, CREATED, ofTimeAtStart } from '../../../description/resources/conventions/time-names.ts';
import type { Suggest } from '../../../generate/suggest.ts';
import type { Item } from '../../state/store.ts';
import type { ResourceModel } from '../resources/resource-model.ts';
import { generateResponse, type StrictValues } from '../responses/impossible-values.ts';

export interface SeedOptions extends StrictValues {
  readonly description: Description;
  readonly seed: number;
  readonly suggest: Suggest;
  /** The time of the request. */
  readonly now: () => Date;
  /** A collection starts with this many items, or with more when the description shows more. Default: 3. */
  readonly count?: number;
}

/** Generates the item with an identifier. The same identifier gives the same item. */
export function generateItem(
  model: ResourceModel,
  collection: string,
  id: string | number,
  options: SeedOptions,
): Item | undefined {
  const item = inTimeOrder(generateRawItem(model, collection, id, options));
  const isNumber = typeof item?.[model.key] === 'number' && /^-?\d+$/.test(String(id));
  return item && { ...item, [model.key]: isNumber ? Number(id) : id };
}

const CREATION_TIME = ofTimeAtStart(CREATED);

const CHANGE_TIME = ofTimeAtStart(CHANGED.flatMap((name) => [name, `last ${name}`]));

/** Swaps the times of creation and change when the second is earlier. */
function inTimeOrder(item: Item | undefined): Item | undefined {
  if (item === undefined) return undefined;
  const names = Object.keys(item).filter((name) => typeof item[name] === 'string');
  const [created, changed] = [CREATION_TIME, CHANGE_TIME].map((pattern) =>
    names.find((name) => pattern.test(name)),
  );
  if (created === undefined || changed === undefined) return item;
  const [from, to] = [Date.parse(String(item[created])), Date.parse(String(item[changed]))];
  return to < from ? { ...item, [created]: item[changed], [changed]: item[created] } : item;
}

/**
 * Generates an item whose identifier is not set yet, from the response that shows a whole item, else from the list's.
 */
export function generateRawItem(
  model: ResourceModel,
  collection: string,
  id: string | number,
  options: SeedOptions,
): Item | undefined {
  const body = generateItemBody(model, collection, id, options);
  const response = model.item ?? model.list;
  const place = response && atPointer(body, formatPointer(response.place.envelope));
  const item = Array.isArray(place) ? (place[0] as unknown) : place;
  return isObject(item) ? item : undefined;
}

/** Generates the whole response body that shows the item. */
export function generateItemBody(
  { item, list }: ResourceModel,
  collection: string,
  id: string | number,
  { description, seed, suggest, strictValues }: SeedOptions,
): unknown {
  const response = item ?? list;
  if (response === undefined) return undefined;
  const names = [collection, `id ${id}`];
  return generateResponse(description, response.schema, { seed, names, suggest, strictValues });
}
