import type { FilterKind } from './listed-value.ts';

/** A rule about what lists of a target show, whoever has made it. `by` reads the list; `at` is its place. */
export type ListLaw =
  /** A page has no more items than were asked for. */
  | { readonly kind: 'limited'; readonly key: string; readonly limit: string }
  /** Pages have each item of the list once. Those behind the last one were not sent. */
  | ({ readonly kind: 'readThrough' } & LawReadThrough)
  /** Of the items that `by` showed, those with the value are shown, and none with another. */
  | {
      readonly kind: 'narrowed';
      readonly key: string;
      readonly member: string;
      readonly filter: FilterKind;
      /** The name under which the value is bound. */
      readonly value: string;
      /** The list that is asked for by another choice of a switch. */
      readonly other?: number;
    }
  /** A list that is asked for the other way round has its items the other way round. */
  | { readonly kind: 'reversed'; readonly before: number; readonly key: string; readonly member: string }
  /** One of the lists that were searched by texts of an item has it. */
  | {
      readonly kind: 'searched';
      readonly key: string;
      readonly item: string;
      readonly lists: readonly number[];
    }
  /** A list of a range of time around those of an item has it. */
  | ({ readonly kind: 'inRange' } & LawInRange)
  /** An item is the same where it is read as where it is listed, but for members that change from read to read. */
  | ({ readonly kind: 'listAgrees' } & LawListAgrees)
  /** The same request is answered the same: `before`, `shown` and `again` come one after the other. */
  | { readonly kind: 'steady'; readonly key: string; readonly before: number; readonly again: number }
  /** HEAD is answered as GET is, without a body. `before` and `again` are GET. */
  | { readonly kind: 'headAgrees'; readonly before: number; readonly again: number };

interface LawReadThrough {
  readonly key: string;
  readonly pages: readonly number[];
  /** The names under which each page binds the place of the next. */
  readonly next: readonly string[];
  /** The list once more, behind the pages. */
  readonly again: number;
  /** The query parameter that says how many items a page has. */
  readonly limit: string;
  /** True where the first of the pages is known to be the first one of the list. */
  readonly isFromStart: boolean;
  /** True where the target itself has said where each next page begins: then it has to take that. */
  readonly isGiven: boolean;
}

interface LawInRange {
  readonly key: string;
  readonly item: string;
  /** The member that the parameters name; undefined where they name none. */
  readonly member: string | undefined;
  /** The names under which the ends of the range are bound, where they are asked for. */
  readonly from?: string;
  readonly to?: string;
}

interface LawListAgrees {
  readonly key: string;
  readonly item: string;
  /** The list once more. */
  readonly again: number;
  /** The item, twice in a row, and its place in the response. */
  readonly reads: readonly [number, number];
  readonly envelope: readonly string[];
}
