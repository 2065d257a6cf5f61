import { groupBy } from '../../../base/group-by.ts';
import { once } from '../../../base/memoise.ts';
import { lastSegment, unnamed } from '../../../description/document/path-template.ts';
import type { Description } from '../../../description/model/description.ts';
import { singularOf } from '../../../description/resources/naming.ts';
import { findResources, operationsByPath, type Resource } from '../../../description/resources/resource.ts';
import { listedOnlyAt } from './listed-only.ts';
import { collectionName } from './shared-store.ts';

export type ResourceIndex = ReturnType<typeof indexResources>;

/** Groups the paths and resources of a description by what they are looked up by, each when it is first needed. */
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
    byName: once(() => groupBy(resources, ({ collectionPath }) => collectionName(collectionPath))),
    bySingular: once(() =>
      groupBy(resources, ({ collectionPath }) => singularOf(lastSegment(collectionPath))),
    ),
    listedOnlyByName: once(() => groupBy(listedOnly, ({ collectionPath }) => collectionName(collectionPath))),
    byCollectionPath: once(() => groupBy(resources, ({ collectionPath }) => collectionPath)),
    byItemPath: once(() => groupBy(resources, ({ itemPath }) => itemPath)),
    byItemShape: once(() => groupBy(resources, ({ itemPath }) => unnamed(itemPath))),
    byPathAboveItem: once(() =>
      groupBy([...resources, ...listedOnly], ({ itemPath }) => pathAbove(itemPath)),
    ),
    nestedPathsByLastSegment: once(() =>
      groupBy(
        paths.filter((path) => path.includes('{')),
        lastSegment,
      ),
    ),
    pathsByPathAbove: once(() => groupBy(paths, pathAbove)),
  };
}

/** Returns the resources of which a path is the collection or the item. */
export function resourcesAt(path: string, index: ResourceIndex): readonly Resource[] {
  return [...(index.byCollectionPath().get(path) ?? []), ...(index.byItemPath().get(path) ?? [])];
}

/** Returns a path without its last segment. */
export function pathAbove(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
