import { encodeText } from '../../../http/charset.ts';
import { NO_BODY, readBody, type RawResponse } from '../../../http/message.ts';
import type { Failure } from './fault.ts';

/** A failure of a response that the mock has given. */
type Spoiling = Extract<Failure, { kind: 'cut' | 'malformed' | 'empty' | 'drip' }>;

/** The most pieces in which a drip comes. */
const MOST_PIECES = 50;

/** Spoils a response. One without a body cannot be spoiled: its connection is reset where it would be cut. */
export async function spoiledResponse(response: RawResponse, spoiling: Spoiling): Promise<RawResponse> {
  const body = await readBody(response);
  const withLength = { ...response.headers, 'content-length': String(body.length) };
  switch (spoiling.kind) {
    case 'empty':
      return { ...response, body: NO_BODY };
    case 'malformed':
      return { ...response, body: malformed(body) };
    case 'cut':
      if (body.length === 0) return { ...response, connection: 'reset' };
      return { ...response, headers: withLength, body: body.slice(0, body.length / 2), connection: 'cut' };
    case 'drip':
      if (body.length === 0) return response;
      return { ...response, headers: withLength, body: dripping(body, spoiling.milliseconds) };
  }
}

/** The ends of JSON and XML texts that are malformed without them. */
const ENDS: ReadonlySet<number> = new Set(encodeText('}]">'));

const COMMA = ','.charCodeAt(0);

function malformed(body: Uint8Array): Uint8Array {
  const last = body.at(-1);
  if (last !== undefined && ENDS.has(last)) return body.slice(0, -1);
  return Uint8Array.from([...body, COMMA]);
}

async function* dripping(body: Uint8Array, milliseconds: number): AsyncGenerator<Uint8Array> {
  const size = Math.ceil(body.length / MOST_PIECES);
  const pause = milliseconds / Math.ceil(body.length / size);
  for (let start = 0; start < body.length; start += size) {
    await delayed(pause);
    yield body.slice(start, start + size);
  }
}

export function delayed(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}
