import { writeExactJson } from '../../../base/exact-json.ts';
import type { Random } from '../../../base/random.ts';
import type { Item } from '../../state/store.ts';
import type { Collection, Transaction } from '../../state/transaction.ts';
import { parentIds, parentMembers, asItem, type PathValues } from '../resources/path-links.ts';
import type { ResourceModel } from '../resources/resource-model.ts';
import { collectionName } from '../resources/shared-store.ts';
import { fillCollection, numbersFor } from './fill-collection.ts';
import { isSame, keyedItems } from './keyed-items.ts';
import { newIdentifier } from './new-identifier.ts';
import type { OpeningContext } from './opening-context.ts';
import { generatedItem, type SeedOptions } from './seed-items.ts';

/** A collection as a request's path names it: that of these parents only. */
export interface OpenedCollection {
  /** What it is called in the store. */
  readonly name: string;
  readonly own: () => readonly Item[];
  /** Where nothing can be created, whatever is asked for is there, until it is deleted. */
  readonly get: (id: string) => Item | undefined;
  /** Whether it was put there: nothing is imagined. */
  readonly has: (id: string) => boolean;
  /** Whether the collection started with it, and no client has changed it since. */
  readonly isMadeUp: (id: string) => boolean;
  /** Whether there is an operation that creates. */
  readonly isCreatable: boolean;
  /** The item with what names these parents. */
  readonly owned: (item: Item) => Item;
  readonly add: (item: Item) => Item;
  /** In the place of another. */
  readonly replace: (previous: Item, item: Item) => Item;
  readonly delete: (id: string) => void;
  /** One that no item has or had. */
  readonly newId: () => string | number;
  /** Numbers that identify an item beside its key, such as the `project_id` of a project: each is used once. */
  readonly ownNumbers: () => Item;
  readonly seeding: SeedOptions;
}

type Opening =
  | { readonly kind: 'opened'; readonly collection: OpenedCollection }
  /** The path leads through something that is not there. */
  | { readonly kind: 'noParent'; readonly reason: string };

/** What is known of a collection beside its items. */
interface Ledger {
  readonly id: string;
  /** The identifiers of the items that were deleted. */
  readonly deleted: readonly string[];
  /** Of those that clients have created: what is below them starts empty. */
  readonly created: readonly string[];
  /** Of those that were made up, and that no client has changed. */
  readonly madeUp: readonly string[];
}

/** Where the ledgers are kept: a collection that has one was filled, and stays empty when it is emptied. */
const LEDGERS = 'stuntdouble: collections';

/** Opens the collection behind a path, and fills it when it is opened for the first time. */
export async function openCollectionOf(
  model: ResourceModel,
  path: PathValues,
  tx: Transaction,
  context: OpeningContext,
): Promise<Opening> {
  const parent = await openParent(model.resource.collectionPath, path, tx, context);
  if (parent.kind === 'noParent') return parent;
  const { options, description } = context;
  const links = parentMembers(model, path);
  const isShared = model.hasTopLevelPath || options.filled.has(model.store);
  const ids = writeExactJson([...parentIds(model, path), ...(parent.life > 0 ? [parent.life] : [])]);
  const name = isShared || model.links.length === 0 ? model.store : `${model.store} ${ids}`;
  const items = await tx.collection(name);
  const ledgers = await tx.collection<Ledger>(LEDGERS);
  const seeding = { description, seed: options.seed, suggest: await options.suggest(), now: tx.now() };
  const isOurs = options.empty !== true && !options.filled.has(model.store);
  const change = (changes: Partial<Ledger>) => {
    ledgers.put({ id: name, deleted: [], created: [], madeUp: [], ...ledgers.get(name), ...changes });
  };
  if (ledgers.get(name) === undefined) {
    change({});
    if (isOurs && !parent.isCreated) {
      await fillCollection(model, name, items, { seeding, links, tx, context });
      change({ madeUp: items.all().map((item) => String(item[model.key])) });
    }
  }
  const keyed = keyedItems(items, model.key);
  const isOwn = (item: Item) =>
    !isShared || links.every(({ name: member, value }) => isSame(item[member], value));
  const deleted = () => ledgers.get(name)?.deleted ?? [];
  const isMadeUp = (id: string) => ledgers.get(name)?.madeUp.includes(id) ?? false;
  const isTheirs = (id: string) => {
    if (isMadeUp(id)) change({ madeUp: ledgers.get(name)?.madeUp.filter((one) => one !== id) ?? [] });
  };
  const owned = (item: Item): Item => ({ ...item, ...asItem(links) });
  const find = (id: string) => {
    const item = keyed.get(id);
    return item !== undefined && isOwn(item) ? item : undefined;
  };
  const imagine = (id: string) => {
    if (canCreate(model, context) || !isOurs || deleted().includes(id)) return undefined;
    const item = generatedItem(model, name, id, seeding);
    return item && owned(item);
  };
  return {
    kind: 'opened',
    collection: {
      name,
      own: () => items.all().filter(isOwn),
      get: (id) => find(id) ?? imagine(id),
      has: (id) => keyed.get(id) !== undefined,
      isMadeUp,
      isCreatable: canCreate(model, context),
      owned,
      add: (item) => {
        isTheirs(String(item[model.key]));
        if (context.models.hasBelow(model.resource.itemPath)) {
          change({ created: [...(ledgers.get(name)?.created ?? []), String(item[model.key])] });
        }
        return items.put(item);
      },
      replace: (previous, item) => {
        isTheirs(String(item[model.key]));
        return items.put({ ...item, ...keyed.storedUnder(previous) });
      },
      delete: (id) => {
        keyed.delete(id);
        change({ deleted: [...deleted(), id] });
      },
      newId: () =>
        newIdentifier(model, usedIdentifiers(items, model, deleted()), randomOf(tx), seeding.suggest),
      ownNumbers: () => numbersFor(model, items.all()),
      seeding,
    },
  };
}

