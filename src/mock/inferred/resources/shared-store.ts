import { boundedlyMemoised } from '../../../base/memoise.ts';
import { lastSegment } from '../../../description/document/path-template.ts';
import { overrideMembers } from './override-members.ts';
import type { ResourceModel, DescribedResource } from './resource-model.ts';

/** Assigns a store to each collection; collections that show the same items get the same store. */
export function assignStores(collections: readonly DescribedResource[]): readonly ResourceModel[] {
  const byName = new Map<string | undefined, StoreGroup[]>(); // only collections of one name can share a store
  const storeOf = new Map<DescribedResource, StoreGroup>();
  const rank = (collection: DescribedResource) =>
    (collection.viewOf === undefined ? 0 : 2) + (isTopLevel(collection) ? 0 : 1);
  for (const collection of collections.toSorted((left, right) => rank(left) - rank(right))) {
    const name = collectionName(collection.viewOf ?? collection.resource.collectionPath);
    const stores = byName.get(name) ?? [];
    byName.set(name, stores);
    const known = stores.find((store) => belongsTo(store, collection));
    const store = known ?? { name: nameFor(collection, stores), lead: collection, members: [] };
    if (known === undefined) stores.push(store);
    store.members.push(collection);
    storeOf.set(collection, store);
  }
  return collections.map((collection) => {
    const { name = collection.resource.collectionPath, members = [] } = storeOf.get(collection) ?? {};
    return overrideMembers(collection, { store: name, hasTopLevelPath: members.some(isTopLevel) });
  });
}

/** The collections that share a store. */
interface StoreGroup {
  readonly name: string;
  /** The first collection; others are compared with it. */
  readonly lead: DescribedResource;
  readonly members: DescribedResource[];
}

function belongsTo({ lead, members }: StoreGroup, collection: DescribedResource): boolean {
  return collection.viewOf === undefined
    ? isSameCollection(lead, collection)
    : members.some(({ resource }) => resource.collectionPath === collection.viewOf);
}

/** True when the collection stands below no parent. Faster than a look at its links. */
export function isTopLevel({ resource }: DescribedResource): boolean {
  return !/\/\{[^{}]+\}(\/|$)/.test(resource.collectionPath);
}

/** Returns the name of a new store: the collection's name, or its whole path when another store has that name. */
function nameFor({ resource: { collectionPath } }: DescribedResource, stores: readonly StoreGroup[]): string {
  const name = collectionName(collectionPath);
  const isFree = name !== undefined && stores.every((store) => store.name !== name);
  return isFree ? name : collectionPath;
}

/** Returns the name of a collection: the last segment of its path that is not a parameter. */
export const collectionName = boundedlyMemoised((path: string): string | undefined =>
  path.split('/').findLast((segment) => segment !== '' && !segment.startsWith('{')),
);

/**
 * True when a nested collection shows items of a top-level one: both have the same name and key, the items of both
 * are alike, and each item of the top-level one names its parent.
 */
function isSameCollection(root: DescribedResource, nested: DescribedResource): boolean {
  if (root.resource.collectionPath === nested.resource.collectionPath) return true;
  if (!isTopLevel(root) || isTopLevel(nested) || root.key !== nested.key) return false;
  const name = ({ resource }: DescribedResource) => lastSegment(resource.collectionPath);
  if (name(root) !== name(nested)) return false;
  const isLinked = nested.links.every(
    ({ property }) => property !== undefined && root.properties.has(property.name),
  );
  return isLinked && areAlike(root, nested);
}

/** True when more than half of the properties of the smaller one are properties of the other too. */
function areAlike(
  { properties: left }: DescribedResource,
  { properties: right }: DescribedResource,
): boolean {
  const shared = [...left.keys()].filter((name) => right.has(name)).length;
  return shared * 2 > Math.min(left.size, right.size);
}
