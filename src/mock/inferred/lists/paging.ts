import type { Parameter } from '../../../description/model/parameter.ts';
import type { Item } from '../../state/store.ts';
import { memberNames } from '../items/item-member.ts';
import { filterOf } from './filtering.ts';
import { positionOf, type PagePosition } from './page-position.ts';
import { queryEntries, type Query } from './query-entries.ts';
import { sorted } from './sorting.ts';

/** The part of a list that a query asks for. */
export interface ListPage extends PagePosition {
  readonly items: readonly Item[];
  /** Items that match, on all pages. */
  readonly total: number;
}

/** What is known of the items and of the query's parameters. */
interface ListContext {
  /** The member that identifies an item. */
  readonly key: string;
  /** Members that items may have. */
  readonly names: readonly string[];
  readonly parameters: readonly Parameter[];
}

/** The items that a query means; undefined where some of it means nothing to them. */
export function matchingItems(
  items: readonly Item[],
  query: Query,
  names: readonly string[],
): readonly Item[] | undefined {
  const known = [...new Set([...names, ...memberNames(items)])];
  const filters = queryEntries(query).map((entry) => filterOf(entry, known));
  if (filters.includes(undefined)) return undefined;
  return items.filter((item) => filters.every((fits) => fits?.(item) === true));
}

/** Filters by properties, sorts, and cuts the page out, as far as the query's names say that they mean it. */
export function pageOf(items: readonly Item[], query: Query, context: Partial<ListContext> = {}): ListPage {
  const { key = 'id', names = [], parameters = [] } = context;
  const entries = queryEntries(query);
  const known = [...new Set([...names, ...memberNames(items)])];
  const filters = entries.flatMap((entry) => filterOf(entry, known) ?? []);
  const matching = items.filter((item) => filters.every((fits) => fits(item)));
  const ordered = sorted(matching, entries);
  const position = positionOf(ordered, entries, { key, parameters });
  const { offset, limit } = position;
  const end = limit === undefined ? undefined : offset + limit;
  return { ...position, items: ordered.slice(offset, end), total: ordered.length };
}
