import type { RawRequest, RawResponse } from '../../http/message.ts';
import type { Reads } from '../state/reads.ts';
import type { Trace } from './answered-by.ts';

/** The texts of the responses of a generation have at most this many characters; each is stored as one byte, or two. */
const GENERATION_SIZE = 4 * 1_048_576;

/** What a request without a response takes beside its key, and one with a response beside its texts, in characters. */
const OVERHEAD = 1_024;

/** A response, with what is told of it. */
interface Repeatable {
  readonly response: RawResponse;
  readonly facts:
    | {
        /** That of a failure. */
        readonly reason: string | undefined;
        readonly trace?: Trace | undefined;
        readonly reads?: Reads | undefined;
      }
    | undefined;
}

/** Requests that were handled: with a response from the second time on. Most requests never come again. */
type Generation<Handled> = Map<string, Handled | undefined>;

/**
 * Remembers the responses to reads that come again, for as long as what they were made from has not changed. The least
 * recently used ones are forgotten.
 */
export class RepeatedReads<Handled extends Repeatable> {
  #recent: Generation<Handled> = new Map();
  #older: Generation<Handled> = new Map();
  #size = 0;

  /** Returns the response to the same request, where it would be the same; undefined where that is not known. */
  find(key: string | undefined): Handled | undefined {
    if (key === undefined) return undefined;
    const recent = this.#recent.get(key);
    const known = recent ?? this.#older.get(key);
    if (known?.facts?.reads?.isCurrent() !== true) return undefined;
    if (recent === undefined) this.#set(key, known);
    return known;
  }

  /** Keeps a response from the second time on, where it is a text that depends on the request and stored items alone. */
  keep(key: string | undefined, handled: Handled): void {
    if (key === undefined || !isRepeatable(handled)) return;
    this.#set(key, this.#recent.has(key) || this.#older.has(key) ? handled : undefined);
  }

  #set(key: string, handled: Handled | undefined): void {
    const body = handled?.response.body;
    this.#size += OVERHEAD + key.length + (typeof body === 'string' ? body.length : 0);
    this.#recent.set(key, handled);
    if (this.#size < GENERATION_SIZE) return;
    [this.#older, this.#recent, this.#size] = [this.#recent, new Map(), 0];
  }
}

/**
 * Returns all that a response to a read can depend on in the request, as one text; undefined for a request that may change
 * something, or has a body.
 */
export function readKey({ method, target, headers, body, scheme, decoding }: RawRequest): string | undefined {
  if (method !== 'GET' || body.length > 0 || decoding !== undefined) return undefined;
  let key = `${scheme}\n${target}`;
  for (const name of Object.keys(headers)) {
    const value = headers[name];
    key += typeof value === 'string' ? `\n${name}:${value}` : `\n${name}=${JSON.stringify(value)}`;
  }
  return key;
}

function isRepeatable({ response: { status, body, connection }, facts }: Repeatable): boolean {
  return (
    facts?.reads?.isRepeatable === true &&
    facts.reason === undefined &&
    facts.trace?.changes === undefined &&
    status >= 200 &&
    status < 300 &&
    typeof body === 'string' &&
    connection === undefined
  );
}
