import type { NoResponse } from '../../http/client/send-failure.ts';
import type { StreamSyntax } from '../../http/stream-syntax.ts';
import type { WholeResponse, RawRequest } from '../../http/message.ts';

/** Where requests go: a URL, an app, or a function. */
export interface Target {
  /** What to call it in reports: its URL, or `mock`. */
  readonly name: string;
  /** True for another machine: what is run against it starts `read-only`. Default: false. */
  readonly isRemote?: boolean;
  /** True for a server that other runs may have tested before: values then differ from run to run. Default: false. */
  readonly isLasting?: boolean;
  /** True for a server that ends with the run, such as a mock of this process: nothing is put back. Default: false. */
  readonly isDisposable?: boolean;
  readonly send: (request: RawRequest, context?: SendContext) => Promise<SendOutcome>;
  /** How long requests of the operation are held back, in milliseconds; absent where they never are. */
  readonly heldFor?: (operation: string) => number;
  /** Resolves after so many milliseconds of the target's time; absent where its effects show at once. */
  readonly wait?: (milliseconds: number) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** What a target may know of a request beside its bytes. */
export interface SendContext {
  /** The operation's id: a limit of the rate concerns one operation, until another one is limited as well. */
  readonly operation?: string | undefined;
  /** How long the response may take, in milliseconds. Default: that of the target. */
  readonly timeout?: number | undefined;
  /** How the items of the response follow each other, where it may go on for ever though its media type does not say so. */
  readonly syntax?: StreamSyntax | undefined;
  /** Called with true when the request is held back, with false when it is not any more. */
  readonly onHeld?: (isHeld: boolean) => void;
}

/** What was sent more than once before it came to this. */
export interface Repeats {
  /** How often it was answered 429 before. */
  readonly limited?: number;
  /** How often the connection failed before. */
  readonly reconnected?: number;
}

export type SendOutcome = Repeats & {
  /** How long it took to the response, in milliseconds, without the time that it was held back. Default: as long as `send`. */
  readonly milliseconds?: number;
} & ({ readonly kind: 'answered'; readonly response: WholeResponse } | NoResponse);
