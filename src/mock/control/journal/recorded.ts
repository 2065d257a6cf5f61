import type { HeaderFields } from '../../../http/message.ts';
import type { ExchangeEvent } from '../exchange-event.ts';
import { cutLength } from './kept-body.ts';
import type { PackedExchange } from './packed-exchange.ts';

/** An exchange of the journal, to be read. Nothing is decoded or masked yet. */
export interface Recorded extends ExchangeEvent {
  /** Counts the exchanges of the mock, from 1. */
  readonly id: number;
  readonly namespace: string;
  /** In milliseconds since 1970. */
  readonly at: number;
  readonly milliseconds: number;
  /** The sizes of bodies that are kept in part; undefined for whole ones. */
  readonly cut: { readonly request?: number; readonly response?: number } | undefined;
}

/** Unpacks an exchange. */
export function recorded(exchange: PackedExchange): Recorded {
  const { id, namespace, at, milliseconds, method, target, scheme, operation, violations, reason, trace } =
    exchange;
  const { upstream } = exchange;
  const sent = cutLength(exchange.requestSize);
  const answered = cutLength(exchange.responseSize);
  return {
    id,
    namespace,
    at,
    milliseconds,
    operation,
    violations,
    reason,
    ...(upstream && { upstream }),
    trace,
    request: {
      method,
      target,
      headers: fieldsIn(exchange.requestFields),
      body: bytesOf(exchange.requestBody),
      ...(scheme && { scheme }),
    },
    response: {
      status: exchange.status,
      headers: fieldsIn(exchange.responseFields),
      body: exchange.responseBody,
    },
    cut:
      sent === undefined && answered === undefined
        ? undefined
        : {
            ...(sent !== undefined && { request: sent }),
            ...(answered !== undefined && { response: answered }),
          },
  };
}

function fieldsIn(text: string): HeaderFields {
  return JSON.parse(text) as HeaderFields;
}

function bytesOf(body: Uint8Array | string): Uint8Array {
  return typeof body === 'string' ? new TextEncoder().encode(body) : body;
}
