import type { Operation } from '../../../description/model/operation.ts';
import { lengthOf } from './kept-body.ts';
import { headerValue, type HeaderFields } from '../../../http/message.ts';
import type { ExchangeSummary } from '../inspect/shown/exchange.ts';
import type { Mask } from './journal-entry.ts';
import type { Recorded } from './recorded.ts';

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
