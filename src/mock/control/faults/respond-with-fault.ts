import { NO_BODY, type RawResponse } from '../../../http/message.ts';
import type { Awaitable } from '../../state/awaitable.ts';
import { FAULT_FIELD } from './asked-fault.ts';
import { faultText, type Fault } from './fault.ts';
import { delayed, spoiledResponse } from './spoiled-response.ts';

/** A response with what is told of it. */
export interface Told {
  readonly response: RawResponse;
  readonly reason: string | undefined;
}

/** The status of a response that fails, and why. */
export interface Failing {
  readonly status: number;
  /** The seconds in `Retry-After` of 429 and 503. */
  readonly retryAfter: number;
  readonly reason: string;
}

/** The two ways to respond to a request. */
interface Ways<Result> {
  readonly handle: () => Awaitable<Result>;
  /** Responds with another status, without a change of the state. */
  readonly fail: (failing: Failing) => Result;
}

/** Responds to a request that has a fault. */
export async function respondWithFault<Result extends Told>(
  fault: Fault,
  ways: Ways<Result>,
): Promise<Result> {
  const { delay, failure } = fault;
  if (delay > 0) await delayed(delay);
  const text = faultText(fault);
  const reason = `fault: ${text}`;
  const told = (result: Result, response: RawResponse): Result => ({
    ...result,
    response: { ...response, headers: { ...response.headers, [FAULT_FIELD]: text } },
    reason: result.reason ?? reason,
  });
  if (failure === undefined) {
    const result = await ways.handle();
    return { ...told(result, result.response), reason: result.reason };
  }
  switch (failure.kind) {
    case 'status': {
      const result = ways.fail({ ...failure, reason });
      return told(result, result.response);
    }
    case 'reset':
    case 'no-response': {
      const result = ways.fail({ status: NO_STATUS, retryAfter: 0, reason });
      return { ...told(result, unanswered(failure.kind)), reason };
    }
    default: {
      const result = await ways.handle();
      return told(result, await spoiledResponse(result.response, failure));
    }
  }
}

/** Stands for the status of a response that is not sent. */
const NO_STATUS = 0;

function unanswered(kind: 'reset' | 'no-response'): RawResponse {
  return { status: NO_STATUS, headers: {}, body: NO_BODY, connection: kind };
}
