import { responseFor, type Operation } from '../../description/model/operation.ts';
import { contentTypeOf, describedBy } from '../../http/media-type.ts';
import {
  headerValue,
  inBytes,
  NO_BODY,
  type HeaderFields,
  type RawRequest,
  type RawResponse,
} from '../../http/message.ts';

/**
 * Returns the part of a response for which a GET asks by `Range: bytes=…` (RFC 9110, section 14.2), where the operation
 * documents 206; where the range lies behind the end, 416 if that is documented. Otherwise the whole response, as for
 * several ranges.
 */
export function partialResponse(
  request: RawRequest,
  operation: Operation,
  response: RawResponse,
): RawResponse {
  if (request.headers['range'] === undefined) return response;
  const { headers, body } = inBytes(response);
  const asked = rangeOf(headerValue(request.headers, 'range'));
  const isWhole = response.status === 200 || response.status === 206;
  if (request.method !== 'GET' || asked === undefined || !isWhole || !(body instanceof Uint8Array))
    return response;
  if (!documentsPart(operation, headers) || !isCurrent(request, headers)) return response;
  const { length } = body;
  const [from, to] =
    'last' in asked
      ? [Math.max(0, length - asked.last), length - 1]
      : [asked.from, Math.min(asked.to, length - 1)];
  if (from < length && from <= to) {
    const range = { 'content-range': `bytes ${from}-${to}/${length}` };
    return { status: 206, headers: { ...headers, ...range }, body: body.subarray(from, to + 1) };
  }
  if (!operation.responses.some(({ status }) => status === '416')) return response;
  const { 'content-type': _, etag: __, ...others } = headers;
  return { status: 416, headers: { ...others, 'content-range': `bytes */${length}` }, body: NO_BODY };
}

type Range = { readonly from: number; readonly to: number } | { readonly last: number };

/** Reads a single range of bytes; undefined for everything else, which a server may ignore. */
function rangeOf(field: string | undefined): Range | undefined {
  const [, from = '', to = ''] = /^bytes=\s*(\d*)-(\d*)\s*$/i.exec(field ?? '') ?? [];
  if (from === '') return to === '' ? undefined : { last: Number(to) };
  const end = to === '' ? Infinity : Number(to);
  return end < Number(from) ? undefined : { from: Number(from), to: end };
}

/** Tells whether 206 is documented, by its number or as 2XX with `Accept-Ranges`, with this content type if any. */
function documentsPart(operation: Operation, headers: HeaderFields): boolean {
  const described = responseFor(operation, 206);
  const names = responseFor(operation, 200)?.headers.map(({ name }) => name.toLowerCase()) ?? [];
  const isNamed =
    described?.status === '206' || (described?.status === '2XX' && names.includes('accept-ranges'));
  if (!isNamed || described === undefined) return false;
  const type = contentTypeOf(headers);
  return (
    described.content.length === 0 ||
    (type !== undefined && describedBy(described.content, type) !== undefined)
  );
}

/** Tells whether `If-Range` names this response, by a strong entity tag or its date (RFC 9110, section 13.1.5). */
function isCurrent({ headers: sent }: RawRequest, headers: HeaderFields): boolean {
  const condition = headerValue(sent, 'if-range')?.trim();
  if (condition === undefined) return true;
  return condition === headerValue(headers, condition.startsWith('"') ? 'etag' : 'last-modified');
}
