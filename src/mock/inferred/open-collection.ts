import type { Random } from '../../conformance/generate/random.ts';
import type { Description } from '../../spec/description.ts';
import type { Item } from '../store.ts';
import type { Collection, Transaction } from '../transaction.ts';
import { linkValue, singularOf, spelling } from './foreign-key.ts';
import type { InferOptions } from './inference.ts';
import { newIdentifier } from './new-identifier.ts';
import type { ResourceModel } from './resource-model.ts';
import { generatedItem, seedIdentifiers, seedItems, type SeedOptions } from './seeds.ts';

/** A collection as a request's path names it: that of these parents only. */
export interface OpenedCollection {
  /** What it is called in the store. */
  readonly name: string;
  readonly own: () => readonly Item[];
  /** Where nothing can be created, whatever is asked for is there, until it is deleted. */
  readonly get: (id: string) => Item | undefined;
  /** Whether it was put there: nothing is imagined. */
  readonly has: (id: string) => boolean;
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
  readonly seeding: SeedOptions;
}

export type Opening =
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
}

/** Where the ledgers are kept: a collection that has one was filled, and stays empty when it is emptied. */
const LEDGERS = 'stuntdouble: collections';

export interface OpeningContext {
  readonly description: Description;
  readonly options: InferOptions;
  readonly models: readonly ResourceModel[];
}

type Path = Readonly<Record<string, unknown>>;

/** Opens the collection behind a path, and fills it when it is opened for the first time. */
export async function openCollectionOf(
  model: ResourceModel,
  path: Path,
  tx: Transaction,
  context: OpeningContext,
): Promise<Opening> {
  const parent = await openParent(model.resource.collectionPath, path, tx, context);
  if (parent.kind === 'noParent') return parent;
  const { options, description } = context;
  const links = linksOf(model, path);
  const isShared = model.isRooted || options.filled.has(model.store);
  const ids = JSON.stringify([...idsOf(model, path), ...(parent.life > 0 ? [parent.life] : [])]);
  const name = isShared || model.links.length === 0 ? model.store : `${model.store} ${ids}`;
  const items = await tx.collection(name);
  const ledgers = await tx.collection<Ledger>(LEDGERS);
  const seeding = { description, seed: options.seed, suggest: await options.suggest(), now: tx.now() };
  const isOurs = options.empty !== true && !options.filled.has(model.store);
  const change = (changes: Partial<Ledger>) => {
    ledgers.put({ id: name, deleted: [], created: [], ...ledgers.get(name), ...changes });
  };
  if (ledgers.get(name) === undefined) {
    change({});
    if (isOurs && !parent.isCreated) await fill(model, name, items, { seeding, links, tx, context });
  }
  const keyed = keyedItems(items, model.key);
  const isOwn = (item: Item) =>
    !isShared || links.every(({ name: member, value }) => isSame(item[member], value));
  const deleted = () => ledgers.get(name)?.deleted ?? [];
  const owned = (item: Item): Item => ({ ...item, ...membersOf(links) });
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
      isCreatable: canCreate(model, context),
      owned,
      add: (item) => {
        if (isParent(model, context)) {
          change({ created: [...(ledgers.get(name)?.created ?? []), String(item[model.key])] });
        }
        return items.put(item);
      },
      replace: (previous, item) => items.put({ ...keyed.storedUnder(previous), ...item }),
      delete: (id) => {
        keyed.delete(id);
        change({ deleted: [...deleted(), id] });
      },
      newId: () =>
        newIdentifier(model, usedIdentifiers(items, model, deleted()), randomOf(tx), seeding.suggest),
      seeding,
    },
  };
}

/** Whether anything can be put into it by any of its paths. */
function canCreate({ store }: ResourceModel, { models }: OpeningContext): boolean {
  return models.some((one) => one.store === store && one.resource.create !== undefined);
}

/** Whether there are collections below its items. */
function isParent({ resource }: ResourceModel, { models }: OpeningContext): boolean {
  return models.some((one) => one.resource.collectionPath.startsWith(`${resource.itemPath}/`));
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
  path: Path,
  tx: Transaction,
  context: OpeningContext,
): Promise<Parent> {
  const parent = parentOf(below, context);
  if (parent === undefined) return { kind: 'parent', isCreated: false, life: 0 };
  const opened = await openCollectionOf(parent, path, tx, context);
  if (opened.kind === 'noParent') return opened;
  const { collection } = opened;
  const id = String(path[parent.resource.parameter]);
  const ledger = (await tx.collection<Ledger>(LEDGERS)).get(collection.name);
  const life = ledger?.deleted.filter((one) => one === id).length ?? 0;
  const { filled, empty } = context.options;
  const isMadeUp = empty !== true && !filled.has(parent.store) && life === 0; // then it may be there all the same
  if (!isMadeUp && collection.get(id) === undefined)
    return { kind: 'noParent', reason: noneWith(parent, id) };
  return { kind: 'parent', isCreated: ledger?.created.includes(id) ?? false, life };
}

