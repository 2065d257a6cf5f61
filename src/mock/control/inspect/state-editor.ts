import { equalJson, isObject, type Json } from '../../../base/json.ts';
import { formatPointer } from '../../../base/json-pointer.ts';
import { servedOperation } from '../../choose/served-operation.ts';
import type { Engine } from '../../engine.ts';
import type { Behaviours } from '../../behaviour/behaviour.ts';
import { runBehaviour } from '../../behaviour/run-behaviour.ts';
import { itemFaults } from '../../inferred/items/item-faults.ts';
import { asStored } from '../../state/items/item-texts.ts';
import type { ItemChange } from '../../state/item-change.ts';
import type { Item, Snapshot, Store } from '../../state/store.ts';
import type { ShownCollection, ShownItems } from './shown/state.ts';
import { isInner } from './inner-collections.ts';

/** A fault of an item: the member, and what is wrong with it. */
export interface ItemFault {
  /** JSON Pointer into the item. */
  readonly pointer: string;
  readonly message: string;
}

/** Which collection, and in which namespace. */
export interface CollectionPlace {
  readonly namespace: string;
  readonly api: string;
  readonly collection: string;
}

/** The outcome of an edit. */
export type Edit =
  | { readonly kind: 'done'; readonly id: string }
  | { readonly kind: 'faulty'; readonly faults: readonly ItemFault[] }
  | { readonly kind: 'unknown'; readonly reason: string };

export async function shownCollections(
  engines: readonly Engine[],
  namespace: string,
  initial: (api: string) => Snapshot | undefined,
): Promise<readonly ShownCollection[]> {
  const shown = engines.map(async ({ api, description }) => {
    const { name } = description;
    const now = await api.store.snapshot(namespace);
    const start = initial(name);
    const names = new Set([...Object.keys(start?.collections ?? {}), ...Object.keys(now.collections)]);
    const stored = [...names]
      .filter((one) => !isInner(one))
      .map((collection): ShownCollection => {
        const items = now.collections[collection] ?? [];
        const changes = changesOf(collection, start?.collections[collection] ?? [], items);
        const count = (is: (change: ItemChange) => boolean) => changes.filter(is).length;
        return {
          api: name,
          name: collection,
          key: keyOf(api, collection),
          count: items.length,
          added: count(({ before }) => before === undefined),
          changed: count(({ before, after }) => before !== undefined && after !== undefined),
          deleted: count(({ after }) => after === undefined),
          isOpened: true,
        };
      });
    const unopened = description.operations
      .filter(({ parameters }) => parameters.every(({ location }) => location !== 'path'))
      .map((operation) => servedOperation(api, operation))
      .filter(({ answeredBy, role }) => answeredBy === 'inferred' && role === 'list')
      .map((one) => nameOfStore(api, one.collection ?? ''))
      .filter((one) => !names.has(one));
    const others = [...new Set(unopened)].map((one): ShownCollection => {
      const none = { count: 0, added: 0, changed: 0, deleted: 0 };
      return { api: name, name: one, key: keyOf(api, one), ...none, isOpened: false };
    });
    return [...stored, ...others];
  });
  return (await Promise.all(shown)).flat();
}

/** Returns the name under which the store keeps the collection at a path. */
function nameOfStore({ inferred }: Engine['api'], path: string): string {
  const last = path.split('/').findLast((segment) => segment !== '' && !segment.startsWith('{')) ?? path;
  return [last, path].find((name) => inferred()?.modelOf(name)?.resource.collectionPath === path) ?? last;
}

export async function shownItems(
  { api }: Engine,
  { namespace, collection }: CollectionPlace,
  start: Snapshot | undefined,
): Promise<ShownItems> {
  const { collections } = await api.store.snapshot(namespace);
  const items = collections[collection] ?? [];
  return {
    key: keyOf(api, collection),
    items: items.map(([, item]) => item),
    changes: changesOf(collection, start?.collections[collection] ?? [], items),
  };
}

function changesOf(
  collection: string,
  before: readonly (readonly [string, Item])[],
  after: readonly (readonly [string, Item])[],
): readonly ItemChange[] {
  if (before === after) return [];
  const [old, now] = [new Map(before), new Map(after)];
  const changed = after.flatMap(([id, item]): ItemChange[] => {
    const was = old.get(id);
    return was === item || (was !== undefined && equalJson(was, item))
      ? []
      : [{ collection, id, before: was, after: item }];
  });
  const deleted = before
    .filter(([id]) => !now.has(id))
    .map(([id, item]) => ({ collection, id, before: item, after: undefined }));
  return [...changed, ...deleted];
}

