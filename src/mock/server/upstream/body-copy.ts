import { promisify } from 'node:util';
import { brotliDecompress, constants, gunzip, inflate, inflateRaw } from 'node:zlib';
import { codingsOf, isKnownCoding } from '../../../http/content-codings.ts';
import { joinedBytes } from '../../../http/join-bytes.ts';
import type { HeaderFields } from '../../../http/message.ts';

/** So much of a body is copied, and so much of it is decoded, in bytes. */
export const COPY_LIMIT = 10 * 1_048_576;

/** A copy of the beginning of a body that is passed on. */
export class BodyCopy {
  readonly #pieces: Uint8Array[] = [];
  #size = 0;
  #isWhole = true;

  add(piece: Uint8Array): void {
    const room = COPY_LIMIT - this.#size;
    if (piece.length > room) this.#isWhole = false;
    if (room <= 0) return;
    this.#pieces.push(piece.length > room ? piece.subarray(0, room) : piece);
    this.#size += Math.min(piece.length, room);
  }

  /** False for a body that is longer than its copy. */
  get isWhole(): boolean {
    return this.#isWhole;
  }

  bytes(): Uint8Array {
    return joinedBytes(this.#pieces);
  }
}

const DECODE = {
  br: promisify(brotliDecompress),
  gzip: promisify(gunzip),
  deflate: promisify(inflate),
  rawDeflate: promisify(inflateRaw),
};

/** Removes the codings of a body; undefined where it has others, is damaged, or is longer than `COPY_LIMIT` without them. */
export async function decodedBody(headers: HeaderFields, body: Uint8Array): Promise<Uint8Array | undefined> {
  const codings = codingsOf(headers);
  if (!codings.every(isKnownCoding) || codings.length > 3) return undefined;
  let decoded = body;
  try {
    for (const coding of codings.toReversed()) {
      if (decoded.length === 0) return decoded;
      const isRaw = coding === 'deflate' && ((decoded[0] ?? 0) & 15) !== 8;
      const finishFlush = coding === 'br' ? constants.BROTLI_OPERATION_FLUSH : constants.Z_SYNC_FLUSH;
      const options = { maxOutputLength: COPY_LIMIT, finishFlush };
      decoded = await DECODE[isRaw ? 'rawDeflate' : coding](decoded, options);
    }
    return decoded;
  } catch {
    return undefined;
  }
}