function parentOf(below: string, { models }: OpeningContext): ResourceModel | undefined {
  const [nearest] = models
    .filter(({ resource, item }) => item !== undefined && below.startsWith(`${resource.itemPath}/`))
    .toSorted((left, right) => right.resource.itemPath.length - left.resource.itemPath.length);
  return nearest;
}

export function noneWith({ key, resource }: ResourceModel, id: string): string {
  const name = resource.collectionPath.split('/').findLast((part) => part !== '' && !part.startsWith('{'));
  return `there is none with ${key} ${id}${name === undefined ? '' : ` in ${name}`}`;
}

/** A member of an item, and the parent that it names. */
interface Link {
  readonly name: string;
  readonly value: unknown;
}

function linksOf({ links }: ResourceModel, path: Path): readonly Link[] {
  return links.flatMap(({ parameter, property }) =>
    property === undefined ? [] : [{ name: property.name, value: linkValue(property, path[parameter]) }],
  );
}

function membersOf(links: readonly Link[]): Item {
  return Object.fromEntries(links.map(({ name, value }) => [name, value]));
}

function idsOf({ links }: ResourceModel, path: Path): readonly (readonly [string, unknown])[] {
  return links.map(({ parameter }) => [parameter, path[parameter]]);
}

function isSame(left: unknown, right: unknown): boolean {
  return String(left) === String(right);
}

interface Filling {
  readonly seeding: SeedOptions;
  readonly links: readonly Link[];
  readonly tx: Transaction;
  readonly context: OpeningContext;
}

/** The items belong to the parents of the path, or, where there is none, to those that there are. */
async function fill(
  model: ResourceModel,
  name: string,
  items: Collection,
  { seeding, links, tx, context }: Filling,
): Promise<void> {
  const references = await referencesOf(model, tx, context, seeding);
  for (const [index, item] of seedItems(model, name, [], seeding).entries()) {
    const referring = references
      .filter(
        ({ name: member, ids }) => Object.hasOwn(item, member) && !ids.some((id) => isSame(id, item[member])),
      )
      .map(({ name: member, ids }) => [member, ids[index % ids.length]]);
    const own = model.isRooted ? {} : membersOf(links);
    items.put({ ...item, ...(Object.fromEntries(referring) as Item), ...own });
  }
}

/** Members that name an item of another collection, with the identifiers that there are. */
async function referencesOf(
  model: ResourceModel,
  tx: Transaction,
  context: OpeningContext,
  seeding: SeedOptions,
) {
  const found: { readonly name: string; readonly ids: readonly unknown[] }[] = [];
  for (const property of model.properties.values()) {
    const other = referredBy(property.name, model, context);
    if (other === undefined) continue;
    const ids = await initialIdentifiers(other, tx, context, seeding);
    const fitting = ids.map((id) => linkValue(property, id)).filter((id) => isOfType(id, property.type));
    if (fitting.length > 0) found.push({ name: property.name, ids: fitting });
  }
  return found;
}

/** The parent that a path puts above it; else `ownerId` names an owner, where there are owners. */
function referredBy(name: string, model: ResourceModel, context: OpeningContext): ResourceModel | undefined {
  const { models } = context;
  const view = models.find(
    ({ store, links }) => store === model.store && links.length === 1 && links[0]?.property?.name === name,
  );
  const parent = view && parentOf(view.resource.collectionPath, context);
  if (parent?.links.length === 0) return parent;
  const [, subject] = /^(.+?)(?:id|uuid)$/.exec(spelling(name)) ?? [];
  if (subject === undefined || name === model.key) return undefined;
  return models.find(
    ({ links, store, resource }) =>
      links.length === 0 &&
      store !== model.store &&
      singularOf(resource.collectionPath.split('/').at(-1) ?? '') === subject,
  );
}

/** Of the items that are there, or will be when it is opened for the first time. */
async function initialIdentifiers(
  model: ResourceModel,
  tx: Transaction,
  { options }: OpeningContext,
  seeding: SeedOptions,
): Promise<readonly unknown[]> {
  const present = (await tx.collection(model.store)).all().map((item) => item[model.key]);
  if (present.length > 0 || options.empty === true || options.filled.has(model.store)) return present;
  return seedIdentifiers(model, model.store, [], seeding);
}

function isOfType(id: unknown, type: string | undefined): boolean {
  if (type === undefined) return true;
  return type === 'string' ? typeof id === 'string' : typeof id === 'number';
}

/** Items by a member that the store may not keep them under: fixtures have an identifier of their own. */
function keyedItems(items: Collection, key: string) {
  const get = (id: string): Item | undefined => {
    const direct = items.get(id);
    return direct !== undefined && isSame(direct[key], id)
      ? direct
      : items.all().find((item) => isSame(item[key], id));
  };
  const storedUnder = (item: Item): Item => {
    const entries = Object.entries(item).filter(
      ([, value]) => (typeof value === 'string' || typeof value === 'number') && items.get(value) === item,
    );
    return Object.fromEntries(entries.slice(0, 1));
  };
  return {
    get,
    storedUnder,
    delete: (id: string) => {
      const item = get(id);
      for (const value of Object.values(item === undefined ? {} : storedUnder(item)))
        items.delete(String(value));
    },
  };
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
