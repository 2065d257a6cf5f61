import { messageOf } from '../../src/base/error-message.ts';
import { headerValue, type RawRequest } from '../../src/http/message.ts';
import { throttledTarget } from '../../src/contract/target/throttled-target.ts';
import { readResponseBody } from '../../src/contract/target/response-body.ts';
import type { Clock as SuiteClock } from '../../src/contract/target/pace.ts';
import type { SendOutcome, Target } from '../../src/contract/target/target.ts';
import type { Clock } from '../server/clock.ts';
import type { Handle, Request, Silence, Written } from '../server/message.ts';

/** How long a response may take, in milliseconds of the lab's clock: the default of a URL target. */
const TIMEOUT = 10_000;

/**
 * A server in this process as a target, on the clock that it was built with. Waiting takes no real time: a silence is
 * reported at once, a stream is read until the clock says that the time is over, and the wait for a `Retry-After` is on
 * the same clock.
 */
export function labTarget(name: string, handle: Handle, clock: Clock): Target {
  const target: Target = {
    name,
    send: async (request) => {
      try {
        const written = await handle(toRequest(request));
        return typeof written === 'string' ? await silent(written, clock) : await received(written, clock);
      } catch (error) {
        return { kind: 'dropped', reason: messageOf(error) };
      }
    },
    close: async () => {},
  };
  return throttledTarget(target, { clock: suiteClock(clock) });
}

function suiteClock(clock: Clock): SuiteClock {
  return { ...clock, stop: () => {} };
}

async function silent(silence: Silence, clock: Clock): Promise<SendOutcome> {
  switch (silence) {
    case 'cut':
      return { kind: 'dropped', reason: 'the connection was cut' };
    case 'gone':
      return { kind: 'unreachable', reason: 'connect ECONNREFUSED' };
    case 'hangs':
      await clock.wait(TIMEOUT);
      return { kind: 'late', reason: 'no response came in time' };
  }
}

async function received(written: Written, clock: Clock): Promise<SendOutcome> {
  const { status, headers, body, stream } = written;
  if (stream === undefined) return { kind: 'answered', response: { status, headers, body } };
  const contentType = headerValue(headers, 'content-type');
  const read = await readResponseBody(piecesOf(body, stream), {
    contentType,
    timeout: TIMEOUT,
    clock: suiteClock(clock),
  });
  if (read.kind === 'late') return read;
  return { kind: 'answered', response: { status, headers, body: read.body } };
}

async function* piecesOf(first: Uint8Array, rest: AsyncIterable<Uint8Array>) {
  if (first.length > 0) yield first;
  yield* rest;
}

function toRequest({ method, target, headers, body }: RawRequest): Request {
  const names = Object.keys(headers);
  return {
    method,
    target,
    body,
    headers: Object.fromEntries(names.map((name) => [name.toLowerCase(), headerValue(headers, name)])),
  };
}
