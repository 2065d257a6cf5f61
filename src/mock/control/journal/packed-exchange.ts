import { sameFields, type HeaderFields, type RawRequest } from '../../../http/message.ts';
import type { ItemChange } from '../../state/item-change.ts';
import type { ExchangeEvent } from '../exchange-event.ts';
import { writeWithTexts } from '../../state/items/item-texts.ts';
import { keptBody, lengthOf } from './kept-body.ts';

/**
 * An exchange as the journal keeps it, in few objects: what is kept is copied by each garbage collection until it is old.
 * Nothing is decoded or masked before somebody reads it.
 */
export interface PackedExchange extends Pick<ExchangeEvent, 'operation' | 'violations' | 'reason' | 'trace'> {
  readonly upstream: ExchangeEvent['upstream'] | undefined;
  readonly id: number;
  readonly namespace: string;
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
  /** That of the items before and after it, as JSON. */
  readonly changesSize: number;
}

/**
 * Returns a function that writes header fields as JSON. A client that sends the same as before gets the text of before:
 * it need not be written again, and a garbage collection need not copy it.
 */
function fieldsWriter(): (fields: HeaderFields) => string {
  let last: HeaderFields = {};
  let lastNames: readonly string[] = [];
  let text = '{}';
  return (fields) => {
    const names = Object.keys(fields);
    if (!sameFields(fields, last, names, lastNames)) text = JSON.stringify(fields);
    [last, lastNames] = [fields, names];
    return text;
  };
}

const requestText = fieldsWriter();

const responseText = fieldsWriter();

/** What an exchange takes beside its texts, in bytes. */
const OVERHEAD = 512;

export function packed(
  { request, response, operation, violations, reason, upstream, trace }: ExchangeEvent,
  { id, namespace, milliseconds }: Pick<PackedExchange, 'id' | 'namespace' | 'milliseconds'>,
): PackedExchange {
  return {
    id,
    namespace,
    at: Date.now() - milliseconds,
    milliseconds,
    operation,
    violations,
    reason,
    upstream, // also where there is none: objects of one shape are made faster than copied ones
    trace,
    method: request.method,
    target: request.target,
    scheme: request.scheme,
    status: response.status,
    requestFields: requestText(request.headers),
    responseFields: responseText(response.headers),
    requestBody: keptBody(request.body),
    responseBody: keptBody(response.body),
    requestSize: lengthOf(request.body),
    responseSize: lengthOf(response.body),
    changesSize: trace?.changes === undefined ? 0 : sizeOfChanges(trace.changes),
  };
}

/** Returns the size of what was changed. The texts of stored items are there already. */
function sizeOfChanges(changes: readonly ItemChange[]): number {
  let size = 0;
  for (const { before, after } of changes) {
    if (before !== undefined) size += writeWithTexts(before)?.length ?? 0;
    if (after !== undefined) size += writeWithTexts(after)?.length ?? 0;
  }
  return size;
}

/** Returns an estimate of the memory that an exchange takes, in bytes. */
export function sizeOf(exchange: PackedExchange): number {
  const { target, requestFields, responseFields, requestBody, responseBody, changesSize } = exchange;
  const texts = target.length + requestFields.length + responseFields.length;
  return OVERHEAD + texts + requestBody.length + responseBody.length + changesSize;
}
