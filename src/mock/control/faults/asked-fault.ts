import { headerValue, type HeaderFields } from '../../../http/message.ts';
import { parseFailure, type Failure, type Fault } from './fault.ts';
import { parseLatency } from './latency.ts';

/** The header field by which a request asks for a fault. */
export const FAULT_FIELD = 'x-stuntdouble-fault';

/**
 * Reads the fault that a request asks for, such as `delay=200ms, 503`; a text that says what is wrong with it; undefined
 * where it asks for none.
 */
export function askedFault(headers: HeaderFields): Fault | string | undefined {
  const field = headerValue(headers, FAULT_FIELD);
  if (field === undefined) return undefined;
  let delay = 0;
  let failure: Failure | undefined;
  for (const part of field.split(',')) {
    const [, time] = /^\s*delay=(.*)$/i.exec(part) ?? [];
    if (time === undefined) {
      const parsed = parseFailure(part);
      if (typeof parsed === 'string') return `${FAULT_FIELD}: ${parsed}, or delay=200ms`;
      failure = parsed;
      continue;
    }
    const latency = parseLatency(time);
    if (typeof latency === 'string' || latency.kind !== 'range')
      return `${FAULT_FIELD}: delay: give one such as delay=200ms`;
    delay = latency.most;
  }
  return { delay, failure };
}
