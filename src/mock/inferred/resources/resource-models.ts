import { groupBy } from '../../../base/group-by.ts';
import { memoised } from '../../../base/memoise.ts';
import { lastSegment, templateNames, unnamed } from '../../../description/document/path-template.ts';
import type { Description } from '../../../description/model/description.ts';
import { itemPlaceIn } from '../../../description/resources/item-place.ts';
import type { Resource } from '../../../description/resources/resource.ts';
import { listBesideItems, viewBelowParent } from './further-lists.ts';
import { describeListedOnly } from './listed-only.ts';
import { indexResources, pathAbove, resourcesAt, type ResourceIndex } from './resource-index.ts';
import { describeResource, type DescribedResource, type ResourceModel } from './resource-model.ts';
import { assignStores, collectionName } from './shared-store.ts';

/** The collections of a description. Each is read when it is first needed: large descriptions have hundreds. */
export interface ResourceModels {
  /** Returns the collections that may have operations at a path. */
  readonly at: (path: string) => readonly ResourceModel[];
  /** Returns the collections of a name (see `collectionName`): only they can keep the same items. */
  readonly named: (name: string | undefined) => readonly ResourceModel[];
  /** Returns the collections whose items have this name, in the singular and in lower case: `pet` for `/pets`. */
  readonly ofSingular: (name: string) => readonly ResourceModel[];
  /**
   * Returns the nearest collection of items that a path leads through, whatever it calls their parameters; undefined when
   * no response shows such items.
   */
  readonly above: (path: string) => ResourceModel | undefined;
  /** True when there are collections below the items of a path. */
  readonly hasBelow: (itemPath: string) => boolean;
}

export function createResourceModels(description: Description): ResourceModels {
  const index = indexResources(description);
  const named = memoised(finderByName(description, index));
  const at = memoised((path: string) => namesNear(path, index).flatMap(named));
  return {
    at,
    named,
    ofSingular: (name) => namesOf(index.bySingular().get(name) ?? []).flatMap(named),
    above: (path) => nearestAbove(description, path, { index, named }),
    hasBelow: memoised((itemPath: string) =>
      index.paths
        .filter((path) => path.startsWith(`${itemPath}/`))
        .some((path) => at(path).some(({ resource }) => resource.collectionPath.startsWith(`${itemPath}/`))),
    ),
  };
}

type FindByName = ResourceModels['named'];

/** Returns a function that finds the collections of a name: those with item paths, then their further lists. */
function finderByName(description: Description, index: ResourceIndex): FindByName {
  const described = memoised((resource: Resource) => describeResource(description, resource));
  const isCollectionOrItem = (path: string) =>
    resourcesAt(path, index).some((resource) => described(resource) !== undefined);
  const viewsOf = (root: DescribedResource) =>
    (index.nestedPathsByLastSegment().get(lastSegment(root.resource.collectionPath)) ?? [])
      .filter((path) => !isCollectionOrItem(path))
      .flatMap((path) => viewBelowParent(description, path, root) ?? []);
  const listsBeside = (base: DescribedResource) =>
    (index.pathsByPathAbove().get(pathAbove(base.resource.itemPath)) ?? [])
      .filter((path) => !path.endsWith('}') && !isCollectionOrItem(path))
      .flatMap((path) => index.operations.get(path)?.find(({ method }) => method === 'GET') ?? [])
      .flatMap((list) => listBesideItems(description, list, base) ?? []);
  return (name) => {
    const withItems = (index.byName().get(name) ?? []).flatMap((resource) => described(resource) ?? []);
    const root = withItems.find(({ resource }) => !resource.collectionPath.includes('{'));
    const views = root === undefined ? [] : viewsOf(root);
    const isView = (path: string) => views.some(({ resource }) => resource.collectionPath === path);
    const listedOnly = (index.listedOnlyByName().get(name) ?? [])
      .filter(({ collectionPath }) => !isView(collectionPath) && !isCollectionOrItem(collectionPath))
      .flatMap((resource) => describeListedOnly(description, resource) ?? []);
    const collections = [...withItems, ...listedOnly];
    const bases = [...groupBy(collections, ({ resource }) => pathAbove(resource.itemPath)).values()];
    const lists = bases.flatMap(([base]) => (base === undefined ? [] : listsBeside(base)));
    return assignStores([...collections, ...views, ...lists]);
  };
}

/** Returns the names of the collections that may have operations at a path, the path's own name last. */
function namesNear(path: string, index: ResourceIndex): readonly (string | undefined)[] {
  const near = [...resourcesAt(path, index), ...(index.byPathAboveItem().get(pathAbove(path)) ?? [])];
  return [...new Set([...namesOf(near), collectionName(path)])];
}

function namesOf(resources: readonly Resource[]): readonly (string | undefined)[] {
  return [...new Set(resources.map(({ collectionPath }) => collectionName(collectionPath)))];
}

function nearestAbove(
  description: Description,
  path: string,
  { index, named }: { readonly index: ResourceIndex; readonly named: FindByName },
): ResourceModel | undefined {
  for (let above = pathAbove(path); above !== ''; above = pathAbove(above)) {
    const parents = (index.byItemShape().get(unnamed(above)) ?? [])
      .flatMap(({ collectionPath }) => named(collectionName(collectionPath)))
      .filter((model) => leadsThrough(description, above, model));
    const parent = parents.find(({ resource }) => resource.itemPath === above) ?? parents[0];
    if (parent !== undefined) return parent;
  }
  return undefined;
}

/** True where a path is that of the items, or calls the same member of theirs by another name. */
function leadsThrough(
  description: Description,
  path: string,
  { item, key, resource }: ResourceModel,
): boolean {
  if (item === undefined || unnamed(resource.itemPath) !== unnamed(path)) return false;
  if (resource.itemPath === path) return true;
  const parameter = templateNames(path).at(-1) ?? '';
  return itemPlaceIn(description, item.schema, { parameter, parameterSchema: undefined })?.key === key;
}
