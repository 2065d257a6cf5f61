import type { Convention } from './convention.ts';

/** Parameters of a list: its pages, its order, and which items it has. */
export const LIST_PARAMETERS = {
  /** The number of items in a page. */
  pageSize: {
    sure: ['limit', 'count', 'size', 'max results', 'per page', 'page size', 'page limit', 'top'],
    likely: ['max items', 'max', 'first', 'take', 'rows', 'items per page', 'results per page'],
  },

  /** The number of items before the page. */
  offset: {
    sure: ['offset', 'skip', 'start', 'start index'],
    likely: ['from', 'start at', 'page offset'],
  },

  /** The number of the page. */
  pageNumber: {
    sure: ['page', 'page number', 'page index'],
    likely: ['page no', 'p'],
  },

  /** The number of the item that the page ends before. */
  rangeEnd: { sure: [], likely: ['end'] },

  /** A token from the page before. */
  cursor: {
    sure: [
      'cursor',
      'page token',
      'page cursor',
      'continuation token',
      'marker',
      'next',
      'next token',
      'next cursor',
      'next page token',
    ],
    likely: ['token', 'continue', 'page after', 'bookmark', 'scroll id'],
    suiteOnly: ['next page cursor', 'continuation'],
  },

  /** The identifier of the item that the page comes behind. */
  afterItem: {
    sure: ['after', 'start after', 'starting after', 'since id', 'last id'],
    likely: ['since'],
  },

  /** The identifier of the item that the page comes before. */
  beforeItem: { sure: ['before', 'ending before'], likely: ['page before'] },

  /** The member by which the list is sorted. */
  sort: {
    sure: ['sort', 'sort by', 'order', 'order by', 'ordering'],
    likely: ['sort field', 'sort key', 'sort column'],
    suiteOnly: ['sorting'],
  },

  /** The direction of that order. */
  sortOrder: {
    sure: [
      'order',
      'direction',
      'dir',
      'sort order',
      'sort dir',
      'sort direction',
      'order dir',
      'order direction',
    ],
  },

  /** A text that the items have somewhere. */
  textSearch: {
    sure: ['q', 'query', 'search'],
    likely: [
      'search term',
      'search text',
      'search string',
      'keyword',
      'keywords',
      'term',
      'text',
      'word',
      'words',
    ],
  },

  /** The members that items are shown with, by their names. */
  shownMembers: { sure: [], suiteOnly: ['field', 'fields', 'select'] },

  /** What items are shown with beside their own members. */
  expansion: { sure: [], suiteOnly: ['expand', 'include', 'embed'] },

  /**
   * How items are shown, and which part of the list: a member of that name means something else. The mock filters by
   * members of these names, unless they are names of other conventions.
   */
  noFilter: {
    sure: [],
    suiteOnly: [
      'version',
      'format',
      'lang',
      'language',
      'locale',
      'currency',
      'unit',
      'units',
      'tz',
      'timezone',
      'cursor',
      'page token',
      'after',
      'before',
      'since',
      'until',
    ],
  },

  /**
   * A parameter that shows that a list comes in pages, beside its size: a list without one is taken to be whole. Fewer
   * than the parameters above have.
   */
  inPages: {
    sure: [],
    suiteOnly: [
      'page',
      'page number',
      'offset',
      'skip',
      'start',
      'cursor',
      'page token',
      'next',
      'after',
      'before',
    ],
  },

  /** A value of a filter that leaves all items, whatever they have. */
  everyItem: {
    sure: ['all', 'any', '*'],
    suiteOnly: ['both', 'every', 'everything', 'none'],
  },
} satisfies Readonly<Record<string, Convention>>;
