import { promisify } from 'node:util';
import { brotliCompress, constants, deflate, gzip } from 'node:zlib';
import { CODINGS, preferredCoding, type ContentCoding } from '../../http/content-codings.ts';
import { headerValue, type HeaderFields, type RawRequest, type RawResponse } from '../../http/message.ts';

/**
 * Compresses a response in the coding that the request prefers. A stream, a part of a body, and what is compressed
 * already stay as they are. The entity tag gets the name of the coding as its end, since the bytes are others (RFC
 * 9110, section 8.8.3.3).
 */
export async function compressed(request: RawRequest, response: RawResponse): Promise<RawResponse> {
  const { headers, body } = response;
  if (!isCompressible(response) || !(body instanceof Uint8Array)) return response;
  const varied = { ...headers, vary: withAcceptEncoding(headerValue(headers, 'vary')) };
  const coding = preferredCoding(request.headers);
  if (coding === undefined) return { ...response, headers: varied };
  const coded: HeaderFields = {
    ...varied,
    'content-encoding': coding,
    ...(headers['etag'] !== undefined && { etag: taggedWith(coding, headerValue(headers, 'etag') ?? '') }),
  };
  if (request.method === 'HEAD') return { ...response, headers: { ...coded, 'content-length': undefined } };
  const bytes = await COMPRESS[coding](body);
  return { ...response, headers: { ...coded, 'content-length': String(bytes.length) }, body: bytes };
}

/** Removes the names of codings from the entity tags of a request, so that they are again those of the content. */
export function withPlainTags(request: RawRequest): RawRequest {
  const fields = ['if-match', 'if-none-match', 'if-range'].flatMap((name): [string, string][] => {
    const value = headerValue(request.headers, name);
    return value === undefined ? [] : [[name, value.replace(TAGGED, '"')]];
  });
  if (fields.length === 0) return request;
  return { ...request, headers: { ...request.headers, ...Object.fromEntries(fields) } };
}

const TAGGED = new RegExp(`-(?:${CODINGS.join('|')})"`, 'g');

function taggedWith(coding: ContentCoding, tag: string): string {
  return tag.replace(/"$/, `-${coding}"`);
}

const COMPRESS: Readonly<Record<ContentCoding, (body: Uint8Array) => Promise<Uint8Array>>> = {
  br: (body) => promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }),
  gzip: (body) => promisify(gzip)(body),
  deflate: (body) => promisify(deflate)(body),
};

/** Media types whose content is compressed already. */
const DENSE =
  /^(?:image\/(?!svg|bmp)|video\/|audio\/|font\/woff|application\/(?:zip|gzip|x-gzip|zstd|pdf)\b)/i;

function isCompressible({ status, headers, body, connection }: RawResponse): boolean {
  if (connection !== undefined) return false;
  const isEmpty = body instanceof Uint8Array && body.length === 0 && headers['content-length'] === undefined;
  if (isEmpty || status === 206 || headers['content-encoding'] !== undefined) return false;
  if (/\bno-transform\b/i.test(headerValue(headers, 'cache-control') ?? '')) return false;
  return !DENSE.test(headerValue(headers, 'content-type') ?? '');
}

function withAcceptEncoding(vary: string | undefined): string {
  if (vary === undefined || vary.trim() === '') return 'Accept-Encoding';
  return /(^|,)\s*(\*|accept-encoding)\s*(,|$)/i.test(vary) ? vary : `${vary}, Accept-Encoding`;
}
