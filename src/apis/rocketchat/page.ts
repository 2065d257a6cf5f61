/** What a list's query asks for. */
export interface PageQuery {
  readonly offset: number;
  /** At most this many; 0 for all. */
  readonly count: number;
  /** Field (dots lead into objects) to direction, the first counts most. */
  readonly sort: Readonly<Record<string, 1 | -1>>;
}

export interface Page<Item> {
  readonly items: readonly Item[];
  /** Items on this page. */
  readonly count: number;
  readonly offset: number;
  /** Items on all pages. */
  readonly total: number;
}

/** The defaults are those of the description: they are filled in before a behaviour runs. */
export function pageQuery(query: Readonly<Record<string, unknown>>): PageQuery {
  return {
    offset: Number(query['offset']),
    count: Number(query['count']),
    sort: (query['sort'] ?? {}) as PageQuery['sort'],
  };
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

/** Numbers by value, text by code point; what is absent or of another type comes first. */
export function compare(left: unknown, right: unknown): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  const [leftText, rightText] = [textOf(left), textOf(right)];
  if (leftText === rightText) return 0;
  return leftText < rightText ? -1 : 1;
}

function textOf(value: unknown): string {
  return value === undefined || value === null || typeof value === 'object' ? '' : String(value);
}
