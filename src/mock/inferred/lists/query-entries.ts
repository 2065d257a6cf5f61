import { isObject } from '../../../base/json.ts';

export type Query = Readonly<Record<string, unknown>>;

/** One thing that a query says. */
export interface QueryEntry {
  /** As one word in lower case: `page[size]`, `page.size` and `_pageSize` are all `pagesize`. */
  readonly name: string;
  /** The parts of the name as written. */
  readonly path: readonly string[];
  readonly value: unknown;
}

/** What a query says, objects taken apart: `page[size]=2` may be one parameter or a member of another. */
export function queryEntries(query: Query): readonly QueryEntry[] {
  return Object.entries(query).flatMap(([name, value]: [string, unknown]) => {
    const path = name.split(/[[\].]+/).filter((part) => part !== '');
    if (!isObject(value)) return [entry(path, value)];
    return Object.entries(value).map(([inner, one]: [string, unknown]) => entry([...path, inner], one));
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
