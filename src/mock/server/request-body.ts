import type { IncomingMessage } from 'node:http';
import { encodeJson } from '../../codec/formats/json-codec.ts';
import { encodeText } from '../../http/charset.ts';
import { NO_BODY } from '../../http/message.ts';

/**
 * Reads the body of a request; undefined when the client has closed the connection. Reading ends after `limit` bytes:
 * the engine refuses a longer body, and the rest is dropped. A body that another middleware has parsed is encoded
 * again, because its stream has ended.
 */
export async function readRequestBody(
  request: IncomingMessage & { body?: unknown },
  limit: number,
): Promise<Uint8Array | undefined> {
  if (!hasBody(request)) return NO_BODY; // even when a parser has set `body` to `{}`, as those of Express 4 do
  if (request.body !== undefined) return reencode(request.body, request.headers['content-type'] ?? '');
  if (request.readableEnded) return NO_BODY;
  return readStream(request, limit);
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

function readStream(request: IncomingMessage, limit: number): Promise<Uint8Array | undefined> {
  return new Promise((resolve) => {
    const pieces: Buffer[] = [];
    let size = 0;
    request.on('data', (piece: Buffer) => {
      size += piece.length;
      if (size - piece.length > limit) return;
      pieces.push(piece);
      if (size > limit) resolve(Buffer.concat(pieces));
    });
    request.on('end', () => resolve(Buffer.concat(pieces)));
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
