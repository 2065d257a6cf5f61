import { setAt } from '../../../base/edit-json.ts';
import { atPointer, formatPointer } from '../../../base/json-pointer.ts';
import { isObject, setOwn } from '../../../base/json.ts';
import { weaklyMemoised } from '../../../base/memoise.ts';
import { asStored } from '../../state/item-texts.ts';
import type { Item } from '../../state/store.ts';
import type { ItemProperties } from '../resources/item-properties.ts';
import type { ResourceModel } from '../resources/resource-model.ts';
import type { ResponseModel } from '../resources/response-model.ts';
import { fitBody } from '../responses/fit-body.ts';
import { createFittingTools, responseValidator } from '../responses/fitting-tools.ts';
import { generateItemBody, type SeedOptions } from './generate-item.ts';

/**
 * Returns an item with generated values for all members that its schema requires and that it lacks, or that break their
 * schema. `times`: those of the members that hold times, where they are generated.
 */
export function fittedItem(
  model: ResourceModel,
  item: Item,
  collection: string,
  options: SeedOptions,
  times: () => Item = () => ({}),
): Item {
  const response = model.item ?? model.list;
  if (response === undefined) return item;
  const { schema, place } = response;
  const id = String(item[model.key]);
  const isListed = response !== model.item;
  const inBody = (body: unknown, own: Item) => setAt(body, place.envelope, isListed ? [own] : own);
  const ordered = asStored(inSchemaOrder(model, item));
  const isWholeBody = !isListed && place.envelope.length === 0;
  const frame = isWholeBody ? {} : frameOf(model, options);
  const validate = responseValidator(options.description, schema);
  if (frame !== undefined && validate(inBody(frame, ordered)).length === 0) return ordered;
  const generated = generateItemBody(model, collection, id, options);
  const skeleton = withTimes(response, generated, times());
  if (skeleton === undefined) return item;
  const body = inBody(skeleton, item);
  const names = [collection, `id ${id}`];
  const tools = createFittingTools(options.description, schema, { ...options, names });
  const fitted = fitBody(body, skeleton, tools);
  const inPlace = atPointer(fitted, formatPointer(place.envelope));
  const complete: unknown = Array.isArray(inPlace) ? inPlace[0] : inPlace;
  if (!isObject(complete)) return item;
  return inSchemaOrder(model, { ...item, ...complete, [model.key]: item[model.key] });
}

/** Returns a generated body for the items of a collection, always the same: an item that fits in it lacks nothing. */
function frameOf(model: ResourceModel, options: SeedOptions): unknown {
  const known = frames.get(model) ?? { body: generateItemBody(model, model.store, 'frame', options) };
  frames.set(model, known);
  return known.body;
}

const frames = new WeakMap<ResourceModel, { readonly body: unknown }>();

/** Sets the times of a generated item in its body. */
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
  const ordered: Record<string, unknown> = {};
  for (const name of namesOf(properties)) if (Object.hasOwn(item, name)) setOwn(ordered, name, item[name]);
  for (const name of Object.keys(item)) if (!properties.has(name)) setOwn(ordered, name, item[name]);
  return ordered;
}

const namesOf = weaklyMemoised((properties: ItemProperties): readonly string[] => [...properties.keys()]);
