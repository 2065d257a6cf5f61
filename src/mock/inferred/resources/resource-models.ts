import { groupBy } from '../../../base/group-by.ts';
import { memoised } from '../../../base/memoise.ts';
import { lastSegment } from '../../../description/document/path-template.ts';
import type { Description } from '../../../description/model/description.ts';
import { singularOf } from '../../../description/resources/naming.ts';
import { findResources, operationsByPath, type Resource } from '../../../description/resources/resource.ts';
import { finderOf, viewOf } from './further-lists.ts';
import { shownResource, type ResourceModel, type ShownResource } from './resource-model.ts';
import { lastName, withStores } from './shared-store.ts';

/** The collections of a description. Each is looked at when it is asked for: large descriptions have hundreds. */
export interface Models {
  /** Those that have something at a path. */
  readonly at: (path: string) => readonly ResourceModel[];
  /** Those that are called the same: only they may keep the same items. */
  readonly named: (name: string | undefined) => readonly ResourceModel[];
  /** Those whose items are called so in the singular, in lower case. */
  readonly ofSingular: (name: string) => readonly ResourceModel[];
  /** The nearest collection of items that a path leads through, if some answer shows these. */
  readonly above: (path: string) => ResourceModel | undefined;
  /** Whether there are collections below the items of a path. */
  readonly hasBelow: (itemPath: string) => boolean;
}

export function modelsOf(description: Description): Models {
  const { operations } = description;
  const byPath = operationsByPath(operations);
  const paths = [...byPath.keys()];
  const resources = findResources(description);
  const byName = groupBy(resources, ({ collectionPath }) => lastName(collectionPath));
  const bySingular = groupBy(resources, ({ collectionPath }) => singularOf(lastSegment(collectionPath)));
  const byCollectionPath = groupBy(resources, ({ collectionPath }) => collectionPath);
  const byItemPath = groupBy(resources, ({ itemPath }) => itemPath);
  const byItemsPath = groupBy(resources, ({ itemPath }) => withoutLast(itemPath));
  const nested = groupBy(
    paths.filter((path) => path.includes('{')),
    lastSegment,
  );
  const below = groupBy(paths, withoutLast);

  const shown = memoised((resource: Resource) => shownResource(description, resource));
  const resourcesAt = (path: string) => [
    ...(byCollectionPath.get(path) ?? []),
    ...(byItemPath.get(path) ?? []),
  ];
  const isTaken = (path: string) => resourcesAt(path).some((resource) => shown(resource) !== undefined);

  const viewsOf = (root: ShownResource) =>
    (nested.get(lastSegment(root.resource.collectionPath)) ?? [])
      .filter((path) => !isTaken(path))
      .flatMap((path) => viewOf(description, path, root) ?? []);
  const findersOf = (base: ShownResource) =>
    (below.get(withoutLast(base.resource.itemPath)) ?? [])
      .filter((path) => !path.endsWith('}') && !isTaken(path))
      .flatMap((path) => byPath.get(path)?.find(({ method }) => method === 'GET') ?? [])
      .flatMap((list) => finderOf(description, list, base) ?? []);

  const named = memoised((name: string | undefined) => {
    const found = (byName.get(name) ?? []).flatMap((resource) => shown(resource) ?? []);
    const root = found.find(({ resource }) => !resource.collectionPath.includes('{'));
    const bases = [...groupBy(found, ({ resource }) => withoutLast(resource.itemPath)).values()];
    const finders = bases.flatMap(([base]) => (base === undefined ? [] : findersOf(base)));
    return withStores([...found, ...(root === undefined ? [] : viewsOf(root)), ...finders]);
  });
  const at = memoised((path: string) => {
    const near = [...resourcesAt(path), ...(byItemsPath.get(withoutLast(path)) ?? [])];
    const names = new Set([...near.map(({ collectionPath }) => lastName(collectionPath)), lastName(path)]);
    return [...names].flatMap(named);
  });
  return {
    at,
    named,
    ofSingular: (name) => {
      const names = new Set(
        (bySingular.get(name) ?? []).map(({ collectionPath }) => lastName(collectionPath)),
      );
      return [...names].flatMap(named);
    },
    above: (path) => {
      for (let above = withoutLast(path); above !== ''; above = withoutLast(above)) {
        const found = (byItemPath.get(above) ?? []).flatMap(({ collectionPath }) =>
          named(lastName(collectionPath)),
        );
        const parent = found.find(({ item, resource }) => item !== undefined && resource.itemPath === above);
        if (parent !== undefined) return parent;
      }
      return undefined;
    },
    hasBelow: memoised((itemPath: string) =>
      paths
        .filter((path) => path.startsWith(`${itemPath}/`))
        .some((path) => at(path).some(({ resource }) => resource.collectionPath.startsWith(`${itemPath}/`))),
    ),
  };
}

function withoutLast(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
