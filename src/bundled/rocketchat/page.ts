/** What a list's query asks for. */
interface PageQuery {
  readonly offset: number;
  /** At most this many; 0 for all. */
  readonly count: number;
  /** Field (dots lead into objects) to direction, the first counts most. */
  readonly sort: Readonly<Record<string, 1 | -1>>;
}

interface Page<Item> {
  readonly items: readonly Item[];
  /** Items on this page. */
  readonly count: number;
  readonly offset: number;
  /** Items on all pages. */
  readonly total: number;
}

/** The defaults are those of the description: they are filled in before a behaviour runs. */
export function pageQuery({
  offset,
  count,
  sort = {},
}: Omit<PageQuery, 'sort'> & Partial<PageQuery>): PageQuery {
  return { offset, count, sort };
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

/** What is absent comes first, then booleans, then numbers by value, then text by code point. */
export function compare(left: unknown, right: unknown): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  if (typeof left === 'string' && typeof right === 'string') return compareText(left, right);
  return rankOf(left) - rankOf(right);
}

function rankOf(value: unknown): number {
  if (typeof value === 'boolean') return value ? 2 : 1;
  return typeof value === 'number' ? 3 : typeof value === 'string' ? 4 : 0;
}

/** `<` would compare UTF-16 code units, which put U+1F600 before U+FF5E. */
function compareText(left: string, right: string): number {
  if (left === right) return 0;
  let at = 0;
  while (left.charCodeAt(at) === right.charCodeAt(at)) at += 1;
  return (left.codePointAt(at) ?? -1) - (right.codePointAt(at) ?? -1);
}
