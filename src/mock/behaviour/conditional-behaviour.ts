import { evaluate, type readConditions, type Validators } from './preconditions.ts';
import type { Transaction } from '../state/transaction.ts';
import type { Behaviour, BehaviourResponse } from './behaviour.ts';

/** The conditions of a request that changes something, and how its representation is read. */
export interface ConditionalChange {
  /** Undefined when none have to hold. */
  readonly conditions: ReturnType<typeof readConditions>;
  /** True when the response has the entity tag of what was changed. */
  readonly needsTag: boolean;
  /**
   * Reads the representation at the path of the request, or at that of a new item, inside the transaction; undefined when
   * there is none.
   */
  readonly read: (tx: Transaction, location: string | undefined) => Promise<Validators | undefined>;
  /** Writes an entity tag in the form that is documented; undefined when there is no such form. */
  readonly write: (tag: string) => string | undefined;
}

/** The refusal of a request whose conditions do not hold. */
export const CONDITIONS_FAILED = {
  status: 412,
  reason: 'the conditions of the request do not hold: there is another version',
};

/**
 * Runs a behaviour, and refuses with 412 when the conditions of the request did not hold before. A refusal of the
 * behaviour counts first (RFC 9110, section 13.2.1): its changes are dropped like those of a 412.
 */
export function conditionalBehaviour(behaviour: Behaviour, change: ConditionalChange): Behaviour {
  const { conditions, needsTag, read, write } = change;
  return async (request, tx): Promise<BehaviourResponse> => {
    const before = conditions && (await read(tx, undefined));
    const response: BehaviourResponse = await behaviour(request, tx);
    if (response.status >= 400) return response;
    if (conditions && evaluate(conditions, before, false) === 'failed') {
      return CONDITIONS_FAILED;
    }
    if (!needsTag || response.headers?.['etag'] !== undefined) return response;
    const location = response.headers?.['location'];
    const after = await read(tx, typeof location === 'string' ? location : undefined);
    const tag = after?.tags[0] === undefined ? undefined : write(after.tags[0]);
    return tag === undefined ? response : { ...response, headers: { ...response.headers, etag: tag } };
  };
}
