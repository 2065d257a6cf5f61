import { httpUrl } from '../../../http/request-target.ts';
import { NO_BODY } from '../../../http/message.ts';
import type { JournalEntry } from '../inspect/shown/exchange.ts';
import type { Recorded } from '../journal/recorded.ts';
import { isTaken, type Try } from './deliver.ts';
import type { Delivery } from './deliveries.ts';

/** A delivery as it is shown: the request decoded, and with secrets as `***`. */
export interface DeliveryEntry extends Pick<
  JournalEntry,
  'id' | 'at' | 'operation' | 'method' | 'path' | 'query' | 'headers' | 'body' | 'violations' | 'reason'
> {
  readonly kind: Delivery['kind'];
  /** The name of the callback or webhook. */
  readonly name: string;
  /** The operation after which the callback was sent; null for a webhook. */
  readonly after: string | null;
  /** Where it went, without the path. */
  readonly origin: string;
  /** `waiting` until a receiver has taken it with a 2xx (`delivered`), or all tries have been in vain (`failed`). */
  readonly outcome: 'waiting' | 'delivered' | 'failed' | 'refused';
  readonly tries: readonly {
    readonly at: string;
    readonly milliseconds: number;
    readonly status: number | null;
    readonly reason: string | null;
  }[];
  /** The last one; null where there was none. */
  readonly response: JournalEntry['response'] | null;
}

/** Shows a delivery; `show` decodes an exchange, and masks its secrets. */
export function deliveryEntry(delivery: Delivery, show: (exchange: Recorded) => JournalEntry): DeliveryEntry {
  const { kind, name, after, operation, violations } = delivery;
  const url = httpUrl(delivery.url);
  const last = delivery.tries.at(-1)?.sent;
  const shown = show({
    id: delivery.id,
    namespace: delivery.namespace,
    at: delivery.at,
    milliseconds: 0,
    operation,
    violations,
    reason: last === undefined || last.kind === 'answered' ? undefined : last.reason,
    request: {
      method: operation.method,
      target: url === undefined ? delivery.url : `${url.pathname}${url.search}`,
      headers: delivery.headers,
      body: delivery.body,
    },
    response: last?.kind === 'answered' ? last : { status: 0, headers: {}, body: NO_BODY },
    cut: undefined,
  });
  const { milliseconds: _, answeredBy: __, response, ...rest } = shown;
  return {
    ...rest,
    kind,
    name,
    after: after?.id ?? null,
    origin: url?.origin ?? '',
    outcome: outcomeOf(delivery),
    tries: delivery.tries.map(shownTry),
    response: last?.kind === 'answered' ? response : null,
  };
}

function outcomeOf({ tries, isOver }: Delivery): DeliveryEntry['outcome'] {
  const last = tries.at(-1)?.sent;
  if (last?.kind === 'refused') return 'refused';
  if (last !== undefined && isTaken(last)) return 'delivered';
  return isOver ? 'failed' : 'waiting';
}

function shownTry({ at, milliseconds, sent }: Try): DeliveryEntry['tries'][number] {
  return {
    at: new Date(at).toISOString(),
    milliseconds: Math.round(milliseconds),
    status: sent.kind === 'answered' ? sent.status : null,
    reason: sent.kind === 'answered' ? null : sent.reason,
  };
}
