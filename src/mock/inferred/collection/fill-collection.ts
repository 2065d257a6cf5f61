import { weaklyMemoised } from '../../../base/memoise.ts';
import { lastSegment } from '../../../description/document/path-template.ts';
import { referredName, singularOf, spelling } from '../../../description/resources/naming.ts';
import type { Item } from '../../state/store.ts';
import type { Awaitable } from '../../state/awaitable.ts';
import type { ItemList } from '../../state/items/item-list.ts';
import { listOf } from '../../state/items/open-collection.ts';
import type { Collection, Transaction } from '../../state/transaction.ts';
import type { ItemProperty } from '../resources/item-properties.ts';
import { linkValue } from '../resources/parent-links.ts';
import { asItem, type ParentMember } from '../resources/path-links.ts';
import type { ResourceModel } from '../resources/resource-model.ts';
import { isTopLevel, collectionName } from '../resources/shared-store.ts';
import type { InferenceContext } from './inference-context.ts';
import { numbersOf } from './item-indexes.ts';
import { isSameIdentifier } from './keyed-items.ts';
import { type SeedOptions } from './generate-item.ts';
import { seedIdentifiers, seedItems } from './seed-items.ts';

interface FillOptions {
  readonly seeding: SeedOptions;
  readonly parents: readonly ParentMember[];
  readonly tx: Transaction;
  readonly context: InferenceContext;
}

/**
 * Puts the first items into a collection. They name the parents of the path; in a collection that also has a path
 * without a parent, they name parents that exist.
 */
export async function fillCollection(
  model: ResourceModel,
  name: string,
  items: Collection,
  { seeding, parents, tx, context }: FillOptions,
): Promise<void> {
  const references = await findReferences(model, tx, context, seeding);
  for (const [index, item] of seedItems(model, name, seeding).entries()) {
    const repaired = Object.entries(repairReferences(references, item, index));
    const parentNames = model.hasTopLevelPath ? {} : asItem(parents);
    const numbers = Object.entries(nextNumbers(model, listOf(items))).filter(([member]) =>
      Object.hasOwn(item, member),
    );
    const changes = Object.fromEntries([...numbers, ...repaired]) as Item;
    items.put({ ...item, ...changes, ...parentNames });
  }
}

/**
 * Returns new values for the members of an item that name items which do not exist: identifiers of items that do,
 * chosen by `index` in turn.
 */
export function repairReferences(references: readonly ReferenceMember[], item: Item, index: number): Item {
  if (references.length === 0) return NOTHING;
  const broken = references.filter(
    ({ name, ids }) => Object.hasOwn(item, name) && !ids.some((id) => isSameIdentifier(id, item[name])),
  );
  return Object.fromEntries(broken.map(({ name, ids }) => [name, ids[index % ids.length]]));
}

const NOTHING: Item = {};

/** A member that names an item of another collection. */
export interface ReferenceMember {
  readonly name: string;
  /** The identifiers of the items that exist, in the type of the member. Never empty. */
  readonly ids: readonly unknown[];
}

/** Finds the members of a collection's items that name items of another collection. */
export function findReferences(
  model: ResourceModel,
  tx: Transaction,
  context: InferenceContext,
  seeding: SeedOptions,
): Awaitable<readonly ReferenceMember[]> {
  const members = referringMembers(context)(model);
  return members.length === 0 ? NO_REFERENCES : readReferences(members, tx, context, seeding);
}

const NO_REFERENCES: readonly ReferenceMember[] = [];

async function readReferences(
  members: readonly ReferringMember[],
  tx: Transaction,
  context: InferenceContext,
  seeding: SeedOptions,
): Promise<readonly ReferenceMember[]> {
  const references: ReferenceMember[] = [];
  for (const { property, other } of members) {
    const existing = await existingIdentifiers(other, tx, context, seeding);
    const ids = existing.map((id) => linkValue(property, id)).filter((id) => isOfType(id, property.type));
    if (ids.length > 0) references.push({ name: property.name, ids });
  }
  return references;
}

interface ReferringMember {
  readonly property: ItemProperty;
  readonly other: ResourceModel;
}

/** The members of a collection's items that name items of another collection, with that collection. */
const referringMembers = weaklyMemoised((context: InferenceContext) =>
  weaklyMemoised((model: ResourceModel): readonly ReferringMember[] =>
    [...model.properties.values()].flatMap((property) => {
      const other = referredCollection(property.name, model, context);
      return other === undefined ? [] : [{ property, other }];
    }),
  ),
);

/**
 * Returns the collection whose items a member names: the parent in a path of the same items; else, for `ownerId`, the
 * owners, when there is a collection of them.
 */
function referredCollection(
  name: string,
  model: ResourceModel,
  { models }: InferenceContext,
): ResourceModel | undefined {
  const view = models
    .named(collectionName(model.store))
    .find(
      ({ store, links }) => store === model.store && links.length === 1 && links[0]?.property?.name === name,
    );
  const parent = view && models.above(view.resource.collectionPath);
  if (parent?.links.length === 0) return parent;
  const subject = referredName(name);
  if (subject === undefined || name === model.key) return undefined;
  return models.ofSingular(subject).find((other) => isTopLevel(other) && other.store !== model.store);
}

/** Returns the identifiers of the stored items; those that the collection will start with when it is still empty. */
async function existingIdentifiers(
  model: ResourceModel,
  tx: Transaction,
  { options }: InferenceContext,
  seeding: SeedOptions,
): Promise<readonly unknown[]> {
  const present = (await tx.collection(model.store)).all().map((item) => item[model.key]);
  if (present.length > 0 || options.empty === true || options.filled.has(model.store)) return present;
  return seedIdentifiers(model, model.store, seeding);
}

function isOfType(id: unknown, type: string | undefined): boolean {
  if (type === undefined) return true;
  return type === 'string' ? typeof id === 'string' : typeof id === 'number';
}

/**
 * Returns the next value of each integer that identifies an item beside its key: a member called `id`, or after the
 * collection, such as the `project_id` of a project.
 */
export function nextNumbers(model: ResourceModel, list: ItemList): Item {
  const names = numberMembers(model);
  if (names.length === 0) return NOTHING;
  const entries = names.map((name) => [name, numbersOf(list, name).largest + 1]);
  return Object.fromEntries(entries) as Item;
}

const numberMembers = weaklyMemoised(({ key, properties, resource }: ResourceModel): readonly string[] => {
  const idName = `${singularOf(lastSegment(resource.collectionPath))}id`;
  return [...properties.values()]
    .filter(({ name, type }) => name !== key && type === 'integer' && ['id', idName].includes(spelling(name)))
    .map(({ name }) => name);
});
