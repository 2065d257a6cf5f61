import type { Operation } from '../../description/model/operation.ts';
import type { Correction } from '../../description/resources/correction.ts';
import type { Formats } from '../../description/schemas/keywords/custom-formats.ts';
import type { HeaderFields, RawRequest, RawResponse } from '../../http/message.ts';
import type { RequestValues } from '../../validation/validate-request.ts';
import type { Violation } from '../../validation/violation.ts';
import type { Transaction } from '../state/transaction.ts';

/** A request that fits the description: its decoded values, and its operation. */
export type BehaviourRequest<Values = RequestValues> = Values & {
  readonly operation: Operation;
  /** The `Content-Type` of the body as the request names it; undefined without one. */
  readonly contentType?: string | undefined;
};

/** The types of one operation, as `stuntdouble types` writes them. */
export interface OperationTypes {
  readonly request: object;
  readonly response: { readonly status: number; readonly body?: unknown };
}

/** The types of an operation when no types were generated. */
export interface AnyOperation {
  readonly request: RequestValues;
  readonly response: BehaviourResponse;
}

/**
 * The response of a behaviour. The mock checks it against the description, and sends a 500 in its place when it does
 * not fit.
 */
export interface BehaviourResponse {
  readonly status: number;
  /** By lower-case name. Default of `content-type`: a documented media type that the client accepts. */
  readonly headers?: HeaderFields;
  /** Default: the response has no body. */
  readonly body?: unknown;
  /**
   * The reason of a refusal, for a status of 400 or above without `body`: the mock writes the documented body with it.
   */
  readonly reason?: string;
}

/**
 * Code that answers an operation. All its effects go through `tx`. The mock may run it again when other requests have
 * changed what it read. All its changes are kept, or none when it throws or its status is 400 or above.
 */
export type Behaviour<Types extends OperationTypes = AnyOperation> = (
  request: BehaviourRequest<Types['request']>,
  tx: Transaction,
) => BehaviourResult<Types['response']> | Promise<BehaviourResult<Types['response']>>;

/** A documented response, or a refusal whose body the mock writes. */
type BehaviourResult<Response> =
  (Response extends unknown ? Response & { readonly headers?: HeaderFields } : never) | BehaviourRefusal;

/** A refusal. The mock writes the body that the operation documents for the status, with this reason. */
export interface BehaviourRefusal {
  /** 400 or above. */
  readonly status: number;
  readonly reason: string;
  readonly headers?: HeaderFields;
  readonly body?: undefined;
}

/** Behaviours by `operationId`; only those of `Operations`, when `stuntdouble types` has generated that type. */
export type OperationBehaviours<Operations> = string extends keyof Operations
  ? Readonly<Record<string, Behaviour>>
  : {
      readonly [Id in keyof Operations]?: Operations[Id] extends OperationTypes
        ? Behaviour<Operations[Id]>
        : never;
    };

/**
 * Returns the body of a refusal in the words of the real platform. It has to fit the schema that the operation
 * documents for the status; when it does not, or for `undefined`, the mock writes the body.
 */
export type Refuse = (
  violations: readonly Violation[],
  operation: Operation,
  refusal: { readonly status: number; readonly reason: string; readonly request?: RawRequest | undefined },
) => unknown;

/** The definition of a collection of the state. */
export interface CollectionDefinition {
  /** The name of the member that identifies an item. Default: `_id` or `id`, the one that the items have. */
  readonly key?: string;
  /** The name of the schema in `components/schemas` that each item fits. The fixtures are checked with it at start. */
  readonly schema?: string;
}

/** The code of an API beside its description. A behaviours file exports it. */
export interface Behaviours<Operations = Record<string, AnyOperation>> {
  /** By `operationId`, or `METHOD /path` where there is none. */
  readonly operations?: OperationBehaviours<Operations>;
  readonly refuse?: Refuse;
  /**
   * True where the responses of the operations depend on nothing but the request and the transaction. Then one to a read
   * that comes again is remembered until a collection that it was made from changes. Default: false.
   */
  readonly isPure?: boolean;
  /** The operations, by `operationId`, that refuse query parameters which the description does not name. */
  readonly strictQuery?: readonly string[];
  readonly collections?: Readonly<Record<string, CollectionDefinition>>;
  /** Corrections of inferred behaviours, by `operationId`; `false`: no behaviour is inferred for the operation. */
  readonly inferred?: Readonly<Record<string, Correction | false>>;
  /** The values of `format` that the description uses and JSON Schema does not define. */
  readonly formats?: Formats;
}

/**
 * Returns its argument: it gives a behaviours file its types. With `Operations`, requests and responses are typed too.
 */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the caller names it
export function defineBehaviours<Operations = Record<string, AnyOperation>>(
  behaviours: Behaviours<NoInfer<Operations>>,
): Behaviours {
  return behaviours as Behaviours;
}

/** A response that is ready to be sent. */
export interface PreparedResponse {
  readonly response: RawResponse;
  /**
   * The reason why this is sent in place of the intended response, whose changes are dropped; undefined when it is the
   * intended one.
   */
  readonly fault: string | undefined;
}
