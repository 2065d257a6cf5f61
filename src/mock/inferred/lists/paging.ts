import { once } from '../../../base/memoise.ts';
import type { Parameter } from '../../../description/model/parameter.ts';
import type { Item } from '../../state/store.ts';
import { sourceOf, type ItemSource } from '../collection/item-source.ts';
import { memberNames } from '../items/item-member.ts';
import { filterOf, type ItemFilter } from './filtering.ts';
import { positionOf, type PagePosition } from './page-position.ts';
import { queryEntries, type Query } from './query-entries.ts';
import { sortItems } from './sorting.ts';

/** The page of a list that a query selects. */
export interface ListPage extends PagePosition {
  readonly items: readonly Item[];
  /** The number of matching items on all pages. */
  readonly total: number;
}

/** The description of the items and of the query's parameters. */
interface ListContext {
  /** The member that identifies an item. Default: `id`. */
  readonly key: string;
  /** Members that items can have, beside those that they do have. */
  readonly names: readonly string[];
  readonly parameters: readonly Parameter[];
}

/** Returns the items that all parameters of a query select; undefined when one of them is not a filter. */
export function matchingItems(
  items: readonly Item[],
  query: Query,
  names: readonly string[],
): readonly Item[] | undefined {
  const known = { described: names, all: once(() => knownNames(names, items)) };
  const filters = queryEntries(query).map((entry) => filterOf(entry, known));
  if (filters.includes(undefined)) return undefined;
  return items.filter((item) => filters.every((filter) => filter?.fits(item) === true));
}

/** Filters and sorts the items, and cuts the page out. The names of the query's parameters tell what each is for. */
export function selectPage(
  items: readonly Item[],
  query: Query,
  context: Partial<ListContext> = {},
): ListPage {
  return pageOf(sourceOf(items), query, context);
}

/** Does so for items that need not be looked at one by one, where the query neither filters nor sorts. */
export function pageOf(source: ItemSource, query: Query, context: Partial<ListContext> = {}): ListPage {
  const { key = 'id', names = [], parameters = [] } = context;
  const entries = queryEntries(query);
  const known = { described: names, all: once(() => knownNames(names, source.slice())) };
  const filters = entries.flatMap((entry) => filterOf(entry, known) ?? []);
  const matching = filters.length === 0 ? source : sourceOf(filtered(source, filters));
  const sorted = sortItems(matching, entries, names);
  const ordered = sorted === undefined ? matching : sourceOf(sorted);
  const position = positionOf(ordered, entries, { key, parameters });
  const { offset, limit } = position;
  const end = limit === undefined ? undefined : offset + limit;
  return { ...position, items: ordered.slice(offset, end), total: ordered.size };
}

/** Returns the items that fit all filters, by an index for one of them where there is one. */
function filtered(source: ItemSource, filters: readonly ItemFilter[]): readonly Item[] {
  for (const { among } of filters) {
    const found = among && source.having?.(...among);
    if (found !== undefined) return found.filter((item) => filters.every(({ fits }) => fits(item)));
  }
  return source.slice().filter((item) => filters.every(({ fits }) => fits(item)));
}

function knownNames(names: readonly string[], items: readonly Item[]): readonly string[] {
  return [...new Set([...names, ...memberNames(items)])];
}
