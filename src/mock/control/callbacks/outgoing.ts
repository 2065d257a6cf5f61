import type { Operation } from '../../../description/model/operation.ts';
import type { HeaderFields } from '../../../http/message.ts';
import type { Violation } from '../../../validation/violation.ts';

/** A request that the mock sends by itself. */
export interface Outgoing {
  readonly kind: 'callback' | 'webhook';
  readonly name: string;
  /** What is sent. */
  readonly operation: Operation;
  /** The operation after whose response it is sent; undefined for a webhook. */
  readonly after: Operation | undefined;
  readonly url: string;
  /** By lower-case name. */
  readonly headers: HeaderFields;
  readonly body: Uint8Array;
  /** The rules that it breaks. */
  readonly violations: readonly Violation[];
  /** Why it cannot be sent. */
  readonly fault?: string;
}

/** The end of one try to send a request. */
export type Sent =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly headers: HeaderFields;
      readonly body: Uint8Array;
    }
  /** There was no response. */
  | { readonly kind: 'failed'; readonly reason: string }
  /** It must not be sent there. */
  | { readonly kind: 'refused'; readonly reason: string };

/** Sends a request once, unless it must not be sent there. It ends when the signal says so. */
export type Send = (
  request: Pick<Outgoing, 'url' | 'headers' | 'body'> & { readonly method: string },
  signal: AbortSignal,
) => Promise<Sent>;
