import { contentHash } from './content-hash.ts';
import { weaklyMemoised } from '../../base/memoise.ts';
import type { Operation } from '../../description/model/operation.ts';
import { headerValue, type RawRequest } from '../../http/message.ts';
import type { Collection } from '../state/transaction.ts';
import type { Behaviour, BehaviourResponse } from './behaviour.ts';

/** The collection of the state that keeps the answers to requests with an idempotency key. */
const COLLECTION = 'stuntdouble: idempotency keys';

/** At most this many keys are kept; then the oldest are forgotten. */
const MAX_KEYS = 1000;

/** A key is forgotten after this many milliseconds. */
const TIME_TO_LIVE = 24 * 60 * 60 * 1000;

/** The answer to the first request with a key. */
interface StoredAnswer {
  /** Operation, caller and key. */
  readonly id: string;
  /** The hash of the target and the body. */
  readonly request: string;
  /** In milliseconds since 1970. */
  readonly at: number;
  readonly response: BehaviourResponse;
}

/** A request with an idempotency key. */
export interface KeyedRequest {
  readonly key: string;
  /** The hash of the target and the body. */
  readonly fingerprint: string;
}

/** True when an operation takes an idempotency key in a header field. */
const takesKey = weaklyMemoised(({ parameters }: Operation): boolean =>
  parameters.some(({ location, name }) => location === 'header' && KEY_FIELD.test(name)),
);

const KEY_FIELD = /^(x-)?idempotency-key$/i;

/** Returns the key of a request; undefined when it has none, or when its operation documents none. */
export function keyedRequest(
  { headers, target, body }: RawRequest,
  operation: Operation,
): KeyedRequest | undefined {
  if (!takesKey(operation)) return undefined;
  const key = headerValue(headers, 'idempotency-key') ?? headerValue(headers, 'x-idempotency-key');
  return key === undefined ? undefined : { key, fingerprint: contentHash(encoder.encode(target), body) };
}

const encoder = new TextEncoder();

/**
 * Runs a behaviour once for each key, and answers a repeated request as the first one. Another request with the same key
 * is refused with 422. A refused request leaves no key behind, and neither does an answer that is a file.
 */
export function idempotentBehaviour(behaviour: Behaviour, { key, fingerprint }: KeyedRequest): Behaviour {
  return async (request, tx): Promise<BehaviourResponse> => {
    const answers = await tx.collection<StoredAnswer>(COLLECTION);
    const id = JSON.stringify([request.operation.id, tx.identity?.id ?? null, key]);
    const now = tx.now().getTime();
    const known = answers.get(id);
    if (known !== undefined && now - known.at < TIME_TO_LIVE) {
      const isSame = known.request === fingerprint;
      return isSame
        ? known.response
        : { status: 422, reason: `the idempotency key ${key} was used for another request` };
    }
    const response: BehaviourResponse = await behaviour(request, tx);
    if (response.status >= 400 || response.body instanceof Uint8Array) return response;
    forgetOldest(answers, now);
    answers.put({ id, request: fingerprint, at: now, response });
    return response;
  };
}

/** Makes room for one more. */
function forgetOldest(answers: Collection<StoredAnswer>, now: number): void {
  const kept = answers.all().toSorted((left, right) => left.at - right.at);
  const surplus = kept.length - MAX_KEYS + 1;
  for (const [index, { id, at }] of kept.entries()) {
    if (index < surplus || now - at >= TIME_TO_LIVE) answers.delete(id);
  }
}
