import type { IncomingMessage } from 'node:http';
import { encodeJson } from '../../codec/formats/json-codec.ts';
import { encodeText } from '../../http/charset.ts';
import { NO_BODY } from '../../http/message.ts';

/**
 * The body's bytes; undefined where the client went away. Reading stops behind `limit`: what is longer than that
 * is for the engine to refuse, and the rest is thrown away. A body that another middleware has parsed already is
 * written again: its stream has ended, and waiting for it would be for ever.
 */
export async function readRequestBody(
  request: IncomingMessage & { body?: unknown },
  limit: number,
): Promise<Uint8Array | undefined> {
  if (!announcesBody(request)) return NO_BODY; // also where a parser has put `{}` for it, as Express 4's do
  if (request.body !== undefined) return rewritten(request.body, request.headers['content-type'] ?? '');
  if (request.readableEnded) return NO_BODY;
  return readStream(request, limit);
}

function announcesBody({ headers }: IncomingMessage): boolean {
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

function rewritten(body: unknown, contentType: string): Uint8Array {
  if (body instanceof Uint8Array) return body;
  if (/^application\/x-www-form-urlencoded/i.test(contentType)) {
    return encodeText(new URLSearchParams(body as Record<string, string>).toString());
  }
  const isText = typeof body === 'string' && !/json/i.test(contentType);
  return isText ? encodeText(body) : encodeJson(body);
}
