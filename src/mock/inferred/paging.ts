import { isObject } from '../../spec/json.ts';
import type { Item } from '../store.ts';

type Query = Readonly<Record<string, unknown>>;

/** The part of a list that a query asks for. */
export interface ListPage {
  readonly items: readonly Item[];
  /** Items that match, on all pages. */
  readonly total: number;
  readonly offset: number;
  /** Undefined where the query sets no bound. */
  readonly limit: number | undefined;
  /** From 1; undefined where pages are not numbered. */
  readonly page: number | undefined;
}

const LIMIT = /^(limit|count|size|per_?page|page_?size|max_?results|top|\$top|first|take|rows)$/i;
const OFFSET = /^(offset|skip|start|from|\$skip)$/i;
const PAGE = /^(page|page_?number|page_?no|p)$/i;
const SORT = /^(sort|sort_?by|order_?by|ordering|\$orderby)$/i;
const DIRECTION = /^(order|direction|sort_?order|sort_?dir|dir)$/i;

/** Filters by properties, sorts, and cuts the page out, as far as the query's names say that they mean it. */
export function pageOf(items: readonly Item[], query: Query): ListPage {
  const matching = items.filter((item) => matches(item, query));
  const sorted = sort(matching, query);
  const limit = numberFor(query, LIMIT);
  const page = numberFor(query, PAGE);
  const offset = numberFor(query, OFFSET) ?? (page === undefined ? 0 : Math.max(0, page - 1) * (limit ?? 10));
  const size = limit ?? (page === undefined ? undefined : 10);
  const end = size === undefined || size <= 0 ? undefined : offset + size;
  return { items: sorted.slice(offset, end), total: sorted.length, offset, limit: size, page };
}

function numberFor(query: Query, name: RegExp): number | undefined {
  const found = Object.entries(query).find(([key, value]) => name.test(key) && Number.isInteger(value));
  return found === undefined ? undefined : Number(found[1]);
}

/** A parameter that is called like a property filters by it; a list of values means any of them. */
function matches(item: Item, query: Query): boolean {
  return Object.entries(query).every(([name, wanted]) => {
    if (!Object.hasOwn(item, name) || isPaging(name) || isObject(wanted)) return true;
    const allowed = Array.isArray(wanted) ? wanted : [wanted];
    const value = item[name];
    const values = Array.isArray(value) ? value : [value];
    return allowed.some((one) => values.some((own) => String(own) === String(one)));
  });
}

function isPaging(name: string): boolean {
  return [LIMIT, OFFSET, PAGE, SORT, DIRECTION].some((pattern) => pattern.test(name));
}

/** `name`, `-name`, `name:desc`, `name desc`, several with commas between; a second parameter may give the direction. */
function sort(items: readonly Item[], query: Query): readonly Item[] {
  const wanted = Object.entries(query).find(([name]) => SORT.test(name))?.[1];
  const texts = (Array.isArray(wanted) ? wanted : [wanted]).filter((one) => typeof one === 'string');
  const general = Object.entries(query).find(([name]) => DIRECTION.test(name))?.[1];
  const keys = texts
    .flatMap((text) => text.split(','))
    .map((text) => sortKey(text.trim(), general))
    .filter(({ name }) => items.some((item) => Object.hasOwn(item, name)));
  if (keys.length === 0) return items;
  return items.toSorted((left, right) => {
    for (const { name, sign } of keys) {
      const difference = compare(left[name], right[name]);
      if (difference !== 0) return sign * difference;
    }
    return 0;
  });
}

function sortKey(text: string, general: unknown): { readonly name: string; readonly sign: 1 | -1 } {
  const [, prefix = '', name = '', suffix = ''] = /^([-+]?)([^:\s]*)(?:[:\s]+(\w+))?$/.exec(text) ?? [];
  const direction = suffix === '' ? String(general ?? '') : suffix;
  return { name, sign: prefix === '-' || /^desc/i.test(direction) ? -1 : 1 };
}

function compare(left: unknown, right: unknown): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  const [one, other] = [textOf(left), textOf(right)];
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

function textOf(value: unknown): string {
  return value === undefined || value === null
    ? ''
    : typeof value === 'object'
      ? JSON.stringify(value)
      : String(value);
}

const TOTAL = /^(total|total_?count|total_?items|total_?results|total_?elements|count_?total|num_?found)$/i;
const PAGES = /^(pages|total_?pages|page_?count|last_?page)$/i;
const MORE = /^(has_?more|has_?next|has_?next_?page|more)$/i;

/** The members of an envelope that speak of the page, set to what is true; in the envelope itself and one level below. */
export function withCounts(
  envelope: unknown,
  page: ListPage,
  listName: string | undefined,
  depth = 0,
): unknown {
  if (!isObject(envelope) || depth > 1) return envelope;
  const entries = Object.entries(envelope).map(([name, value]): [string, unknown] => {
    if (name === listName) return [name, value];
    if (isObject(value)) return [name, withCounts(value, page, undefined, depth + 1)];
    return [name, countFor(name, value, page)];
  });
  return Object.fromEntries(entries);
}

function countFor(name: string, value: unknown, { items, total, offset, limit, page }: ListPage): unknown {
  const size = limit !== undefined && limit > 0 ? limit : Math.max(total, 1);
  if (typeof value === 'boolean' && MORE.test(name)) return offset + items.length < total;
  if (typeof value !== 'number') return value;
  if (TOTAL.test(name)) return total;
  if (PAGES.test(name)) return Math.ceil(total / size);
  if (OFFSET.test(name)) return offset;
  if (PAGE.test(name) || /^current_?page$/i.test(name)) return page ?? Math.floor(offset / size) + 1;
  if (/^count$/i.test(name)) return items.length;
  return LIMIT.test(name) ? (limit ?? items.length) : value;
}
