import { joinedBytes } from '../../http/join-bytes.ts';
import { isJson, parseMediaType } from '../../http/media-type.ts';
import { streamSyntaxOf, type StreamSyntax } from '../../http/stream-syntax.ts';
import type { Clock } from './pace.ts';

/** Of a stream that goes on, so many items are read … */
const STREAM_ITEMS = 3;

/** … or what comes in this time, in milliseconds. */
const STREAM_TIME = 2_000;

/** A response that is longer is not read to its end, in bytes. */
const MAX_BODY = 128 * 1024 * 1024;

/**
 * `whole`: the body to its end. `cut`: the first items of a stream that goes on. `late`: the response is no stream, and
 * had not ended in time.
 */
export type ReadBody =
  | { readonly kind: 'whole' | 'cut'; readonly body: Uint8Array }
  | { readonly kind: 'late'; readonly reason: string };

export interface BodyReading {
  readonly contentType: string | undefined;
  /** How the items of a stream follow each other, where the content type is JSON and does not say so. */
  readonly syntax?: StreamSyntax | undefined;
  /** How long the body of what is no stream may take, in milliseconds. */
  readonly timeout: number;
  readonly clock: Pick<Clock, 'after'>;
}

/**
 * Reads the body of a response: to its end, or, of an endless stream (server-sent events, JSON lines, JSON sequences),
 * its first three items or what comes within two seconds. The pieces are closed in any case.
 */
export async function readResponseBody(
  pieces: AsyncIterable<Uint8Array>,
  { contentType = '', syntax: given, timeout, clock }: BodyReading,
): Promise<ReadBody> {
  const type = parseMediaType(contentType);
  const syntax = type && (streamSyntaxOf(type) ?? (isJson(type) ? given : undefined));
  let cancel = () => {};
  const over = new Promise<undefined>((resolve) => {
    const time = syntax === undefined ? timeout : Math.min(STREAM_TIME, timeout);
    cancel = clock.after(time, () => resolve(undefined));
  });
  try {
    return await readUntil(over, pieces, { syntax, timeout });
  } finally {
    cancel();
  }
}

async function readUntil(
  over: Promise<undefined>,
  pieces: AsyncIterable<Uint8Array>,
  { syntax, timeout }: { readonly syntax: StreamSyntax | undefined; readonly timeout: number },
): Promise<ReadBody> {
  const iterator = pieces[Symbol.asyncIterator]();
  const read: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const coming = iterator.next();
    const next = await Promise.race([coming, over]);
    if (next?.done === true) return { kind: 'whole', body: joinedBytes(read) };
    if (next === undefined) {
      coming.catch(() => {}); // the connection is closed under it
    } else {
      read.push(next.value);
      length += next.value.length;
    }
    const isOver = next === undefined || length > MAX_BODY;
    const items = syntax && wholeItems(joinedBytes(read), syntax);
    if (!isOver && (items?.count ?? 0) < STREAM_ITEMS) continue;
    close(pieces, iterator);
    if (items !== undefined) return { kind: 'cut', body: items.bytes };
    const limit = next === undefined ? `in ${timeout / 1000} s` : `after ${MAX_BODY / 1024 / 1024} MB`;
    return { kind: 'late', reason: `the response had not ended ${limit}` };
  }
}

/** An iterator that waits for a piece ends only when what it reads from does. */
function close(pieces: AsyncIterable<Uint8Array>, iterator: AsyncIterator<Uint8Array>): void {
  const { destroy } = pieces as { destroy?: () => unknown };
  if (typeof destroy === 'function') destroy.call(pieces);
  else void iterator.return?.();
}

const SEPARATOR: Readonly<Record<StreamSyntax, RegExp>> = {
  events: /(?:\r\n|\r|\n){2}/g,
  jsonLines: /\n/g,
  jsonSequence: /\n/g, // a JSON text of a sequence ends with one (RFC 7464, section 2.4)
};

/** Returns how many items have come to their end, and the bytes up to the end of the last of them. */
function wholeItems(
  bytes: Uint8Array,
  syntax: StreamSyntax,
): { readonly count: number; readonly bytes: Uint8Array } {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  let from = 0;
  let count = 0;
  for (const { index, 0: separator } of text.matchAll(SEPARATOR[syntax])) {
    const item = text.slice(from, index);
    from = index + separator.length;
    if (isItem(item, syntax)) count += 1;
    if (count === STREAM_ITEMS) break;
  }
  return { count, bytes: bytes.subarray(0, from) };
}

/** Comments only keep a connection open. */
function isItem(text: string, syntax: StreamSyntax): boolean {
  return syntax === 'events' ? /^[^:\r\n]/m.test(text) : text.trim() !== '';
}
