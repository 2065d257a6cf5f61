import type { Operation } from '../../../description/model/operation.ts';
import { lengthOf } from './kept-body.ts';
import { headerValue, type HeaderFields } from '../../../http/message.ts';
import type { AnsweredBy } from '../../behaviour/answered-by.ts';
import type { Mask } from './journal-entry.ts';
import type { Recorded } from './recorded.ts';

/** One exchange in a line, with secrets as `***`. */
export interface ExchangeSummary {
  readonly type: 'exchange';
  readonly id: number;
  readonly namespace: string;
  readonly at: string;
  readonly milliseconds: number;
  readonly method: string;
  /** Path and query as sent. */
  readonly target: string;
  readonly status: number;
  /** `operationId` or `METHOD /path`; null when no operation has the path and method. */
  readonly operation: string | null;
  /** The name of its API. */
  readonly api: string | null;
  /** `refusal` where the request was refused before anything answered; `none` where no operation has it. */
  readonly answeredBy: AnsweredBy | 'refusal' | 'none';
  readonly reason: string | null;
  /** The fault that was switched on, and the scenario. */
  readonly fault: string | null;
  readonly scenario: string | null;
  /** The number of items that were added, changed or deleted. */
  readonly changes: number;
  /** The size of the response's body; of a text in characters. */
  readonly size: number;
}

/** Longer texts are cut. */
const LONGEST_TARGET = 1_000;
const LONGEST_REASON = 500;

export function summaryOf(
  exchange: Recorded,
  mask: Mask,
  apiOf: (operation: Operation) => string | undefined,
): ExchangeSummary {
  const { id, namespace, at, milliseconds, request, response, operation, reason, trace } = exchange;
  const field = (fields: HeaderFields, name: string) => headerValue(fields, name) ?? null;
  return {
    type: 'exchange',
    id,
    namespace,
    at: new Date(at).toISOString(),
    milliseconds: Math.round(milliseconds * 1000) / 1000,
    method: mask(request.method).slice(0, 40),
    target: cut(mask(request.target), LONGEST_TARGET),
    status: response.status,
    operation: operation?.id ?? null,
    api: (operation && apiOf(operation)) ?? null,
    answeredBy: answeredBy(exchange),
    reason: reason === undefined ? null : cut(mask(reason), LONGEST_REASON),
    fault: field(response.headers, 'x-stuntdouble-fault'),
    scenario: field(response.headers, 'x-stuntdouble-scenario'),
    changes: trace?.changes?.length ?? 0,
    size: exchange.cut?.response ?? lengthOf(response.body),
  };
}

/** Tells what an exchange was answered by. */
export function answeredBy({ trace, operation, upstream }: Recorded): ExchangeSummary['answeredBy'] {
  if (upstream !== undefined) return 'upstream';
  if (trace?.answeredBy !== undefined) return trace.answeredBy;
  return operation === undefined ? 'none' : 'refusal';
}

function cut(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most)}…` : text;
}
