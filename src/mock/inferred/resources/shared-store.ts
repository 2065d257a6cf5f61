import { lastSegment } from '../../../description/document/path-template.ts';
import { derived } from './override-members.ts';
import type { ResourceModel, ShownResource } from './resource-model.ts';

/** The models with what their items are kept under: those that show the same items share it. */
export function withStores(found: readonly ShownResource[]): readonly ResourceModel[] {
  const byName = new Map<string | undefined, Store[]>(); // only those of the same name may be the same
  const storeOf = new Map<ShownResource, Store>();
  const rank = (one: ShownResource) => (one.viewOf === undefined ? 0 : 2) + (isRoot(one) ? 0 : 1);
  for (const one of found.toSorted((left, right) => rank(left) - rank(right))) {
    const name = lastName(one.viewOf ?? one.resource.collectionPath);
    const stores = byName.get(name) ?? [];
    byName.set(name, stores);
    const known = stores.find(({ lead, members }) =>
      one.viewOf === undefined
        ? isSameCollection(lead, one)
        : members.some(({ resource }) => resource.collectionPath === one.viewOf),
    );
    const store = known ?? { name: nameFor(one, stores), lead: one, members: [] };
    if (known === undefined) stores.push(store);
    store.members.push(one);
    storeOf.set(one, store);
  }
  return found.map((one) => {
    const { name = one.resource.collectionPath, members = [] } = storeOf.get(one) ?? {};
    return derived(one, { store: name, isRooted: members.some(isRoot) });
  });
}

interface Store {
  readonly name: string;
  readonly lead: ShownResource;
  readonly members: ShownResource[];
}

/** Whether it stands below no parent: it has no links, which take longer to find. */
export function isRoot({ resource }: ShownResource): boolean {
  return !/\/\{[^{}]+\}(\/|$)/.test(resource.collectionPath);
}

/** The last part of the path, under which fixtures fill it; the whole path where that name is taken. */
function nameFor({ resource: { collectionPath } }: ShownResource, stores: readonly Store[]): string {
  const name = lastName(collectionPath);
  const isFree = name !== undefined && stores.every((store) => store.name !== name);
  return isFree ? name : collectionPath;
}

/** The last part of a path that is no parameter: collections are called by it. */
export function lastName(path: string): string | undefined {
  return path.split('/').findLast((segment) => segment !== '' && !segment.startsWith('{'));
}

/** Below a parent and without one: the same name, the same identifier, and each item says whose it is. */
function isSameCollection(root: ShownResource, nested: ShownResource): boolean {
  if (root.resource.collectionPath === nested.resource.collectionPath) return true;
  if (!isRoot(root) || isRoot(nested) || root.key !== nested.key) return false;
  const name = ({ resource }: ShownResource) => lastSegment(resource.collectionPath);
  if (name(root) !== name(nested)) return false;
  const isLinked = nested.links.every(
    ({ property }) => property !== undefined && root.properties.has(property.name),
  );
  return isLinked && areAlike(root, nested);
}

/** Most of the members that one has the other has too. */
function areAlike({ properties: left }: ShownResource, { properties: right }: ShownResource): boolean {
  const shared = [...left.keys()].filter((name) => right.has(name)).length;
  return shared * 2 > Math.min(left.size, right.size);
}
