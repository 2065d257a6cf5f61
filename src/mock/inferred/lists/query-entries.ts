import { isObject } from '../../../base/json.ts';

/** The decoded parameters of a query, by name. */
export type Query = Readonly<Record<string, unknown>>;

/** One parameter of a query, or one member of a parameter that is an object. */
export interface QueryEntry {
  /** As one word in lower case: `page[size]`, `page.size` and `_pageSize` are all `pagesize`. */
  readonly name: string;
  /** The parts of the name as written. */
  readonly path: readonly string[];
  readonly value: unknown;
}

/** Returns the entries of a query. `page[size]=2` gives the same entry as a parameter and as a member of `page`. */
export function queryEntries(query: Query): readonly QueryEntry[] {
  return Object.entries(query).flatMap(([name, value]: [string, unknown]) => {
    const path = name.split(/[[\].]+/).filter((part) => part !== '');
    if (!isObject(value)) return [entry(path, value)];
    return Object.entries(value).map(([inner, member]: [string, unknown]) => entry([...path, inner], member));
  });
}

function entry(path: readonly string[], value: unknown): QueryEntry {
  return {
    name: path
      .join('')
      .replace(/[_\-$]/g, '')
      .toLowerCase(),
    path,
    value,
  };
}
