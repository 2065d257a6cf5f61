import type { RawRequest } from '../../../http/message.ts';
import type { ExchangeEvent } from '../exchange-event.ts';
import { keptBody, lengthOf } from './kept-body.ts';

/**
 * An exchange as the journal keeps it, in few objects: what is kept is copied by each garbage collection until it is old.
 * Nothing is decoded or masked before somebody reads it.
 */
export interface PackedExchange extends Pick<
  ExchangeEvent,
  'operation' | 'violations' | 'reason' | 'upstream'
> {
  readonly id: number;
  readonly at: number;
  readonly milliseconds: number;
  readonly method: string;
  readonly target: string;
  readonly scheme: RawRequest['scheme'];
  readonly status: number;
  /** The header fields of request and response, in JSON. */
  readonly requestFields: string;
  readonly responseFields: string;
  readonly requestBody: Uint8Array | string;
  readonly responseBody: Uint8Array | string;
  /** The whole sizes of the bodies. */
  readonly requestSize: number;
  readonly responseSize: number;
}

/** What an exchange takes beside its texts, in bytes. */
const OVERHEAD = 512;

export function packed(
  { request, response, operation, violations, reason, upstream }: ExchangeEvent,
  id: number,
  milliseconds: number,
): PackedExchange {
  return {
    id,
    at: Date.now() - milliseconds,
    milliseconds,
    operation,
    violations,
    reason,
    ...(upstream && { upstream }),
    method: request.method,
    target: request.target,
    scheme: request.scheme,
    status: response.status,
    requestFields: JSON.stringify(request.headers),
    responseFields: JSON.stringify(response.headers),
    requestBody: keptBody(request.body),
    responseBody: keptBody(response.body),
    requestSize: lengthOf(request.body),
    responseSize: lengthOf(response.body),
  };
}

/** Returns an estimate of the memory that an exchange takes, in bytes. */
export function sizeOf(exchange: PackedExchange): number {
  const { target, requestFields, responseFields, requestBody, responseBody } = exchange;
  const texts = target.length + requestFields.length + responseFields.length;
  return OVERHEAD + texts + requestBody.length + responseBody.length;
}
