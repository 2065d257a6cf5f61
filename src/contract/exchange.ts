import type { ResponseJudgement, WholeResponse } from '../conformance/judge-response.ts';
import type { RawRequest } from '../conformance/raw-message.ts';
import type { Operation } from '../spec/operation.ts';
import type { Step } from './case.ts';
import type { Repeats } from './target.ts';

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
  readonly judgement: ResponseJudgement | undefined;
}
