import type { ListLaw } from './lists/list-law.ts';

/**
 * A rule between the responses of a case. `by` is the step that causes it: if that failed, or its status is 202 (RFC
 * 9110, section 15.3.3: not done yet), the law does not apply. `shown` is the step whose response is checked, and `at`
 * the place of the item, or of the list, in it.
 */
export type Law = LawSteps &
  (
    | ({ readonly kind: 'createdReadable' } & LawItem)
    | ({
        readonly kind: 'createdListed';
        /** Present where it holds only if the request `by` was sent as it was planned. */
        readonly asPlanned?: true;
      } & LawItem)
    | ({ readonly kind: 'changeShows' } & LawSent)
    | ({ readonly kind: 'restKept' } & LawBefore)
    /** Without a key, the path alone tells which item is shown. */
    | ({ readonly kind: 'neighbourKept' } & (LawItem | { readonly key?: never }) & LawBefore)
    | ({ readonly kind: 'deletedGone' } & LawItem)
    | ({ readonly kind: 'deletedUnlisted' } & LawItem)
    /** The path that was deleted shows nothing. */
    | { readonly kind: 'pathGone' }
    | ({ readonly kind: 'listShows' } & LawItem & { readonly sent: Members; readonly refers?: LawRefers })
    /** A list shows each of the items that were sent in one. */
    | { readonly kind: 'listKept'; readonly sent: readonly Members[]; readonly refers?: LawRefers }
    | ({ readonly kind: 'sameAgain' } & LawBefore)
    | { readonly kind: 'identifiersDiffer'; readonly items: readonly string[] }
    | ({ readonly kind: 'located' } & LawItem & { readonly path: string })
    | ({ readonly kind: 'timesRun' } & { readonly before: number })
    | ({ readonly kind: 'readOnlyKept' } & LawBefore)
    /** Below a parent that does not exist there is no list with items, no item of the case's own, and none is created. */
    | ({ readonly kind: 'nothingThere' } & LawBelowNothing)
    | { readonly kind: 'otherItem'; readonly key: string; readonly asked: string }
    | ({ readonly kind: 'pages' } & LawPages)
    | ({ readonly kind: 'cursorPages' } & LawCursorPages)
    | {
        readonly kind: 'filtered';
        readonly name: string;
        readonly value: unknown;
        /** The name of the bound value that replaces it. */
        readonly refer?: string;
        /** True where the parameter may do something else than choose items, of which one has the value. */
        readonly isSwitch?: boolean;
      }
    | {
        readonly kind: 'sorted';
        readonly name: string;
        readonly order: 'ascending' | 'descending' | 'either';
        /** True for a member with choices: nobody knows their order, but equal ones stand side by side. */
        readonly isRanked?: boolean;
        /** The member that identifies an item, where `by` shows the items of the list that is sorted. */
        readonly key?: string;
      }
    | { readonly kind: 'precondition'; readonly tag: string; readonly is: 'met' | 'unmet' | 'same' | 'other' }
    | { readonly kind: 'tagChanges'; readonly before: number }
    | { readonly kind: 'locatedThere' }
    | ({ readonly kind: 'linked' } & LawLink)
    | ({ readonly kind: 'nothingLeft'; readonly key: string } & LawRefused)
    | ({ readonly kind: 'nothingChanged' } & LawRefused)
    | ListLaw
  );

/** What the request `refused` sent is not to be seen behind it. */
interface LawRefused extends LawBefore {
  readonly refused: number;
}

/** A link of the response to `by`, which leads to `shown`. */
interface LawLink {
  readonly name: string;
  /** JSON Pointer to it in the description. */
  readonly rule: string;
  /** True where the request has a body that the link does not give. */
  readonly hasOwnBody: boolean;
}

/** Pages of a list: `shown` is the whole list before them, `again` the whole list after them. */
interface LawPages {
  readonly key: string;
  readonly pages: readonly number[];
  readonly again: number;
  /** The most items of a page. */
  readonly limit: number;
  /** True where the first of the pages is known to be the first one of the list. */
  readonly isFromStart: boolean;
}

/** Pages by cursors. Those after the last page were not sent. */
interface LawCursorPages extends Omit<LawPages, 'isFromStart'> {
  /** The names under which each page binds the cursor of the next. */
  readonly next: readonly string[];
  /** The names of items that have to be on one of the pages. */
  readonly items: readonly string[];
}

interface LawSteps {
  readonly by: number;
  readonly shown: number;
  readonly at: readonly string[];
}

/** An item: the member that identifies it, and the name under which its identifier is bound. */
interface LawItem {
  readonly key: string;
  readonly item: string;
}

interface LawBelowNothing extends Partial<LawItem> {
  readonly isCreate?: true;
  /** The step that looked for the parent. */
  readonly parent?: number;
}

/** Of the members that the request `by` and the response `shown` both have, the values are the same. */
interface LawSent {
  readonly sent: Members;
  readonly refers?: LawRefers;
  /** Members that `shown` must not lack: its description has them, and nothing hides them. */
  readonly lasting: readonly string[];
  /** The place of the item in the response to `by` itself. */
  readonly echo: readonly string[] | undefined;
}

/** What the response `before` had as it was sent, the response `shown` still has. */
interface LawBefore {
  readonly before: number;
  readonly sent: Members;
  readonly refers?: LawRefers;
}

type Members = Readonly<Record<string, unknown>>;

/** Names of bound values by JSON Pointer into what was sent, as `refers` of a request. */
type LawRefers = Readonly<Record<string, string>>;
