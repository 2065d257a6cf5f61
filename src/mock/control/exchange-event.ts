import type { Operation } from '../../description/model/operation.ts';
import type { RawRequest, RawResponse } from '../../http/message.ts';
import type { Violation } from '../../validation/violation.ts';
import type { Trace } from '../behaviour/answered-by.ts';

/** A request with its response, for the observer. */
export interface ExchangeEvent {
  readonly request: RawRequest;
  readonly response: RawResponse;
  /** Undefined when no operation has the path and method of the request. */
  readonly operation: Operation | undefined;
  /** The violations of the request; empty for a valid one. */
  readonly violations: readonly Violation[];
  /** The reason of a refusal or a failure, as a sentence; undefined for a normal response. */
  readonly reason: string | undefined;
  /** Set where the upstream has responded: what its response breaks of the description, the most helpful first. */
  readonly upstream?: { readonly violations: readonly Violation[] };
  /** How it was answered; undefined where no operation was asked. */
  readonly trace?: Trace | undefined;
}
