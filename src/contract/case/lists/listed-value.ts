/** How a parameter narrows a list down to items with a value. */
export type FilterKind =
  /** Items that have the text, or have it in theirs. */
  | 'text'
  /** The number itself, or one end of a range. */
  | 'number'
  /** One of the choices that the member has as well. */
  | 'choice'
  /** What is on or off, or has choices of its own. */
  | 'switch';

/**
 * A value that is taken from the items of a list in a response, where it shows at least two. `list` is a JSON Pointer to
 * it, `key` the member that identifies an item, and `schema` a JSON Pointer into the description: what the value has to
 * fit.
 */
export type ListedValue = { readonly list: string; readonly key: string } & (
  | { readonly take: 'identifier'; readonly schema: string }
  /** The value that the fewest items have; of numbers, one in the middle. */
  | {
      readonly take: 'filter';
      readonly member: string;
      readonly kind: FilterKind;
      readonly schema: string;
      /** One of these that the value is not, instead of the value. */
      readonly others?: readonly string[];
    }
  /** One of the texts of the first item that has any, or that item's identifier. */
  | ({ readonly take: 'text'; readonly number: number; readonly schema: string } & TextsOfItem)
  | ({ readonly take: 'textHolder' } & TextsOfItem)
  /** A day before the first, or after the last, of the times of an item, or that item's identifier. */
  | ({
      readonly take: 'time';
      readonly side: 'before' | 'after';
      readonly isDay: boolean;
      readonly schema: string;
    } & TimesOfItem)
  | ({ readonly take: 'timeHolder' } & TimesOfItem)
  /** How many items a page has, so that a few pages show the list. */
  | { readonly take: 'pageSize'; readonly least: number; readonly most: number }
);

export interface TextsOfItem {
  /** The members that may have a text, the likeliest first. */
  readonly members: readonly string[];
}

export interface TimesOfItem {
  readonly members: readonly string[];
  readonly item: 'newest' | 'oldest';
}

/** The place of the page behind one that is full: the number of its first item, or its own. */
export interface NumberedPage {
  /** JSON Pointer to the list. */
  readonly list: string;
  /** The query parameters that say how many items a page has, and which page it is. */
  readonly limit: string;
  readonly place: string;
  readonly counts: 'items' | 'pages';
  /** The place of the first page. */
  readonly first: number;
}
