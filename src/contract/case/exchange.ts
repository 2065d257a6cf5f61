import type { Operation } from '../../description/model/operation.ts';
import type { WholeResponse, RawRequest } from '../../http/message.ts';
import type { ResponseValidation } from '../../validation/validate-response.ts';
import type { Repeats } from '../target/target.ts';
import type { Step } from './case.ts';

/** A step that was sent, and what came back. */
export interface Exchange extends Repeats {
  readonly step: Step;
  readonly index: number;
  readonly operation: Operation | undefined;
  readonly request: RawRequest;
  /** Undefined where no answer came. */
  readonly response: WholeResponse | undefined;
  /** Why no answer came. */
  readonly dropped: string | undefined;
  /** Undefined without an answer, or for a method that is not documented. */
  readonly judgement: ResponseValidation | undefined;
}
