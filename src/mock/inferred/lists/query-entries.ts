import { isObject } from '../../../base/json.ts';
import { memoised } from '../../../base/memoise.ts';

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
  const entries: QueryEntry[] = [];
  for (const parameter of Object.keys(query)) {
    const { name, path } = namesOf(parameter);
    const value = query[parameter];
    if (isObject(value)) entries.push(...memberEntries(path, value));
    else entries.push({ name, path, value });
  }
  return entries;
}

function memberEntries(outer: readonly string[], value: object): readonly QueryEntry[] {
  return Object.entries(value).map(([inner, member]: [string, unknown]) => {
    const path = [...outer, inner];
    return { name: plain(path), path, value: member };
  });
}

/** Splits the name of a parameter, of which a description has a limited number. */
const namesOf = memoised((name: string) => {
  const path = name.split(/[[\].]+/).filter((part) => part !== '');
  return { name: plain(path), path };
});

function plain(path: readonly string[]): string {
  return path
    .join('')
    .replace(/[_\-$]/g, '')
    .toLowerCase();
}
