import { headerValue, sameFields, type RawRequest, type RawResponse } from '../../http/message.ts';
import { namespaceOf } from '../state/namespace.ts';
import { Reads } from '../state/reads.ts';
import type { Store } from '../state/store.ts';
import type { Trace } from './answered-by.ts';

/** The texts of a generation have at most this many characters; each is stored as one byte, or two. */
const GENERATION_SIZE = 4 * 1_048_576;

/** What a request takes beside its own texts and that of its response, in characters. */
const OVERHEAD = 1_024;

/** At most so many requests for one target are remembered in a namespace: of other callers, for other media types. */
const MOST_ALIKE = 8;

/** The number of targets, a power of two, of which it is noted that they have come once. */
const TARGETS = 4_096;

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

/** A request whose target has come before, with its response once it has come again. */
interface Known<Handled> {
  readonly request: RawRequest;
  /** Those of its header fields. */
  readonly names: readonly string[];
  handled: Handled | undefined;
}

/** Requests that have come, by namespace and target. */
type Generation<Handled> = Map<string, Known<Handled>[]>;

/**
 * Remembers the responses to reads that come again, for as long as what they were made from has not changed. Nothing is kept
 * of a target that comes for the first time: most never come again. The least recently used ones are forgotten.
 */
export class RepeatedReads<Handled extends Repeatable> {
  /** The hash of a target that has come, by its last bits. */
  readonly #once = new Int32Array(TARGETS);
  #recent: Generation<Handled> = new Map();
  #older: Generation<Handled> = new Map();
  #size = 0;
  /** The request that was looked for last. */
  #last: { readonly request: RawRequest; readonly known: Known<Handled> | undefined } | undefined;

  /** Returns the response to the same request, where it would be the same; undefined where that is not known. */
  find(request: RawRequest): Handled | undefined {
    if (!isPlainRead(request)) return undefined;
    const known = this.#knownOf(keyOf(request), request);
    const { handled } = known ?? {};
    this.#last = { request, known };
    return handled?.facts?.reads?.isCurrent() === true ? handled : undefined;
  }

  /** Keeps a response to a request that comes again, where it is a text that depends on the request and stored items alone. */
  keep(request: RawRequest, handled: Handled): void {
    if (!isRepeatable(handled)) return;
    const key = keyOf(request);
    const known = this.#last?.request === request ? this.#last.known : this.#knownOf(key, request);
    if (known !== undefined) {
      known.handled = handled;
      this.#grow(known);
    } else if (this.#hasCome(key))
      this.#add(key, { request, names: Object.keys(request.headers), handled: undefined });
  }

  /** Returns the same request of before, among those that are used now. */
  #knownOf(key: string, request: RawRequest): Known<Handled> | undefined {
    const alike = this.#recent.get(key) ?? this.#takeOlder(key);
    if (alike === undefined) return undefined;
    const names = Object.keys(request.headers);
    for (const one of alike) if (isSame(one, request, names)) return one;
    return undefined;
  }

  #takeOlder(key: string): Known<Handled>[] | undefined {
    const alike = this.#older.get(key);
    if (alike === undefined) return undefined;
    this.#older.delete(key);
    this.#recent.set(key, alike);
    for (const one of alike) this.#grow(one);
    return alike;
  }

  #hasCome(key: string): boolean {
    const hash = hashOf(key);
    const place = hash & (TARGETS - 1);
    if (this.#once[place] === hash) return true;
    this.#once[place] = hash;
    return false;
  }

  #add(key: string, known: Known<Handled>): void {
    const alike = this.#recent.get(key);
    if (alike === undefined) this.#recent.set(key, [known]);
    else if (alike.length < MOST_ALIKE) alike.push(known);
    else
      alike[
        Math.max(
          0,
          alike.findIndex(({ handled }) => handled === undefined),
        )
      ] = known;
    this.#grow(known);
  }

  #grow({ request: { target, headers }, names, handled }: Known<Handled>): void {
    const body = handled?.response.body;
    this.#size += OVERHEAD + target.length + (typeof body === 'string' ? body.length : 0);
    for (const name of names) this.#size += headerValue(headers, name)?.length ?? 0;
    if (this.#size > GENERATION_SIZE) [this.#older, this.#recent, this.#size] = [this.#recent, new Map(), 0];
  }
}

/** Returns what notes what a response is made from; undefined for a request whose response is not remembered. */
export function readsOf(request: RawRequest, store: Store): Reads | undefined {
  return isPlainRead(request) ? new Reads(store, namespaceOf(request.headers)) : undefined;
}

/** True for a request that changes nothing, and has nothing beside its target and header fields. */
function isPlainRead({ method, body, decoding }: RawRequest): boolean {
  return method === 'GET' && body.length === 0 && decoding === undefined;
}

function keyOf({ target, headers }: RawRequest): string {
  const namespace = namespaceOf(headers);
  return namespace === '' ? target : `${namespace}\n${target}`;
}

function hashOf(text: string): number {
  let hash = 7;
  for (let at = 0; at < text.length; at += 1) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
  return hash;
}

function isSame(
  { request: known, names: knownNames }: Known<unknown>,
  request: RawRequest,
  names: readonly string[],
): boolean {
  return known.scheme === request.scheme && sameFields(known.headers, request.headers, knownNames, names);
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
