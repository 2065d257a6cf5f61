import { headerValue, type RawRequest, type RawResponse } from '../../http/message.ts';
import { parseQuery } from '../../http/raw-parameters.ts';
import { queryOf } from '../../http/request-target.ts';
import { percentDecoded } from '../../base/percent-decode.ts';
import { contentOf, cookiesOf, fieldsOf } from './har-parts.ts';

/** An entry of an HTTP archive (HAR 1.2), as far as a mock knows it: times and sizes of header fields it does not. */
export interface HarEntry {
  readonly startedDateTime: string;
  readonly time: number;
  readonly request: object;
  readonly response: object;
  readonly cache: object;
  readonly timings: { readonly send: number; readonly wait: number; readonly receive: number };
  readonly comment?: string;
}

/** An exchange of a mock, and when it was. */
interface HarExchange {
  readonly request: RawRequest;
  readonly response: RawResponse;
  readonly time: Date;
  /** The operation that responded. */
  readonly operationId: string | undefined;
}

/** Returns the entry of an exchange. `mask` makes a text fit to be written. */
export function harEntry(
  { request, response, time, operationId }: HarExchange,
  mask: (text: string) => string,
): HarEntry {
  return {
    startedDateTime: time.toISOString(),
    time: 0,
    request: requestOf(request, mask),
    response: responseOf(response, mask),
    cache: {},
    timings: { send: 0, wait: 0, receive: 0 },
    ...(operationId !== undefined && { comment: operationId }),
  };
}

const UNKNOWN_SIZE = -1;

function requestOf(request: RawRequest, mask: (text: string) => string): object {
  const { method, target, headers, body, scheme = 'http' } = request;
  const host = headerValue(headers, 'host') ?? 'localhost';
  const content = contentOf(body, headers, mask);
  return {
    method,
    url: mask(`${scheme}://${host}${target}`),
    httpVersion: 'HTTP/1.1',
    cookies: cookiesOf(headerValue(headers, 'cookie') ?? '', mask),
    headers: fieldsOf(headers, mask),
    queryString: parseQuery(queryOf(target)).map(({ name, value }) => ({
      name: decoded(name),
      value: mask(decoded(value)),
    })),
    ...(body.length > 0 && {
      postData: {
        mimeType: content.mimeType,
        text: content.text,
        ...(content.encoding !== undefined && { comment: content.encoding }),
      },
    }),
    headersSize: UNKNOWN_SIZE,
    bodySize: body.length,
  };
}

function responseOf({ status, headers, body }: RawResponse, mask: (text: string) => string): object {
  const isWhole = body instanceof Uint8Array;
  const mimeType = headerValue(headers, 'content-type') ?? 'x-unknown';
  return {
    status,
    statusText: '',
    httpVersion: 'HTTP/1.1',
    cookies: [],
    headers: fieldsOf(headers, mask),
    content: isWhole
      ? { size: body.length, ...contentOf(body, headers, mask) }
      : { size: 0, mimeType, comment: 'a stream, which is not kept' },
    redirectURL: mask(headerValue(headers, 'location') ?? ''),
    headersSize: UNKNOWN_SIZE,
    bodySize: isWhole ? body.length : UNKNOWN_SIZE,
  };
}

function decoded(text: string): string {
  return percentDecoded(text.replaceAll('+', ' ')) ?? text;
}
