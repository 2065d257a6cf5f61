import { headerValue, type HeaderFields, type RawRequest } from '../../http/message.ts';
import { Pace, realClock, type Clock } from './pace.ts';
import type { SendOutcome, Target } from './target.ts';

export interface Patience {
  /** The most requests in a second, evenly spaced; undefined: as many as there are. */
  readonly rate?: number;
  /** Default: the real one. */
  readonly clock?: Clock;
}

/** How often a request is sent again that came too soon. */
export const MOST_REPEATS = 3;

/** The longest wait before that, in milliseconds, whatever the target asks for. */
export const LONGEST_WAIT = 60_000;

/** The wait where the target asks for none; it doubles each time. */
const FIRST_WAIT = 1_000;

/**
 * The target, asked no faster than it likes: at most `rate` times a second; and a request that is answered 429 (RFC
 * 6585, section 4) is sent again once the time in `Retry-After` is over, while nothing else is sent. One that has been
 * refused four times stays so; after that, none is sent again until something else has been answered.
 */
export function patientTarget(target: Target, { rate, clock = realClock() }: Patience = {}): Target {
  const pace = new Pace(clock, rate);
  let isExhausted = false;
  let isClosed = false;
  const send = async (request: RawRequest): Promise<SendOutcome> => {
    for (let limited = 0; ; limited += 1) {
      await pace.turn();
      const sent = isClosed ? CLOSED : await target.send(request);
      const isLimited = sent.kind === 'answered' && sent.response.status === 429;
      const isOver = limited === MOST_REPEATS || isExhausted;
      if (sent.kind === 'answered' && (!isLimited || isOver)) isExhausted = isLimited;
      if (!isLimited || isOver) return limited === 0 ? sent : { ...sent, limited };
      pace.hold(waitOf(sent.response.headers, limited, clock.now()));
    }
  };
  return {
    ...target,
    send,
    close: async () => {
      isClosed = true;
      pace.end();
      await target.close();
    },
  };
}

const CLOSED: SendOutcome = { kind: 'dropped', reason: 'the run was ended' };

/** RFC 9110, section 10.2.3: seconds, or a date; in milliseconds. */
function waitOf(headers: HeaderFields, repeats: number, now: number): number {
  const given = headerValue(headers, 'retry-after')?.trim() ?? '';
  const asked = /^\d+$/.test(given) ? Number(given) * 1000 : Date.parse(given) - now;
  const wait = Number.isNaN(asked) ? FIRST_WAIT * 2 ** repeats : asked;
  return Math.min(Math.max(wait, 0), LONGEST_WAIT);
}
