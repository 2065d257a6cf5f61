import { writeExactJson } from '../../../base/exact-json.ts';
import { once, weaklyMemoised } from '../../../base/memoise.ts';
import { templateNames } from '../../../description/document/path-template.ts';
import type { Suggest } from '../../../generate/suggest.ts';
import { settled, use, type Awaitable } from '../../state/awaitable.ts';
import { collectionIn, type Collection, type Transaction } from '../../state/transaction.ts';
import { parentIds, parentMembers, type PathValues } from '../resources/path-links.ts';
import type { ResourceModel } from '../resources/resource-model.ts';
import { collectionName } from '../resources/shared-store.ts';
import { fillCollection } from './fill-collection.ts';
import type { InferenceContext } from './inference-context.ts';
import { openLedger, type OpenedLedger } from './ledger.ts';
import { openedCollection, type CollectionParts, type OpenedCollection } from './opened-collection.ts';

type OpenResult =
  | { readonly kind: 'opened'; readonly collection: OpenedCollection }
  /** The path leads through an item that does not exist. */
  | { readonly kind: 'noParent'; readonly reason: string };

/** Opens the collection at the path of a request, and fills it when it is opened for the first time. */
export function openCollectionAt(
  model: ResourceModel,
  path: PathValues,
  tx: Transaction,
  context: InferenceContext,
): Awaitable<OpenResult> {
  return use(openParent(model.resource.collectionPath, path, tx, context), (parent) => {
    if (parent.kind === 'noParent') return parent;
    return use(readParts(model, path, parent, { tx, context }), (parts): Awaitable<OpenResult> => {
      const opened: OpenResult = { kind: 'opened', collection: openedCollection(parts) };
      if (parts.ledger.exists()) return opened;
      parts.ledger.open();
      return parts.isGenerated && !parent.isCreated ? fill(parts, context).then(() => opened) : opened;
    });
  });
}

type Parent =
  | {
      readonly kind: 'parent';
      /** True when a client created it: the collections below it start empty. */
      readonly isCreated: boolean;
      /** How often an item with this identifier was deleted: each time, the collections below it start anew. */
      readonly deletions: number;
    }
  | { readonly kind: 'noParent'; readonly reason: string };

interface Opening {
  readonly tx: Transaction;
  readonly context: InferenceContext;
}

/** Reads the collection and its ledger from the state. */
function readParts(
  model: ResourceModel,
  path: PathValues,
  { deletions }: Extract<Parent, { kind: 'parent' }>,
  { tx, context }: Opening,
): Awaitable<CollectionParts> {
  const { options, description } = context;
  const { isCreatable, hasBelow } = facts(context)(model);
  const isShared = model.hasTopLevelPath || options.filled.has(model.store);
  const name = isShared || model.links.length === 0 ? model.store : nameBelow(model, path, deletions);
  const { seed, items: count, strictValues } = options;
  const counted = count !== undefined && { count };
  const partsOf = (items: Collection, ledger: OpenedLedger, suggest: Suggest): CollectionParts => ({
    name,
    model,
    items,
    ledger,
    parents: parentMembers(model, path),
    seeding: { description, seed, suggest, now: tx.now, strictValues, ...counted },
    isShared,
    isGenerated: options.empty !== true && !options.filled.has(model.store),
    isCreatable,
    hasBelow,
    tx,
  });
  return use(collectionIn(tx, name), (items) =>
    use(openLedger(tx, name), (ledger) =>
      use(settled(options.suggest()), (suggest) => partsOf(items, ledger, suggest)),
    ),
  );
}

async function fill(parts: CollectionParts, context: InferenceContext): Promise<void> {
  const { name, model, items, parents, seeding, tx } = parts;
  await fillCollection(model, name, items, { seeding, parents, tx, context });
}

/** Returns the name of the collection below the parents in a path. */
function nameBelow(model: ResourceModel, path: PathValues, deletions: number): string {
  const ids = [...parentIds(model, path), ...(deletions > 0 ? [deletions] : [])];
  return `${model.store} ${writeExactJson(ids)}`;
}

/** What the description says of a collection. */
const facts = weaklyMemoised((context: InferenceContext) =>
  weaklyMemoised((model: ResourceModel) => ({
    isCreatable: canCreate(model, context),
    hasBelow: once(() => context.models.hasBelow(model.resource.itemPath)),
  })),
);

/** True when an operation creates items of the store. */
function canCreate({ store }: ResourceModel, { models }: InferenceContext): boolean {
  return models
    .named(collectionName(store))
    .some((model) => model.store === store && model.resource.create !== undefined);
}

/** Looks up the nearest described item that a path leads through. */
export function openParent(
  below: string,
  path: PathValues,
  tx: Transaction,
  context: InferenceContext,
): Awaitable<Parent> {
  const parent = context.models.above(below);
  if (parent === undefined) return NO_PARENT;
  const own = renamed(path, templateNames(below), templateNames(parent.resource.itemPath));
  return use(openCollectionAt(parent, own, tx, context), (opened) => {
    if (opened.kind === 'noParent') return opened;
    const { collection } = opened;
    const id = String(own[parent.resource.parameter]);
    return use(openLedger(tx, collection.name), (ledger): Parent => {
      const deletions = ledger.timesDeleted(id);
      if (!mayExistUnseen(parent, context, deletions) && collection.get(id) === undefined)
        return { kind: 'noParent', reason: missingItemReason(parent, id) };
      return { kind: 'parent', isCreated: ledger.isCreated(id), deletions };
    });
  });
}

const NO_PARENT: Parent = { kind: 'parent', isCreated: false, deletions: 0 };

/** Returns the values of a path under the names of another one that begins with the same places. */
function renamed(path: PathValues, names: readonly string[], others: readonly string[]): PathValues {
  return Object.fromEntries(others.map((name, index) => [name, path[names[index] ?? name]]));
}

/** True when no operation shows which items exist: then any item may exist that was not deleted. */
function mayExistUnseen(
  { store }: ResourceModel,
  { models, options }: InferenceContext,
  deletions: number,
): boolean {
  if (options.empty === true || options.filled.has(store) || deletions > 0) return false;
  return !models
    .named(collectionName(store))
    .some((model) => model.store === store && (model.resource.read ?? model.list) !== undefined);
}

/** Returns the reason of a 404 for an item. */
export function missingItemReason({ key, resource }: ResourceModel, id: string): string {
  const name = collectionName(resource.collectionPath);
  return `there is no item with ${key} ${id}${name === undefined ? '' : ` in ${name}`}`;
}
