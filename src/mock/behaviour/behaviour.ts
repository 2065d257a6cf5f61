import type { Operation } from '../../description/model/operation.ts';
import type { Correction } from '../../description/resources/correction.ts';
import type { Formats } from '../../description/schemas/schema-validators.ts';
import type { HeaderFields, RawResponse } from '../../http/message.ts';
import type { RequestValues } from '../../validation/validate-request.ts';
import type { Violation } from '../../validation/violation.ts';
import type { Transaction } from '../state/transaction.ts';

/** A request that fits the description, decoded. */
export type BehaviourRequest<Values = RequestValues> = Values & { readonly operation: Operation };

/** What `stuntdouble types` says of one operation. */
export interface OperationTypes {
  readonly request: object;
  readonly response: { readonly status: number; readonly body?: unknown };
}

/** An operation of which nothing is said. */
export interface AnyOperation {
  readonly request: RequestValues;
  readonly response: BehaviourResponse;
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
export type Behaviour<Types extends OperationTypes = AnyOperation> = (
  request: BehaviourRequest<Types['request']>,
  tx: Transaction,
) => Answered<Types['response']> | Promise<Answered<Types['response']>>;

/** What is documented, or a refusal that the mock words. */
type Answered<Response> =
  (Response extends unknown ? Response & { readonly headers?: HeaderFields } : never) | BehaviourRefusal;

/** Refuses in the shape that the operation documents for the status. */
export interface BehaviourRefusal {
  /** 400 or above. */
  readonly status: number;
  readonly reason: string;
  readonly headers?: HeaderFields;
  readonly body?: undefined;
}

/** Behaviours by `operationId`: those of `Operations` where `stuntdouble types` has said which there are. */
export type OperationBehaviours<Operations> = string extends keyof Operations
  ? Readonly<Record<string, Behaviour>>
  : {
      readonly [Id in keyof Operations]?: Operations[Id] extends OperationTypes
        ? Behaviour<Operations[Id]>
        : never;
    };

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
export interface Behaviours<Operations = Record<string, AnyOperation>> {
  /** By `operationId`, or `METHOD /path` where there is none. */
  readonly operations?: OperationBehaviours<Operations>;
  readonly refuse?: Refuse;
  readonly collections?: Readonly<Record<string, CollectionDefinition>>;
  /** Corrects what is remembered without behaviours: by `operationId`, `false` for nothing. */
  readonly inferred?: Readonly<Record<string, Correction | false>>;
  /** Formats that the description uses and JSON Schema does not know. */
  readonly formats?: Formats;
}

/** Gives a behaviours file its types; those of its requests and responses where it names its `Operations`. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the caller names it
export function defineBehaviours<Operations = Record<string, AnyOperation>>(
  behaviours: Behaviours<NoInfer<Operations>>,
): Behaviours {
  return behaviours as Behaviours;
}

/** An answer on its way out. */
export interface Answer {
  readonly response: RawResponse;
  /** Why what should have been answered cannot be; its changes are not kept. */
  readonly fault: string | undefined;
}
