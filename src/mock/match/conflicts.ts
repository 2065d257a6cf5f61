import { groupBy } from '../../base/group-by.ts';
import { basePathOf } from '../../description/model/base-path.ts';
import type { Description } from '../../description/model/description.ts';
import type { Operation } from '../../description/model/operation.ts';

/** A method and path that several descriptions have. */
export interface Conflict {
  readonly method: string;
  readonly path: string;
  /** The names of the descriptions; the first one gets the requests. */
  readonly names: readonly string[];
}

/** Returns the methods and paths that more than one description has, base paths included. */
export function findConflicts(descriptions: readonly Description[]): readonly Conflict[] {
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

/** Returns the operation's path below the base path of each of its servers; its bare path when it has no server. */
function addressesOf({ servers, path }: Operation): readonly string[] {
  const basePaths = servers.length === 0 ? [''] : servers.map(basePathOf);
  return [...new Set(basePaths)].map((basePath) => basePath + path);
}
