import { percentDecoded } from '../../../base/percent-decode.ts';
import { exactJsonIn } from '../../../base/exact-json.ts';
import { base64Of, MASK, SECRET_FIELDS, textIn } from '../../../codec/archive/har-entry.ts';
import { hasJsonType } from '../../../codec/json-body.ts';
import { headerValue, inBytes, type HeaderFields, type RawResponse } from '../../../http/message.ts';
import { parseQuery } from '../../../http/raw-parameters.ts';
import { pathOf, queryOf } from '../../../http/request-target.ts';
import type { JournalEntry } from '../inspect/shown/exchange.ts';
import { MARGIN } from './kept-body.ts';
import type { Recorded } from './recorded.ts';

/** Frees a text of secrets. */
export type Mask = (text: string) => string;

/** Shows an exchange; `mask` frees a text of secrets. */
export function journalEntry(exchange: Recorded, mask: Mask): JournalEntry {
  const { id, at, milliseconds, operation, request, response, reason, violations, upstream, cut } = exchange;
  return {
    id,
    at: new Date(at).toISOString(),
    milliseconds: Math.round(milliseconds * 1000) / 1000,
    operation: operation?.id ?? null,
    answeredBy: upstream === undefined ? 'mock' : 'upstream',
    method: request.method,
    path: mask(pathOf(request.target)),
    query: queryIn(request.target, mask),
    headers: fieldsIn(request.headers, mask),
    body: bodyIn(request.headers, request.body, maskOfBody(mask, cut?.request)),
    reason: reason === undefined ? null : mask(reason),
    violations: violations.map(({ sentence }) => mask(sentence)),
    response: {
      status: response.status,
      headers: fieldsIn(response.headers, mask),
      body: bodyIn(response.headers, response.body, maskOfBody(mask, cut?.response)),
      ...(upstream && { violations: upstream.violations.map(({ sentence }) => mask(sentence)) }),
    },
    ...(cut && { cut }),
  };
}

/** Returns a mask for a body: of one that is kept in part, the margin is dropped. */
export function maskOfBody(mask: Mask, wholeSize: number | undefined): Mask {
  return wholeSize === undefined ? mask : (text) => mask(text).slice(0, -MARGIN);
}

/** Leaves a text as it is, for comparisons that nobody sees. */
export function unmasked(text: string): string {
  return text;
}

function queryIn(target: string, mask: Mask): JournalEntry['query'] {
  const values = new Map<string, string[]>();
  const plain = (part: string) => mask(percentDecoded(part.replaceAll('+', ' ')));
  for (const { name, value } of parseQuery(queryOf(target))) {
    const key = plain(name);
    values.set(key, [...(values.get(key) ?? []), plain(value)]);
  }
  return Object.fromEntries(
    [...values].map(([name, all]) => [name, all.length === 1 ? (all[0] ?? '') : all]),
  );
}

function fieldsIn(headers: HeaderFields, mask: Mask): Readonly<Record<string, string>> {
  const isMasked = mask !== unmasked;
  const fields = Object.keys(headers).flatMap((name): [string, string][] => {
    const value = headerValue(headers, name);
    if (value === undefined) return [];
    return [[name, isMasked && SECRET_FIELDS.includes(name.toLowerCase()) ? MASK : mask(value)]];
  });
  return Object.fromEntries(fields);
}

function bodyIn(headers: HeaderFields, body: RawResponse['body'], mask: Mask): unknown {
  const { body: bytes } = inBytes({ status: 0, headers, body });
  if (!(bytes instanceof Uint8Array) || bytes.length === 0) return null;
  const text = textIn(bytes);
  if (text === undefined) return { base64: base64Of(bytes, mask) };
  return hasJsonType(headers) ? valueIn(mask(text)) : mask(text);
}

/** Returns the value of a JSON text, or the text where it is none, such as the part of a longer one. */
function valueIn(text: string): unknown {
  const value = exactJsonIn(text);
  return value === undefined ? text : value;
}
