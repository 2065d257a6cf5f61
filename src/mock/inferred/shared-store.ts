import type { ResourceModel, ShownResource } from './resource-model.ts';

/** The models with what their items are kept under: those that show the same items share it. */
export function withStores(found: readonly ShownResource[]): readonly ResourceModel[] {
  const stores: Store[] = [];
  const rank = (one: ShownResource) => (one.viewOf === undefined ? 0 : 2) + (isRoot(one) ? 0 : 1);
  for (const one of found.toSorted((left, right) => rank(left) - rank(right))) {
    const known = stores.find(({ lead, members }) =>
      one.viewOf === undefined
        ? isSameCollection(lead, one)
        : members.some(({ resource }) => resource.collectionPath === one.viewOf),
    );
    if (known) known.members.push(one);
    else stores.push({ name: nameFor(one, stores), lead: one, members: [one] });
  }
  return found.map((one) => {
    const store = stores.find(({ members }) => members.includes(one));
    const name = store?.name ?? one.resource.collectionPath;
    return { ...one, store: name, isRooted: store?.members.some(isRoot) ?? false };
  });
}

interface Store {
  readonly name: string;
  readonly lead: ShownResource;
  readonly members: ShownResource[];
}

function isRoot({ links }: ShownResource): boolean {
  return links.length === 0;
}

/** The last part of the path, under which fixtures fill it; the whole path where that name is taken. */
function nameFor({ resource: { collectionPath } }: ShownResource, stores: readonly Store[]): string {
  const name = collectionPath.split('/').findLast((segment) => segment !== '' && !segment.startsWith('{'));
  const isFree = name !== undefined && stores.every((store) => store.name !== name);
  return isFree ? name : collectionPath;
}

/** Below a parent and without one: the same name, the same identifier, and each item says whose it is. */
function isSameCollection(root: ShownResource, nested: ShownResource): boolean {
  if (root.resource.collectionPath === nested.resource.collectionPath) return true;
  if (!isRoot(root) || isRoot(nested) || root.key !== nested.key) return false;
  const name = ({ resource }: ShownResource) => resource.collectionPath.split('/').at(-1);
  const isLinked = nested.links.every(
    ({ property }) => property !== undefined && root.properties.has(property.name),
  );
  return isLinked && name(root) === name(nested) && areAlike(root, nested);
}

/** Most of the members that one has the other has too. */
function areAlike({ properties: left }: ShownResource, { properties: right }: ShownResource): boolean {
  const shared = [...left.keys()].filter((name) => right.has(name)).length;
  return shared * 2 > Math.min(left.size, right.size);
}