/** Whether anything can be put into it by any of its paths. */
function canCreate({ store }: ResourceModel, { models }: OpeningContext): boolean {
  return models
    .named(collectionName(store))
    .some((one) => one.store === store && one.resource.create !== undefined);
}

type Parent =
  | {
      readonly kind: 'parent';
      readonly isCreated: boolean;
      /** How often one of this name was deleted before: what was below it is gone with it. */
      readonly life: number;
    }
  | { readonly kind: 'noParent'; readonly reason: string };

/** Looks up the nearest described item that a path leads through. */
export async function openParent(
  below: string,
  path: PathValues,
  tx: Transaction,
  context: OpeningContext,
): Promise<Parent> {
  const parent = context.models.above(below);
  if (parent === undefined) return { kind: 'parent', isCreated: false, life: 0 };
  const opened = await openCollectionOf(parent, path, tx, context);
  if (opened.kind === 'noParent') return opened;
  const { collection } = opened;
  const id = String(path[parent.resource.parameter]);
  const ledger = (await tx.collection<Ledger>(LEDGERS)).get(collection.name);
  const life = ledger?.deleted.filter((one) => one === id).length ?? 0;
  if (!isUnseen(parent, context, life) && collection.get(id) === undefined)
    return { kind: 'noParent', reason: noneWith(parent, id) };
  return { kind: 'parent', isCreated: ledger?.created.includes(id) ?? false, life };
}

/** Whether nothing shows which items there are: then any may be, unless it was deleted. */
function isUnseen({ store }: ResourceModel, { models, options }: OpeningContext, life: number): boolean {
  if (options.empty === true || options.filled.has(store) || life > 0) return false;
  return !models
    .named(collectionName(store))
    .some((one) => one.store === store && (one.resource.read ?? one.list) !== undefined);
}

export function noneWith({ key, resource }: ResourceModel, id: string): string {
  const name = resource.collectionPath.split('/').findLast((part) => part !== '' && !part.startsWith('{'));
  return `there is none with ${key} ${id}${name === undefined ? '' : ` in ${name}`}`;
}

function usedIdentifiers(
  items: Collection,
  { key }: ResourceModel,
  deleted: readonly string[],
): readonly unknown[] {
  const numbers = deleted.map((id) => (/^\d+$/.test(id) ? Number(id) : id));
  return [...items.all().map((item) => item[key]), ...numbers];
}

/** The transaction's numbers, for what is generated. */
function randomOf(tx: Transaction): Random {
  return { next: tx.random, below: (limit) => Math.floor(tx.random() * limit), state: () => [] };
}
