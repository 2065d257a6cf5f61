import type { Convention } from './convention.ts';

/** Members that stand around a list in a response. */
export const LIST_MEMBERS = {
  /** The number of items on all pages. */
  total: {
    sure: ['total', 'total count', 'total items', 'total results'],
    likely: [
      'total elements',
      'total records',
      'total size',
      'total hits',
      'count total',
      'num found',
      'result count',
    ],
  },

  /** The number of pages. */
  pageCount: {
    sure: [],
    likely: ['pages', 'total pages', 'page count', 'last page', 'num pages', 'page total'],
  },

  /** The number of this page, beside the names of the parameter. */
  currentPage: { sure: [], likely: ['current page'] },

  /** The number of items on this page. */
  itemsShown: { sure: [], likely: ['number of elements'] },

  /** True where there is a next page. */
  hasNext: {
    sure: ['more', 'has more', 'has next', 'has next page'],
    likely: ['has more items'],
  },

  /** True where there is a page before this one. */
  hasPrevious: {
    sure: [],
    likely: ['has previous', 'has prev', 'has prior', 'has previous page', 'has prev page'],
  },

  /** True on the first page. */
  isFirst: { sure: [], likely: ['first', 'is first'] },

  /** True on the last page. */
  isLast: { sure: [], likely: ['last', 'is last', 'complete'] },

  /** The cursor of the next page. */
  nextCursor: {
    sure: ['next cursor', 'next token', 'next page token', 'next marker', 'end cursor'],
    likely: ['next key'],
    suiteOnly: ['next page cursor'],
  },

  /** The cursor of the next page, called like the parameter that takes it; the mock reads it by the parameter's names. */
  sameCursor: { sure: ['cursor', 'continuation token'] },

  /** The address of the next page, its number or its cursor. */
  nextPage: {
    sure: ['next', 'next page', 'next link', 'next url', 'next page url'],
    likely: ['next href'],
  },

  /** The address of the page before this one, or its number. */
  previousPage: {
    sure: [],
    likely: [
      'prev',
      'prev page',
      'prev link',
      'prev url',
      'prev page url',
      'previous',
      'previous page',
      'previous link',
      'previous url',
    ],
  },

  /** A sign that the list goes on, for the suite, beside its total. Fewer names than above. */
  goesOn: {
    sure: [],
    suiteOnly: ['next', 'next cursor', 'next page', 'next page token', 'has more', 'has next'],
  },
} satisfies Readonly<Record<string, Convention>>;

/** Header fields that say the total; the mock sends none. */
export const TOTAL_FIELDS = ['x-total-count', 'x-total', 'total-count'] as const;
