import { groupBy } from '../../../base/group-by.ts';
import { lastSegment, unnamed } from '../../../description/document/path-template.ts';
import type { Description } from '../../../description/model/description.ts';
import { singularOf } from '../../../description/resources/naming.ts';
import { findResources, operationsByPath, type Resource } from '../../../description/resources/resource.ts';
import { listedOnlyAt } from './listed-only.ts';
import { collectionName } from './shared-store.ts';

export type ResourceIndex = ReturnType<typeof indexResources>;

/** Groups the paths and resources of a description by what they are looked up by. */
export function indexResources(description: Description) {
  const operations = operationsByPath(description.operations);
  const paths = [...operations.keys()];
  const resources = findResources(description);
  const collectionPaths = new Set(resources.map(({ collectionPath }) => collectionPath));
  const listedOnly = paths
    .filter((path) => !collectionPaths.has(path))
    .flatMap((path) => listedOnlyAt(path, operations.get(path) ?? []) ?? []);
  return {
    operations,
    paths,
    byName: groupBy(resources, ({ collectionPath }) => collectionName(collectionPath)),
    bySingular: groupBy(resources, ({ collectionPath }) => singularOf(lastSegment(collectionPath))),
    listedOnlyByName: groupBy(listedOnly, ({ collectionPath }) => collectionName(collectionPath)),
    byCollectionPath: groupBy(resources, ({ collectionPath }) => collectionPath),
    byItemPath: groupBy(resources, ({ itemPath }) => itemPath),
    byItemShape: groupBy(resources, ({ itemPath }) => unnamed(itemPath)),
    byPathAboveItem: groupBy([...resources, ...listedOnly], ({ itemPath }) => pathAbove(itemPath)),
    nestedPathsByLastSegment: groupBy(
      paths.filter((path) => path.includes('{')),
      lastSegment,
    ),
    pathsByPathAbove: groupBy(paths, pathAbove),
  };
}

/** Returns the resources of which a path is the collection or the item. */
export function resourcesAt(path: string, index: ResourceIndex): readonly Resource[] {
  return [...(index.byCollectionPath.get(path) ?? []), ...(index.byItemPath.get(path) ?? [])];
}

/** Returns a path without its last segment. */
export function pathAbove(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
