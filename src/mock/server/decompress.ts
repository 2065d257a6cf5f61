import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, inflateRaw } from 'node:zlib';
import { stringMember } from '../../base/json.ts';
import { codingsOf, isKnownCoding, type ContentCoding } from '../../http/content-codings.ts';
import type { RawRequest } from '../../http/message.ts';

/** More codings than this are not removed: each of them could blow up the body once more. */
const MAX_CODINGS = 3;

/**
 * Removes the content codings of a request's body. Of a body with more than `limit` bytes without them, only so much is
 * known afterwards that it has more. One with an unknown coding is left as it is, for the engine to refuse.
 */
export async function decompressed(request: RawRequest, limit: number): Promise<RawRequest> {
  const codings = codingsOf(request.headers);
  if (codings.length === 0 || request.body.length === 0 || request.body.length > limitOfCoded(limit)) {
    return request;
  }
  if (codings.length > MAX_CODINGS || !codings.every(isKnownCoding)) return request;
  let { body } = request;
  try {
    for (const coding of codings.toReversed()) body = await removed(coding, body, limit);
    return { ...request, body, decoding: 'done' };
  } catch (error) {
    const isTooLarge = stringMember(error, 'code') === 'ERR_BUFFER_TOO_LARGE';
    if (!isTooLarge) return { ...request, decoding: 'failed' };
    return { ...request, body: new Uint8Array(limit + 1), decoding: 'done' };
  }
}

/** Returns the largest size that a body of at most `limit` bytes may have with a coding, which can enlarge it. */
export function limitOfCoded(limit: number): number {
  return limit + Math.ceil(limit / 100) + 1_024;
}

const DECOMPRESS = {
  br: promisify(brotliDecompress),
  gzip: promisify(gunzip),
  deflate: promisify(inflate),
  rawDeflate: promisify(inflateRaw),
};

function removed(coding: ContentCoding, body: Uint8Array, limit: number): Promise<Uint8Array> {
  const isRaw = coding === 'deflate' && ((body[0] ?? 0) & 15) !== 8; // without zlib's header, as some clients send it
  return DECOMPRESS[isRaw ? 'rawDeflate' : coding](body, { maxOutputLength: limit + 1 });
}
