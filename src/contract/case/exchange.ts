import type { Operation } from '../../description/model/operation.ts';
import type { WholeResponse, RawRequest } from '../../http/message.ts';
import type { ResponseValidation } from '../../validation/validate-response.ts';
import type { Repeats } from '../target/target.ts';
import type { Step } from './case.ts';

/** A step whose request has bound values in the place of their names, ready to be sent. */
export interface FilledStep extends Step {
  /** The names of the bound values that it refers to. */
  readonly names: readonly string[];
  /** The caller's header fields that go with it; an empty value leaves the field out. Undefined: all of them. */
  readonly given?: Readonly<Record<string, string>>;
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
  /** True where there is no response since it did not come, or not to its end, in time. */
  readonly isLate?: boolean;
  /** True where the operation had answered in time before. */
  readonly hadResponded?: boolean;
  /** Undefined without a response, or for a method that is not documented. */
  readonly validation: ResponseValidation | undefined;
}
