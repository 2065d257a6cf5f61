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
}

/**
 * Reads the body of a response: to its end, or, of an endless stream (server-sent events, JSON lines, JSON sequences),
 * its first three items or what comes within two seconds. The pieces are closed in any case.
 */
export async function readResponseBody(
  pieces: AsyncIterable<Uint8Array>,
  { clock, ...reading }: BodyReading & { readonly clock: Pick<Clock, 'after'> },
): Promise<ReadBody> {
  const body = new ReceivedBody(reading);
  let cancel = () => {};
  const over = new Promise<undefined>((resolve) => {
    cancel = clock.after(body.time, () => resolve(undefined));
  });
  try {
    return await readUntil(over, pieces, body);
  } finally {
    cancel();
  }
}

async function readUntil(
  over: Promise<undefined>,
  pieces: AsyncIterable<Uint8Array>,
  body: ReceivedBody,
): Promise<ReadBody> {
  const iterator = pieces[Symbol.asyncIterator]();
  for (;;) {
    const coming = iterator.next();
    const next = await Promise.race([coming, over]);
    if (next?.done === true) return body.whole();
    if (next === undefined) coming.catch(() => {}); // the connection is closed under it
    const read = next === undefined ? body.late() : body.add(next.value);
    if (read === undefined) continue;
    close(pieces, iterator);
    return read;
  }
}

/** The body of a response that comes piece by piece. */
export class ReceivedBody {
  readonly #syntax: StreamSyntax | undefined;
  readonly #timeout: number;
  readonly #pieces: Uint8Array[] = [];
  #length = 0;

  constructor({ contentType = '', syntax, timeout }: BodyReading) {
    const type = parseMediaType(contentType);
    this.#syntax = type && (streamSyntaxOf(type) ?? (isJson(type) ? syntax : undefined));
    this.#timeout = timeout;
  }

  /** How long it is waited for, in milliseconds. */
  get time(): number {
    return this.#syntax === undefined ? this.#timeout : Math.min(STREAM_TIME, this.#timeout);
  }

  /** Takes a piece, and returns what was read where no more is to be read. */
  add(piece: Uint8Array): ReadBody | undefined {
    this.#pieces.push(piece);
    this.#length += piece.length;
    return this.#readSoFar(this.#length > MAX_BODY ? `after ${MAX_BODY / 1024 / 1024} MB` : undefined);
  }

  /** Returns what was read where it has come to its end. */
  whole(): ReadBody {
    return { kind: 'whole', body: joinedBytes(this.#pieces) };
  }

  /** Returns what was read where its time is over. */
  late(): ReadBody {
    const limit = `in ${this.#timeout / 1000} s`;
    return this.#readSoFar(limit) ?? tooLate(limit);
  }

  #readSoFar(limit: string | undefined): ReadBody | undefined {
    const items = this.#syntax && wholeItems(joinedBytes(this.#pieces), this.#syntax);
    if (limit === undefined && (items?.count ?? 0) < STREAM_ITEMS) return undefined;
    if (items !== undefined) return { kind: 'cut', body: items.bytes };
    return limit === undefined ? undefined : tooLate(limit);
  }
}

function tooLate(limit: string): ReadBody {
  return { kind: 'late', reason: `the response had not ended ${limit}` };
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
