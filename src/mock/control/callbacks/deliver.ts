import type { Outgoing, Send, Sent } from './outgoing.ts';

/** A request is tried so often at most. */
const TRIES = 3;

/** How long the tries of a request take, in milliseconds. */
export interface DeliveryTimes {
  /** All of them, at most. */
  readonly longest: number;
  /** One of them, at most: the first try of one request keeps the next ones waiting. */
  readonly ofTry: number;
  /** Before the second and the third. */
  readonly pauses: readonly number[];
}

export const TIMES: DeliveryTimes = { longest: 10_000, ofTry: 3000, pauses: [500, 2000] };

/** One try to send a request. */
export interface Try {
  /** In milliseconds since 1970. */
  readonly at: number;
  readonly milliseconds: number;
  readonly sent: Sent;
}

/** Sends a request until a receiver takes it or refuses it, three times at most, and tells each try. */
export async function deliver(
  { operation, url, headers, body }: Outgoing,
  send: Send,
  onTry: (ended: Try) => void,
  { stopped, times }: { readonly stopped: AbortSignal; readonly times: DeliveryTimes },
): Promise<void> {
  const start = performance.now();
  const { longest, ofTry, pauses } = times;
  for (let count = 0; count < TRIES; count += 1) {
    const left = Math.floor(longest - (performance.now() - start));
    if (left <= 0 || stopped.aborted) return;
    const signal = AbortSignal.any([stopped, AbortSignal.timeout(Math.min(ofTry, left))]);
    const [at, began] = [Date.now(), performance.now()];
    const sent = await send({ method: operation.method, url, headers, body }, signal);
    onTry({ at, milliseconds: performance.now() - began, sent });
    if (!mayHelp(sent)) return;
    await pause(pauses[count] ?? 0, stopped);
  }
}

/** True where another try may be taken: a server that is busy, or down, may come back. */
function mayHelp(sent: Sent): boolean {
  return sent.kind === 'failed' || (sent.kind === 'answered' && PASSING.test(String(sent.status)));
}

const PASSING = /^(?:5\d\d|408|425|429)$/;

export function isTaken(sent: Sent): boolean {
  return sent.kind === 'answered' && sent.status >= 200 && sent.status < 300;
}

/** Waits, unless it is stopped. */
export function pause(milliseconds: number, stopped: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(end, milliseconds);
    function end() {
      clearTimeout(timer);
      stopped.removeEventListener('abort', end);
      resolve();
    }
    stopped.addEventListener('abort', end);
  });
}
