import { headerValue, type HeaderFields, type RawRequest } from '../../http/message.ts';
import { Pace, realClock, type Clock } from './pace.ts';
import type { SendContext, SendOutcome, Target } from './target.ts';

export interface ThrottleOptions {
  /** The most requests in a second, evenly spaced; undefined: as many as there are. */
  readonly rate?: number;
  /** Default: the real one. */
  readonly clock?: Clock;
}

/** A request that came too soon is sent again at most so often. */
export const MAX_REPEATS = 3;

/** An operation's requests are held back for at most so long in all, in milliseconds, whatever the target asks for. */
export const MAX_WAIT = 60_000;

/** The wait where the target asks for none, in milliseconds; it doubles each time. */
const FIRST_WAIT = 1_000;

/**
 * Sends at most `rate` requests a second to a target, and sends a request that is answered 429 (RFC 6585, section 4)
 * again once the time in `Retry-After` is over. Meanwhile the requests of that operation are held back; those of all
 * operations where a second operation has been limited as well, or the response says that nothing remains. A request
 * that has been refused four times, or whose operation has waited for a minute in all, stays refused; after that, none of
 * that operation is sent again until one has got another response.
 */
export function throttledTarget(target: Target, { rate, clock = realClock() }: ThrottleOptions = {}): Target {
  const pace = new Pace(clock, rate);
  const limits = new Limits();
  let isClosed = false;
  const send = async (request: RawRequest, context: SendContext = {}): Promise<SendOutcome> => {
    const { operation = '', onHeld } = context;
    for (let limited = 0; ; limited += 1) {
      const turn = pace.turn(operation, onHeld);
      if (turn !== undefined) await turn;
      const start = performance.now();
      const outcome = isClosed ? CLOSED : await target.send(request, context);
      const sent = { ...outcome, milliseconds: performance.now() - start };
      const repeats = limited === 0 ? sent : { ...sent, limited };
      if (sent.kind !== 'answered') return repeats;
      if (sent.response.status !== 429) {
        limits.passed(operation);
        return repeats;
      }
      const { headers } = sent.response;
      const wait = waitOf(headers, limited, clock.now());
      if (limited === MAX_REPEATS || !limits.mayWait(operation, wait)) {
        limits.exhausted(operation);
        return repeats;
      }
      const isForAll = limits.refused(operation, wait) || isNothingLeft(headers);
      pace.hold(wait, isForAll ? undefined : operation);
    }
  };
  return {
    ...target,
    send,
    wait: clock.wait,
    heldFor: (operation) => pace.heldFor(operation),
    close: async () => {
      isClosed = true;
      pace.end();
      await target.close();
    },
  };
}

const CLOSED: SendOutcome = { kind: 'dropped', reason: 'the run was ended' };

/** Which operations the target limits, and how long each has waited for it. */
class Limits {
  readonly #waited = new Map<string, number>();
  readonly #exhausted = new Set<string>();

  mayWait(operation: string, wait: number): boolean {
    return !this.#exhausted.has(operation) && (this.#waited.get(operation) ?? 0) + wait <= MAX_WAIT;
  }

  /** Returns true where the limit seems to be one of the whole target. */
  refused(operation: string, wait: number): boolean {
    this.#waited.set(operation, (this.#waited.get(operation) ?? 0) + wait);
    return this.#waited.size > 1;
  }

  exhausted(operation: string): void {
    this.#exhausted.add(operation);
  }

  passed(operation: string): void {
    this.#exhausted.delete(operation);
  }
}

/** RFC 9110, section 10.2.3: seconds, or a date; in milliseconds. */
function waitOf(headers: HeaderFields, repeats: number, now: number): number {
  const given = headerValue(headers, 'retry-after')?.trim() ?? '';
  const asked = /^\d+$/.test(given) ? Number(given) * 1000 : Date.parse(given) - now;
  const wait = Number.isNaN(asked) ? FIRST_WAIT * 2 ** repeats : asked;
  return Math.min(Math.max(wait, 0), MAX_WAIT);
}

/** Fields that say how many requests of a quota are left: IETF draft ratelimit-headers, and what was usual before it. */
const REMAINING = ['ratelimit-remaining', 'x-ratelimit-remaining', 'x-rate-limit-remaining'];

function isNothingLeft(headers: HeaderFields): boolean {
  if (REMAINING.some((name) => headerValue(headers, name)?.trim() === '0')) return true;
  return /(?:^|[;,\s])(?:r|remaining)=0(?=[;,\s]|$)/.test(headerValue(headers, 'ratelimit') ?? '');
}
