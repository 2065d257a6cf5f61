import type { Item } from '../store.ts';
import type { Collection, Transaction } from '../transaction.ts';
import type { Description } from '../../spec/description.ts';
import { collectionName, type InferOptions } from './inferred-api.ts';
import type { ResourceModel } from './resource-model.ts';
import { seedItems } from './seeds.ts';

/** A collection as a request's path names it: of these parents only. */
export interface OpenedCollection {
  readonly items: Collection;
  /** The items of the path's parents. */
  readonly own: () => readonly Item[];
  /** The identifiers of the parents, by the path parameter's name. */
  readonly parents: Item;
}

/** Remembers which collections have been filled: an emptied one stays empty. */
const FILLED = 'stuntdouble: filled collections';

/** Opens the collection behind a path, and fills it when it is opened for the first time. */
export async function openCollectionOf(
  model: ResourceModel,
  path: Readonly<Record<string, unknown>>,
  tx: Transaction,
  context: { readonly description: Description; readonly options: InferOptions },
): Promise<OpenedCollection> {
  const parents = parentsOf(model, path);
  const name = nameOf(model, parents);
  const items = await tx.collection(name);
  await fill(model, name, parents, tx, context);
  return { items, own: () => items.all(), parents };
}

/** Path parameters of the collection's own path. */
function parentsOf({ resource }: ResourceModel, path: Readonly<Record<string, unknown>>): Item {
  return Object.fromEntries(
    Object.entries(path).filter(([name]) => resource.collectionPath.includes(`{${name}}`)),
  );
}

/** Each parent has a collection of its own. */
function nameOf({ resource }: ResourceModel, parents: Item): string {
  const name = collectionName(resource.collectionPath);
  return Object.keys(parents).length === 0 ? name : `${name} ${JSON.stringify(Object.entries(parents))}`;
}

async function fill(
  model: ResourceModel,
  name: string,
  parents: Item,
  tx: Transaction,
  { description, options }: { readonly description: Description; readonly options: InferOptions },
): Promise<void> {
  if (options.empty === true || options.filled.has(name)) return;
  const filled = await tx.collection(FILLED);
  if (filled.get(name) !== undefined) return;
  filled.put({ id: name });
  const items = await tx.collection(name);
  const suggest = await options.suggest();
  for (const item of seedItems(model, name, parents, { description, seed: options.seed, suggest }))
    items.put(item);
}
