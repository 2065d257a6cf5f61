import { STATUS_CODES } from 'node:http';
import { parseQuery } from '../../../http/raw-parameters.ts';
import { queryOf } from '../../../http/request-target.ts';
import { headerValue, type HeaderFields, type WholeResponse } from '../../../http/message.ts';
import type { Recorded } from './recording-target.ts';

/** How much of a body is written, in characters. */
const MOST = 1_000_000;

/** The header fields that carry credentials, whatever their values: also those that the run does not know. */
const SECRET_FIELDS: ReadonlySet<string> = new Set([
  'authorization',
  'cookie',
  'proxy-authorization',
  'set-cookie',
]);

/** Returns a request and its response as an entry of HAR 1.2, whose texts `mask` has freed of secrets. */
export function harEntry(
  { request, outcome, started, milliseconds }: Recorded,
  baseUrl: string,
  mask: (text: string) => string,
) {
  const { method, target, headers, body } = request;
  const type = headerValue(headers, 'content-type') ?? '';
  const pairs = queryOf(target) === '' ? [] : parseQuery(queryOf(target));
  const time = Math.round(milliseconds * 1000) / 1000;
  return {
    startedDateTime: started.toISOString(),
    time,
    request: {
      method,
      url: mask(`${baseUrl.replace(/\/$/, '')}${target}`),
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: fieldsOf(headers, mask),
      queryString: pairs.map(({ name, value }) => ({ name: mask(name), value: mask(value) })),
      ...(body.length > 0 && { postData: { mimeType: mask(type), text: textOf(body, mask).text } }),
      headersSize: -1,
      bodySize: body.length,
    },
    response: responseOf(outcome.kind === 'answered' ? outcome.response : undefined, mask),
    cache: {},
    timings: { send: 0, wait: time, receive: 0 },
    ...(outcome.kind !== 'answered' && { comment: mask(outcome.reason) }),
  };
}

/** Without a response, the status is 0, as browsers have it. */
function responseOf(response: WholeResponse | undefined, mask: (text: string) => string) {
  const { status = 0, headers = {}, body = new Uint8Array(0) } = response ?? {};
  const mimeType = headerValue(headers, 'content-type') ?? 'x-unknown';
  return {
    status,
    statusText: STATUS_CODES[status] ?? '',
    httpVersion: 'HTTP/1.1',
    cookies: [],
    headers: fieldsOf(headers, mask),
    content: { size: body.length, mimeType: mask(mimeType), ...textOf(body, mask) },
    redirectURL: mask(headerValue(headers, 'location') ?? ''),
    headersSize: -1,
    bodySize: body.length,
  };
}

function fieldsOf(headers: HeaderFields, mask: (text: string) => string) {
  return Object.entries(headers).flatMap(([name, value]) =>
    [value ?? []]
      .flat()
      .map((text) => ({ name, value: SECRET_FIELDS.has(name.toLowerCase()) ? '***' : mask(text) })),
  );
}

/** Returns a body that is no text in base64. It is masked before it is cut. */
function textOf(
  body: Uint8Array,
  mask: (text: string) => string,
): { readonly text: string; readonly encoding?: 'base64' } {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const text = bytes.toString('utf8');
  if (Buffer.from(text, 'utf8').equals(bytes)) return { text: cut(mask(text)) };
  const masked = Buffer.from(mask(bytes.toString('latin1')), 'latin1');
  return { text: cut(masked.toString('base64')), encoding: 'base64' };
}

function cut(text: string): string {
  return text.slice(0, MOST);
}
