/**
 * What must hold between the answers of a case. `by` is the step that brings it about: where that failed, or was
 * answered 202 (RFC 9110, section 15.3.3: not done yet), the law says nothing. `shown` is the step whose answer is
 * looked at, and `at` where the item, or the list, stands in it.
 */
export type Law = LawSteps &
  (
    | ({ readonly kind: 'createdReadable' } & LawItem)
    | ({ readonly kind: 'createdListed' } & LawItem)
    | ({ readonly kind: 'changeShows' } & LawSent)
    | ({ readonly kind: 'restKept' } & LawBefore)
    | ({ readonly kind: 'neighbourKept' } & LawItem & LawBefore)
    | ({ readonly kind: 'deletedGone' } & LawItem)
    | ({ readonly kind: 'deletedUnlisted' } & LawItem)
    | ({ readonly kind: 'listShows' } & LawItem & { readonly sent: Members; readonly refers?: LawRefers })
    | ({ readonly kind: 'sameAgain' } & LawBefore)
    | { readonly kind: 'identifiersDiffer'; readonly items: readonly string[] }
    | ({ readonly kind: 'located' } & LawItem & { readonly path: string })
    | ({ readonly kind: 'timesRun' } & { readonly before: number })
    | ({ readonly kind: 'readOnlyKept' } & LawBefore)
    | { readonly kind: 'otherItem'; readonly key: string; readonly asked: string }
    | ({ readonly kind: 'pages' } & LawPages)
    | ({ readonly kind: 'cursorPages' } & LawCursorPages)
    | {
        readonly kind: 'filtered';
        readonly name: string;
        readonly value: unknown;
        /** The name under which a value is bound that takes its place. */
        readonly refer?: string;
      }
    | {
        readonly kind: 'sorted';
        readonly name: string;
        readonly order: 'ascending' | 'descending' | 'either';
      }
    | { readonly kind: 'precondition'; readonly tag: string; readonly is: 'met' | 'unmet' | 'same' | 'other' }
    | { readonly kind: 'tagChanges'; readonly before: number }
    | { readonly kind: 'locatedThere' }
    | ({ readonly kind: 'linked' } & LawLink)
  );

/** A link by its name: the answer to `by` has it, and `shown` is where it leads. */
interface LawLink {
  readonly name: string;
  /** JSON Pointer to it in the description. */
  readonly rule: string;
  /** Whether the request has a body that the link does not give. */
  readonly hasOwnBody: boolean;
}

/** Pages of a list: `shown` is all of it, `again` the same once more behind them. */
interface LawPages {
  readonly key: string;
  readonly pages: readonly number[];
  readonly again: number;
  /** How many items a page may have. */
  readonly limit: number;
  /** Whether the first of the pages is known to be the first that there is. */
  readonly isFromStart: boolean;
}

/** Pages by cursors: those behind the last were not sent. */
interface LawCursorPages extends Omit<LawPages, 'isFromStart'> {
  /** The names under which the pages bind the cursors of the next. */
  readonly next: readonly string[];
  /** The names of items that have to be on one of them. */
  readonly items: readonly string[];
}

interface LawSteps {
  readonly by: number;
  readonly shown: number;
  readonly at: readonly string[];
}

/** Which item: its identifier's member, and the name under which the identifier is bound. */
interface LawItem {
  readonly key: string;
  readonly item: string;
}

/** What `by` carried is what `shown` answers, of the members that both have. */
interface LawSent {
  readonly sent: Members;
  readonly refers?: LawRefers;
  /** Those that must not be missing: members that the description of `shown` has, and that nobody hides. */
  readonly lasting: readonly string[];
  /** Where the answer to `by` itself shows the item. */
  readonly echo: readonly string[] | undefined;
}

/** What the step `before` showed as it had been sent is what `shown` answers still. */
interface LawBefore {
  readonly before: number;
  readonly sent: Members;
  readonly refers?: LawRefers;
}

type Members = Readonly<Record<string, unknown>>;

/** By JSON Pointer into what was sent, as `refers` of a request. */
type LawRefers = Readonly<Record<string, string>>;
