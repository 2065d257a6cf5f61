import { coercedNumber } from './coerce.ts';

/** The page and the order that a query selects. */
interface PageQuery {
  readonly offset: number;
  /** The largest number of items; 0 for all. */
  readonly count: number;
  /** The direction by field, the most important field first. Dots in a field lead into objects. */
  readonly sort: Readonly<Record<string, 1 | -1>>;
}

interface Page<Item> {
  readonly items: readonly Item[];
  /** The number of items on this page. */
  readonly count: number;
  readonly offset: number;
  /** The number of items on all pages. */
  readonly total: number;
}

/** A query as it is sent. The mock has filled in the defaults of the description before. */
interface SentQuery {
  readonly offset: number | string;
  readonly count: number | string;
  readonly sort?: PageQuery['sort'];
}

/** The number of items of a page that no request exceeds, but for all of them; and the default. */
const LARGEST = 100;
const DEFAULT_COUNT = 50;

/** Takes the page and the order out of a query. */
export function pageQuery({ offset, count, sort = {} }: SentQuery): PageQuery {
  const size = Math.abs(coercedNumber(count) ?? DEFAULT_COUNT);
  return { offset: coercedNumber(offset) ?? 0, count: Math.min(size, LARGEST), sort };
}

/** Sorts by the query, then by `order` where that leaves items equal, and cuts the page out. */
export function pageOf<Item extends object>(
  items: readonly Item[],
  { offset, count, sort }: PageQuery,
  order: (left: Item, right: Item) => number,
): Page<Item> {
  const sorted = items.toSorted((left, right) => compareBy(left, right, sort) || order(left, right));
  const page = sorted.slice(offset, count === 0 ? undefined : offset + count);
  return { items: page, count: page.length, offset, total: sorted.length };
}

function compareBy(left: object, right: object, sort: PageQuery['sort']): number {
  for (const [field, direction] of Object.entries(sort)) {
    const difference = compare(fieldOf(left, field), fieldOf(right, field));
    if (difference !== 0) return difference * direction;
  }
  return 0;
}

function fieldOf(item: object, path: string): unknown {
  return path.split('.').reduce<unknown>((value, name) => {
    const isInside = typeof value === 'object' && value !== null && Object.hasOwn(value, name);
    return isInside ? (value as Record<string, unknown>)[name] : undefined;
  }, item);
}

/** Compares values: absent ones come first, then booleans, numbers by value, and texts by code point. */
export function compare(left: unknown, right: unknown): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  if (typeof left === 'string' && typeof right === 'string') return compareText(left, right);
  return rankOf(left) - rankOf(right);
}

function rankOf(value: unknown): number {
  if (typeof value === 'boolean') return value ? 2 : 1;
  return typeof value === 'number' ? 3 : typeof value === 'string' ? 4 : 0;
}

/** Compares texts by code point. `<` compares UTF-16 code units, which put U+1F600 before U+FF5E. */
function compareText(left: string, right: string): number {
  if (left === right) return 0;
  let index = 0;
  while (left.charCodeAt(index) === right.charCodeAt(index)) index += 1;
  return (left.codePointAt(index) ?? -1) - (right.codePointAt(index) ?? -1);
}
