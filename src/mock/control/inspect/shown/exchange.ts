import type { MessagePart } from '../../../../validation/violation.ts';
import type { AnsweredBy } from '../../../behaviour/answered-by.ts';
import type { ItemChange } from '../../../state/item-change.ts';
import type { DescriptionLines } from './description-lines.ts';
import type { Credentials, ServedOperation } from './operation.ts';

/** One exchange in a line, with secrets as `***`. */
export interface ExchangeSummary {
  readonly type: 'exchange';
  readonly id: number;
  readonly namespace: string;
  readonly at: string;
  readonly milliseconds: number;
  readonly method: string;
  /** Path and query as sent. */
  readonly target: string;
  readonly status: number;
  /** `operationId` or `METHOD /path`; null when no operation has the path and method. */
  readonly operation: string | null;
  /** The name of its API. */
  readonly api: string | null;
  /** `refusal` where the request was refused before anything answered; `none` where no operation has it. */
  readonly answeredBy: AnsweredBy | 'refusal' | 'none';
  readonly reason: string | null;
  /** The fault that was switched on, and the scenario. */
  readonly fault: string | null;
  readonly scenario: string | null;
  /** The number of items that were added, changed or deleted. */
  readonly changes: number;
  /** The size of the response's body; of a text in characters. */
  readonly size: number;
}

/** An exchange of the journal as it is shown: decoded, and with secrets as `***`. */
export interface JournalEntry {
  /** Counts the exchanges of the mock, from 1. */
  readonly id: number;
  /** The time of the request, by the real clock. */
  readonly at: string;
  readonly milliseconds: number;
  /** `operationId`, or `METHOD /path` without one; null when no operation has the path and method. */
  readonly operation: string | null;
  /** Who has responded. */
  readonly answeredBy: 'mock' | 'upstream';
  readonly method: string;
  /** Percent-encoded, as it was sent. */
  readonly path: string;
  /** By name; a parameter that was sent several times has a list. */
  readonly query: Readonly<Record<string, string | readonly string[]>>;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  /** JSON as its value, other text as a text, other bytes as `{ base64 }`; null without a body. */
  readonly body: unknown;
  /** The reason of a refusal or a failure; null for a normal response. */
  readonly reason: string | null;
  /** The rules that the request breaks, a sentence each. */
  readonly violations: readonly string[];
  readonly response: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: unknown;
    /** The rules that a response of the upstream breaks, a sentence each; absent for a response of the mock. */
    readonly violations?: readonly string[];
  };
  /** The whole sizes of bodies that are kept in part, in bytes. */
  readonly cut?: { readonly request?: number; readonly response?: number };
}

/** An exchange with all that is known of why it was answered so, without secrets. */
export interface ShownExchange extends JournalEntry {
  readonly summary: ExchangeSummary;
  /** Path and query as they were sent. */
  readonly target: string;
  /** The texts of the bodies as they were sent; null where there is none, or it is no text. */
  readonly texts: { readonly request: string | null; readonly response: string | null };
  readonly why: Why;
  /** What has become of the items. */
  readonly changes: readonly ItemChange[];
}

export interface Why {
  /** The operation that has the method and path; null where none has. */
  readonly matched: MatchedOperation | null;
  /** The operations that are most like the request where none has its method and path. */
  readonly nearest: readonly (Pick<MatchedOperation, 'id' | 'method' | 'path' | 'api'> & {
    readonly differs: readonly string[];
  })[];
  readonly rules: readonly BrokenRule[];
  /** What the response of the upstream breaks of the description, a sentence each. */
  readonly upstreamBreaks: readonly string[];
  readonly credentials: Credentials;
  /** The identity that has sent it; null where none is needed, or any is accepted. */
  readonly caller: { readonly id: string; readonly roles: readonly string[] } | null;
}

export interface MatchedOperation extends ServedOperation {
  readonly api: string;
  readonly summary: string | null;
  /** JSON Pointer into the description. */
  readonly pointer: string;
}

/** A rule of the description that a request breaks. */
export interface BrokenRule {
  readonly where: MessagePart;
  /** JSON Pointer into that part. */
  readonly pointer: string;
  readonly keyword: string;
  readonly sentence: string;
  /** The value at that place as JSON, or its start; null where there is none, or it is not known. */
  readonly value: string | null;
  readonly descriptionPointer: string;
}

/** A broken rule with the lines of the description that it stands in. */
export type RuleInLines = BrokenRule & InLines;

/** An exchange with the lines of the description that it is about. */
export interface ExchangeInLines extends ShownExchange {
  readonly why: Why & {
    readonly matched: (MatchedOperation & InLines) | null;
    readonly rules: readonly RuleInLines[];
  };
}

interface InLines {
  readonly lines: DescriptionLines | null;
}
