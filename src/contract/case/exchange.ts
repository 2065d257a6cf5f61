import type { Callback, Operation } from '../../description/model/operation.ts';
import type { WholeResponse, RawRequest } from '../../http/message.ts';
import type { ResponseValidation } from '../../validation/validate-response.ts';
import type { Repeats } from '../target/target.ts';
import type { RequestPlan, Step } from './case.ts';

/** A step whose request has bound values in the place of their names, ready to be sent. */
export interface FilledStep extends Step {
  /** The names of the bound values that it refers to. */
  readonly names: readonly string[];
  /** The caller's header fields that go with it; an empty value leaves the field out. Undefined: all of them. */
  readonly given?: Readonly<Record<string, string>>;
  /** The request with names in the place of bound values, and with the values of the plan. */
  readonly named?: RequestPlan;
}

/** A step that was sent, and its response. */
export interface Exchange extends Repeats {
  readonly step: FilledStep;
  readonly index: number;
  readonly operation: Operation | undefined;
  readonly request: RawRequest;
  /** Undefined without a response. */
  readonly response: WholeResponse | undefined;
  /** Why there is no response. */
  readonly dropped: string | undefined;
  /** The rung of the set-up ladder whose request was sent; undefined for the planned one. */
  readonly rung?: string;
  /** The look into a list from which an item was taken, where this create was refused. */
  readonly listed?: FilledStep;
  /** What came of its callbacks; undefined where none were waited for. */
  readonly callbacks?: ReceivedCallbacks;
  /** True where there is no response since it did not come, or not to its end, in time. */
  readonly isLate?: boolean;
  /** True where the operation had answered in time before. */
  readonly hadResponded?: boolean;
  /** Undefined without a response, or for a method that is not documented. */
  readonly validation: ResponseValidation | undefined;
}

/** What came of the callbacks of an operation that was given an address of the suite. */
export interface ReceivedCallbacks {
  readonly callbacks: readonly OfferedCallback[];
  readonly received: readonly RawRequest[];
  /** How long they were waited for, in milliseconds. */
  readonly waited: number;
  /** True where one came after another request of the operation. */
  readonly cameBefore: boolean;
}

/** A callback whose address the suite has given. */
export interface OfferedCallback {
  readonly callback: Callback;
  /** Where it has to go; undefined where the exchange does not tell. */
  readonly target: string | undefined;
}
