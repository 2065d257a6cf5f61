import { basePathOf } from '../spec/compile-servers.ts';
import type { Description } from '../spec/description.ts';
import type { Operation } from '../spec/operation.ts';

/** A method and path that several descriptions have on the same port. */
export interface Conflict {
  readonly method: string;
  readonly path: string;
  /** The names of the descriptions; the first one answers. */
  readonly names: readonly string[];
}

/** Where descriptions that are served together get into each other's way, below their base paths. */
export function conflictsOf(descriptions: readonly Description[]): readonly Conflict[] {
  if (descriptions.length < 2) return [];
  const found = new Map<
    string,
    { readonly method: string; readonly path: string; readonly names: Set<string> }
  >();
  for (const { name, operations } of descriptions) {
    for (const operation of operations) {
      for (const path of addressesOf(operation)) {
        const key = `${operation.method} ${path.replace(/\{[^}]*\}/g, '{}')}`;
        const known = found.get(key) ?? { method: operation.method, path, names: new Set() };
        known.names.add(name);
        found.set(key, known);
      }
    }
  }
  return [...found.values()]
    .filter(({ names }) => names.size > 1)
    .map(({ method, path, names }) => ({ method, path, names: [...names] }));
}

/** The paths at its servers; its own path where none is said. */
function addressesOf({ servers, path }: Operation): readonly string[] {
  const basePaths = servers.length === 0 ? [''] : servers.map(basePathOf);
  return [...new Set(basePaths)].map((basePath) => basePath + path);
}
