import type { RequestValues } from '../conformance/judge-request.ts';
import type { HeaderFields } from '../conformance/raw-message.ts';
import type { Violation } from '../conformance/violation.ts';
import type { Operation } from '../spec/operation.ts';
import type { Formats } from '../spec/schema-validators.ts';
import type { Transaction } from './transaction.ts';

/** A request that fits the description, decoded. */
export interface BehaviourRequest extends RequestValues {
  readonly operation: Operation;
}

/** What a behaviour answers. It has to fit the description: the mock checks it, and answers 500 if it does not. */
export interface BehaviourResponse {
  readonly status: number;
  /** Lower-case names; the content type is chosen from the description. */
  readonly headers?: HeaderFields;
  /** Left out: an answer without a body. */
  readonly body?: unknown;
  /** With 400 or above and no body: why; the mock words it in the shape that the operation documents. */
  readonly reason?: string;
}

/**
 * Code that answers an operation. All its effects go through `tx`: it may be run again, and its changes are kept
 * as a whole, or, when it throws or answers 400 or above, not at all.
 */
export type Behaviour = (
  request: BehaviourRequest,
  tx: Transaction,
) => BehaviourResponse | Promise<BehaviourResponse>;

/**
 * Words a refusal as the platform does: the body, in the shape that the operation documents for the status.
 * `undefined` leaves it to the mock.
 */
export type Refuse = (
  violations: readonly Violation[],
  operation: Operation,
  refusal: { readonly status: number; readonly reason: string },
) => unknown;

/** What is known of a collection of the state. */
export interface CollectionDefinition {
  /** The member that identifies an item. Default: `_id` or `id`, whichever the items have. */
  readonly key?: string;
  /** The name of the component schema that each item fits, checked at start. */
  readonly schema?: string;
}

/** Everything that makes an API more than its description. A behaviours file exports these. */
export interface Behaviours {
  /** By `operationId`, or `METHOD /path` where there is none. */
  readonly operations?: Readonly<Record<string, Behaviour>>;
  readonly refuse?: Refuse;
  readonly collections?: Readonly<Record<string, CollectionDefinition>>;
  /** Formats that the description uses and JSON Schema does not know. */
  readonly formats?: Formats;
}

/** Gives a behaviours file its types. */
export function defineBehaviours(behaviours: Behaviours): Behaviours {
  return behaviours;
}
