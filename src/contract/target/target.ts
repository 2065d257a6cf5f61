import type { WholeResponse, RawRequest } from '../../http/message.ts';

/** Where requests go: a URL, an app, or a function. */
export interface Target {
  /** What to call it in reports: its URL, or `mock`. */
  readonly name: string;
  /** True for another machine: what is run against it starts `read-only`. Default: false. */
  readonly isRemote?: boolean;
  readonly send: (request: RawRequest) => Promise<SendOutcome>;
  readonly close: () => Promise<void>;
}

/** What was sent more than once before it came to this. */
export interface Repeats {
  /** How often it was answered 429 before. */
  readonly limited?: number;
  /** How often the connection failed before. */
  readonly reconnected?: number;
}

export type SendOutcome = Repeats &
  (
    | { readonly kind: 'answered'; readonly response: WholeResponse }
    /** The connection was cut, or no whole answer came in time. */
    | { readonly kind: 'dropped'; readonly reason: string }
    /** There is nobody to connect to. */
    | { readonly kind: 'unreachable'; readonly reason: string }
  );
