import { describe, expect, test } from '@jest/globals';
import { NO_BODY, type RawRequest } from '../../../src/http/message.ts';
import { throttledTarget } from '../../../src/contract/target/throttled-target.ts';
import type { SendOutcome, Target } from '../../../src/contract/target/target.ts';
import { jumpingClock } from './clock.ts';

const REQUEST: RawRequest = { method: 'POST', target: '/', headers: {}, body: NO_BODY };

const answered = (status: number, headers: Record<string, string> = {}): SendOutcome => ({
  kind: 'answered',
  response: { status, headers, body: NO_BODY },
});

/** Answers with these, one after the other, and with the last of them from then on. */
function scripted(...outcomes: readonly SendOutcome[]) {
  let sent = 0;
  const target: Target = {
    name: 'scripted',
    send: async () => {
      sent += 1;
      const outcome = outcomes[Math.min(sent, outcomes.length) - 1];
      if (outcome === undefined) throw new Error('nothing to answer with');
      return outcome;
    },
    close: async () => {},
  };
  return { target, sent: () => sent };
}

describe('a request that was sent too soon', () => {
  test.each([
    ['seconds', { 'retry-after': '7' }, [7_000]],
    ['a date', { 'retry-after': 'Thu, 01 Jan 2026 00:00:30 GMT' }, [30_000]],
    ['more than a minute', { 'retry-after': '86400' }, [60_000]],
    ['a date that is over', { 'retry-after': 'Thu, 01 Jan 1970 00:00:00 GMT' }, []],
    ['nothing', {}, [1_000]],
    ['what nobody understands', { 'retry-after': 'soon' }, [1_000]],
  ])('is sent again after the delay when Retry-After is %s', async (_, headers, waits) => {
    const clock = jumpingClock(Date.UTC(2026, 0, 1));
    const { target, sent } = scripted(answered(429, headers), answered(201));
    const outcome = await throttledTarget(target, { clock }).send(REQUEST);
    expect(outcome).toMatchObject({ kind: 'answered', response: { status: 201 }, limited: 1 });
    expect(clock.waits).toEqual(waits);
    expect(sent()).toBe(2);
  });

  test('is given up after three more attempts', async () => {
    const clock = jumpingClock();
    const { target, sent } = scripted(answered(429));
    const throttled = throttledTarget(target, { clock });
    expect(await throttled.send(REQUEST)).toMatchObject({ response: { status: 429 }, limited: 3 });
    expect(clock.waits).toEqual([1_000, 2_000, 4_000]);
    expect(sent()).toBe(4);
  });

  test('is not sent again after another of its operation was given up, until one gets another status', async () => {
    const clock = jumpingClock();
    const limited = answered(429, { 'retry-after': '1' });
    const all = [limited, limited, limited, limited, limited, answered(200), limited, answered(200)];
    const { target, sent } = scripted(...all);
    const throttled = throttledTarget(target, { clock });
    await throttled.send(REQUEST);
    expect(await throttled.send(REQUEST)).toEqual({ ...limited, milliseconds: expect.any(Number) });
    expect(sent()).toBe(5);
    await throttled.send(REQUEST);
    expect(await throttled.send(REQUEST)).toMatchObject({ response: { status: 200 }, limited: 1 });
  });

  test('is given up immediately when its operation would wait for more than a minute in total', async () => {
    const clock = jumpingClock();
    const { target, sent } = scripted(answered(429, { 'retry-after': '25' }));
    const throttled = throttledTarget(target, { clock });
    expect(await throttled.send(REQUEST, { operation: 'login' })).toMatchObject({ limited: 2 });
    expect(clock.waits).toEqual([25_000, 25_000]);
    await throttled.send(REQUEST, { operation: 'login' });
    expect(clock.waits).toHaveLength(2);
    expect(sent()).toBe(4);
  });
});

describe('requests that are held back', () => {
  /** Answers 429 to these operations, for ever, and 200 to others. */
  const limiting = (headers: Record<string, string>, ...operations: readonly string[]): Target => ({
    name: 'limiting',
    send: async (_, { operation = '' } = {}) =>
      operations.includes(operation) ? answered(429, headers) : answered(200),
    close: async () => {},
  });
  const held = async (target: Target, ...operations: readonly string[]) => {
    const clock = { ...jumpingClock(), wait: () => new Promise<void>(() => {}) };
    const throttled = throttledTarget(target, { clock });
    for (const operation of operations) void throttled.send(REQUEST, { operation });
    await new Promise(setImmediate);
    return ['login', 'reset', 'getThing'].filter((operation) => throttled.heldFor?.(operation) !== 0);
  };

  test('are those of the limited operation only', async () => {
    expect(await held(limiting({ 'retry-after': '30' }, 'login'), 'login', 'getThing')).toEqual(['login']);
  });

  test('are all when a second operation is limited', async () => {
    const target = limiting({ 'retry-after': '30' }, 'login', 'reset');
    expect(await held(target, 'login', 'reset')).toEqual(['login', 'reset', 'getThing']);
  });

  test.each([
    ['RateLimit-Remaining', { 'ratelimit-remaining': '0' }],
    ['X-RateLimit-Remaining', { 'x-ratelimit-remaining': '0' }],
    ['RateLimit', { ratelimit: '"default";r=0;t=30' }],
  ])('are all when %s says that nothing remains', async (_, headers) => {
    expect(await held(limiting(headers, 'login'), 'login')).toEqual(['login', 'reset', 'getThing']);
  });

  test.each([
    [{ 'x-ratelimit-remaining': '5' }],
    [{ ratelimit: '"default";r=05' }],
    [{ ratelimit: '"r=0.5";r=3' }],
  ])('are those of the operation only when something remains: %j', async (headers) => {
    expect(await held(limiting(headers, 'login'), 'login')).toEqual(['login']);
  });

  test('are reported at the beginning and the end of the delay', async () => {
    const clock = jumpingClock();
    const { target } = scripted(answered(429, { 'retry-after': '5' }), answered(200));
    const told: boolean[] = [];
    await throttledTarget(target, { clock }).send(REQUEST, { onHeld: (isHeld) => told.push(isHeld) });
    expect(told).toEqual([true, false]);
    expect(clock.now()).toBe(5_000);
  });
});

test('a rate spaces requests', async () => {
  const clock = jumpingClock();
  const { target } = scripted(answered(200));
  const throttled = throttledTarget(target, { clock, rate: 10 });
  await Promise.all([throttled.send(REQUEST), throttled.send(REQUEST), throttled.send(REQUEST)]);
  expect(clock.waits).toEqual([100, 200]);
});

test('closing ends all waiting, and no further request is sent', async () => {
  const { target, sent } = scripted(answered(429, { 'retry-after': '60' }));
  const throttled = throttledTarget(target);
  const waiting = throttled.send(REQUEST);
  await new Promise(setImmediate);
  await throttled.close();
  expect(await waiting).toMatchObject({ kind: 'dropped' });
  expect(sent()).toBe(1);
});
