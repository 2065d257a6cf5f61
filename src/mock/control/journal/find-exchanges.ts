import { textIn } from '../../../codec/archive/har-entry.ts';
import { inBytes, type RawResponse } from '../../../http/message.ts';
import type { Recorded } from './recorded.ts';

/** The exchanges of a journal that are asked for; without a member, all of them. */
export interface ExchangeFilter {
  /** `operationId` or `METHOD /path`; `none`: those that no operation has. */
  readonly operation?: string;
  /** A status such as `404`, or a class of them such as `4xx`. */
  readonly status?: string | number;
  /** A text in the target, the header fields, the bodies or the reason, in any case. */
  readonly text?: string;
  /** Those after the exchange with this number. */
  readonly after?: number;
  /** The last ones, at most so many. */
  readonly limit?: number;
}

/** Returns the exchanges that fit a filter, in their order. */
export function findExchanges(
  exchanges: readonly Recorded[],
  { operation, status, text, after = 0, limit = Infinity }: ExchangeFilter,
): readonly Recorded[] {
  const wanted = text?.toLowerCase();
  const found = exchanges.filter(
    (exchange) =>
      exchange.id > after &&
      (operation === undefined || isOf(exchange, operation)) &&
      (status === undefined || hasStatus(exchange.response.status, String(status))) &&
      (wanted === undefined || textsOf(exchange).some((one) => one.toLowerCase().includes(wanted))),
  );
  return limit < found.length ? found.slice(found.length - limit) : found;
}

/** Tells whether an exchange is one of an operation, by its `operationId` or its method and path. */
export function isOf({ operation }: Recorded, name: string): boolean {
  if (operation === undefined) return name === 'none';
  return operation.id === name || `${operation.method} ${operation.path}` === name;
}

export function hasStatus(status: number, wanted: string): boolean {
  return String(status) === wanted || (/^[1-5]xx$/i.test(wanted) && String(status)[0] === wanted[0]);
}

function textsOf({ request, response, reason }: Recorded): readonly string[] {
  const fields = [request.headers, response.headers].map((headers) => JSON.stringify(headers));
  return [request.target, ...fields, reason ?? '', bodyText(request.body), bodyText(response.body)];
}

function bodyText(body: RawResponse['body']): string {
  const { body: bytes } = inBytes({ status: 0, headers: {}, body });
  return bytes instanceof Uint8Array ? (textIn(bytes) ?? '') : '';
}
