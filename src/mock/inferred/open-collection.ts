import type { Item } from '../store.ts';
import type { Collection, Transaction } from '../transaction.ts';
import type { Description } from '../../spec/description.ts';
import { collectionName, type InferOptions } from './inference.ts';
import { newIdentifier } from './new-identifier.ts';
import type { ResourceModel } from './resource-model.ts';
import { generatedItem, seedItems } from './seeds.ts';

/** A collection as a request's path names it: that of these parents only. */
export interface OpenedCollection {
  readonly own: () => readonly Item[];
  /** Where nothing can be created, whatever is asked for is there, until it is deleted. */
  readonly get: (id: string) => Item | undefined;
  readonly put: (item: Item) => Item;
  readonly delete: (id: string) => void;
  /** One that no item has or had. */
  readonly newId: () => string | number;
  /** The identifiers of the parents, by the path parameter's name. */
  readonly parents: Item;
}

/** What is known of a collection beside its items. */
interface Ledger {
  readonly id: string;
  /** The identifiers of the items that were deleted. */
  readonly deleted: readonly string[];
}

/** Where the ledgers are kept: a collection that has one was filled, and stays empty when it is emptied. */
const LEDGERS = 'stuntdouble: collections';

interface Context {
  readonly description: Description;
  readonly options: InferOptions;
}

/** Opens the collection behind a path, and fills it when it is opened for the first time. */
export async function openCollectionOf(
  model: ResourceModel,
  path: Readonly<Record<string, unknown>>,
  tx: Transaction,
  context: Context,
): Promise<OpenedCollection> {
  const parents = parentsOf(model, path);
  const name = nameOf(model, parents);
  const items = await tx.collection(name);
  const ledgers = await tx.collection<Ledger>(LEDGERS);
  const suggest = await context.options.suggest();
  const seeding = { description: context.description, seed: context.options.seed, suggest };
  if (ledgers.get(name) === undefined) {
    ledgers.put({ id: name, deleted: [] });
    if (isToBeFilled(name, context)) {
      for (const item of seedItems(model, name, parents, seeding)) items.put(item);
    }
  }
  const deleted = () => ledgers.get(name)?.deleted ?? [];
  const imagine = (id: string) => {
    if (model.resource.create !== undefined || deleted().includes(id)) return undefined;
    return isToBeFilled(name, context) ? generatedItem(model, name, id, parents, seeding) : undefined;
  };
  return {
    own: () => items.all(),
    get: (id) => items.get(id) ?? imagine(id),
    put: (item) => items.put(item),
    delete: (id) => {
      items.delete(id);
      ledgers.put({ id: name, deleted: [...deleted(), id] });
    },
    newId: () => newIdentifier(model, usedIdentifiers(items, model, deleted()), tx),
    parents,
  };
}

function isToBeFilled(name: string, { options }: Context): boolean {
  return options.empty !== true && !options.filled.has(name);
}

function usedIdentifiers(
  items: Collection,
  { key }: ResourceModel,
  deleted: readonly string[],
): readonly unknown[] {
  const numbers = deleted.map((id) => (/^\d+$/.test(id) ? Number(id) : id));
  return [...items.all().map((item) => item[key]), ...numbers];
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
