import type { ServerResponse } from 'node:http';
import type { HeaderFields, RawResponse } from '../../http/message.ts';

/** Writes a response. `isCutOff`: the request's body was not read to its end, so the connection is closed. */
export function send(raw: RawResponse, response: ServerResponse, isCutOff: boolean): void | Promise<void> {
  const { status, headers, body, connection } = raw;
  if (connection === 'no-response') return;
  if (connection === 'reset') {
    response.socket?.resetAndDestroy();
    return;
  }
  const fields = definedFields(headers);
  if (isCutOff) fields['connection'] = 'close';
  if (typeof body !== 'string' && !(body instanceof Uint8Array))
    return stream(status, fields, body, response);
  const isCounted = Object.hasOwn(headers, 'content-length'); // also where nobody can say it: then it is undefined
  if (mayHaveBody(status) && !isCounted) {
    fields['content-length'] = String(typeof body === 'string' ? Buffer.byteLength(body) : body.length);
  }
  response.writeHead(status, fields);
  if (connection === 'cut') {
    response.write(body, () => response.destroy());
    return;
  }
  response.end(body); // with a text, head and body go out in one write
}

async function stream(
  status: number,
  fields: Readonly<Record<string, string | string[]>>,
  pieces: AsyncIterable<Uint8Array>,
  response: ServerResponse,
): Promise<void> {
  response.writeHead(status, fields);
  response.flushHeaders();
  const reader = pieces[Symbol.asyncIterator]();
  const stop = () => void reader.return?.();
  response.once('close', stop);
  if (response.destroyed) stop();
  for (let next = await reader.next(); next.done !== true; next = await reader.next()) {
    if (response.destroyed) return;
    if (!response.write(next.value)) await drained(response);
  }
  response.off('close', stop);
  response.end();
}

/** Resolves when more can be written, or nothing more. */
function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      response.off('drain', go).off('close', go);
      resolve();
    };
    response.on('drain', go).on('close', go);
  });
}

/** False for statuses whose responses have no body, and no `Content-Length` (RFC 9110, section 8.6). */
function mayHaveBody(status: number): boolean {
  return status >= 200 && status !== 204 && status !== 304;
}

function definedFields(headers: HeaderFields): Record<string, string | string[]> {
  const defined: Record<string, string | string[]> = {};
  for (const name of Object.keys(headers)) {
    const value = headers[name];
    if (value !== undefined) defined[name] = typeof value === 'string' ? value : [...value];
  }
  return defined;
}