function keyOf({ keys, inferred }: Engine['api'], collection: string): string {
  return keys.get(collection) ?? inferred()?.modelOf(collection)?.key ?? 'id';
}

/** Adds an item, or with `id` puts it in the place of the one with that identifier. It is checked as fixtures are. */
export async function putItem(
  engine: Engine,
  place: CollectionPlace,
  item: unknown,
  id?: string,
): Promise<Edit> {
  const key = keyOf(engine.api, place.collection);
  if (!isObject(item)) return faulty('', 'must be an object');
  const own: unknown = item[key];
  if (typeof own !== 'string' && typeof own !== 'number' && typeof own !== 'bigint')
    return faulty(formatPointer([key]), 'must be a text or a number: it identifies the item');
  const faults = faultsOf(engine, place.collection, item);
  if (faults.length > 0) return { kind: 'faulty', faults };
  if (id !== undefined && String(own) !== id)
    return faulty(formatPointer([key]), `must stay ${id}: another identifier makes another item`);
  return edit(engine.api.store, place, (items) => {
    const isThere = items.has(String(own));
    if (id === undefined && isThere)
      return faulty(formatPointer([key]), `there is an item with ${String(own)}`);
    if (id !== undefined && !isThere) return { kind: 'unknown', reason: `there is no item ${id}` };
    return [String(own), item];
  });
}

export function deleteItem({ api }: Engine, place: CollectionPlace, id: string): Promise<Edit> {
  return edit(api.store, place, (items) =>
    items.has(id) ? [id, undefined] : { kind: 'unknown', reason: `there is no item ${id}` },
  );
}

function faulty(pointer: string, message: string): Extract<Edit, { kind: 'faulty' }> {
  return { kind: 'faulty', faults: [{ pointer, message }] };
}

/** So often an edit is tried again when requests have changed the collection meanwhile. */
const MOST_TRIES = 100;

async function edit(
  store: Store,
  { namespace, collection }: CollectionPlace,
  choose: (
    items: ReadonlyMap<string, Item>,
  ) => readonly [id: string, item: Item | undefined] | Exclude<Edit, { kind: 'done' }>,
): Promise<Edit> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const { version, items } = await store.read(namespace, collection);
    const chosen = choose(new Map(items));
    if ('kind' in chosen) return chosen;
    const [id, item] = chosen;
    const written = new Map([[collection, new Map([[id, item && asStored(item)]])]]);
    const isDone = await store.commit(namespace, {
      seen: new Map([[collection, version]]),
      written,
      random: undefined,
    });
    if (isDone) return { kind: 'done', id };
  }
  return { kind: 'unknown', reason: 'requests kept changing the collection' };
}

/** Returns the faults of an item, as those of fixtures are found. */
function faultsOf({ api, description }: Engine, collection: string, item: Json): readonly ItemFault[] {
  const behaviours: Behaviours = api.behaviours;
  const schema = behaviours.collections?.[collection]?.schema;
  if (schema !== undefined) {
    const validate = description.validators.at(formatPointer(['components', 'schemas', schema]), 'response');
    return validate(item).map(({ instancePath, message, params }) => ({
      pointer: missingIn(instancePath, params),
      message,
    }));
  }
  const model = api.inferred()?.modelOf(collection);
  if (model === undefined) return [];
  return itemFaults([item], model, description).map(({ pointer, message, params }) => ({
    pointer: missingIn(pointer, params),
    message,
  }));
}

/** A missing member is a fault of its own field. */
function missingIn(pointer: string, { missingProperty }: Readonly<Record<string, unknown>>): string {
  return typeof missingProperty === 'string' ? pointer + formatPointer([missingProperty]) : pointer;
}

/** Makes up the items of an inferred collection, as the first request for it would. */
export async function openCollection({ api, description }: Engine, place: CollectionPlace): Promise<boolean> {
  const { namespace, collection } = place;
  for (const operation of description.operations) {
    const inferred = api.inferred()?.behaviourOf(operation);
    if (inferred?.inference.role !== 'list' || nameOfStore(api, inferred.inference.collection) !== collection)
      continue;
    const request = { path: {}, query: {}, headers: {}, cookies: {}, body: undefined, operation };
    const context = {
      store: api.store,
      namespace,
      identity: undefined,
      now: api.clock(namespace),
      keyOf: (name: string) => keyOf(api, name),
    };
    await runBehaviour(inferred.behaviour, request, context, ({ status }) => ({
      response: { status, headers: {}, body: '' },
      fault: undefined,
    }));
    return true;
  }
  return false;
}
