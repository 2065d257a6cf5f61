import { groupBy } from '../../base/group-by.ts';
import { basePathOf } from '../../description/model/base-path.ts';
import type { Description } from '../../description/model/description.ts';
import type { Operation } from '../../description/model/operation.ts';

/** A method and path that several descriptions have on the same port. */
export interface Conflict {
  readonly method: string;
  readonly path: string;
  /** The names of the descriptions, of which the first one is served. */
  readonly names: readonly string[];
}

/** Finds the conflicts between descriptions that are served together, below their base paths. */
export function conflictsOf(descriptions: readonly Description[]): readonly Conflict[] {
  if (descriptions.length < 2) return [];
  const places = descriptions.flatMap(({ name, operations }) =>
    operations.flatMap((operation) =>
      addressesOf(operation).map((path) => ({ name, method: operation.method, path })),
    ),
  );
  const groups = groupBy(places, ({ method, path }) => `${method} ${path.replace(/\{[^}]*\}/g, '{}')}`);
  return [...groups.values()].flatMap((group) => {
    const names = [...new Set(group.map(({ name }) => name))];
    const [first] = group;
    return first === undefined || names.length < 2 ? [] : [{ method: first.method, path: first.path, names }];
  });
}

/** Returns the paths of an operation at its servers; its own path without servers. */
function addressesOf({ servers, path }: Operation): readonly string[] {
  const basePaths = servers.length === 0 ? [''] : servers.map(basePathOf);
  return [...new Set(basePaths)].map((basePath) => basePath + path);
}
