import type { IncomingMessage } from 'node:http';
import { encodeJson } from '../../codec/formats/json-codec.ts';
import { encodeText } from '../../http/charset.ts';
import { codingsOf } from '../../http/content-codings.ts';
import { NO_BODY } from '../../http/message.ts';
import type { Awaitable } from '../state/awaitable.ts';
import { limitOfCoded } from './decompress.ts';

/** The body of a request, as far as it was read. */
interface SentBody {
  readonly bytes: Uint8Array;
  /** Set where another middleware has removed the content codings. */
  readonly decoding?: 'done';
  /** True where the client had not sent all of it when reading ended. */
  readonly isCutOff: boolean;
}

/**
 * Reads the body of a request; undefined when the client has closed the connection. Reading ends after `limit` bytes:
 * the engine refuses a longer body, and the rest is dropped. A body that another middleware has parsed is encoded
 * again, because its stream has ended.
 */
export function readRequestBody(
  request: IncomingMessage & { body?: unknown },
  limit: number,
): Awaitable<SentBody | undefined> {
  if (!hasBody(request)) return WITHOUT_BODY; // even when a parser has set `body` to `{}`, as those of Express 4 do
  if (request.body !== undefined) {
    const bytes = reencode(request.body, request.headers['content-type'] ?? '');
    return { bytes, decoding: 'done', isCutOff: false };
  }
  if (request.readableEnded) return WITHOUT_BODY;
  return readStream(request, codingsOf(request.headers).length > 0 ? limitOfCoded(limit) : limit);
}

const WITHOUT_BODY: SentBody = { bytes: NO_BODY, isCutOff: false };

/** True for a request that has a body. */
export function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

function readStream(request: IncomingMessage, limit: number): Promise<SentBody | undefined> {
  return new Promise((resolve) => {
    const pieces: Buffer[] = [];
    let size = 0;
    request.on('data', (piece: Buffer) => {
      size += piece.length;
      if (size - piece.length > limit) return;
      pieces.push(piece);
      if (size > limit) resolve({ bytes: Buffer.concat(pieces), isCutOff: true });
    });
    request.on('end', () => resolve({ bytes: Buffer.concat(pieces), isCutOff: false }));
    request.on('close', () => resolve(undefined));
    request.on('error', () => resolve(undefined));
  });
}

function reencode(body: unknown, contentType: string): Uint8Array {
  if (body instanceof Uint8Array) return body;
  if (/^application\/x-www-form-urlencoded/i.test(contentType)) {
    return encodeText(new URLSearchParams(body as Record<string, string>).toString());
  }
  const isPlainText = typeof body === 'string' && !/json/i.test(contentType);
  return isPlainText ? encodeText(body) : encodeJson(body);
}
