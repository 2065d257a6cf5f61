import { describe, expect, test } from '@jest/globals';
import { NO_BODY, type RawRequest } from '../../../src/http/message.ts';
import { patientTarget } from '../../../src/contract/target/throttled-target.ts';
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
    const outcome = await patientTarget(target, { clock }).send(REQUEST);
    expect(outcome).toMatchObject({ kind: 'answered', response: { status: 201 }, limited: 1 });
    expect(clock.waits).toEqual(waits);
    expect(sent()).toBe(2);
  });

  test('is given up after three more attempts', async () => {
    const clock = jumpingClock();
    const { target, sent } = scripted(answered(429));
    const patient = patientTarget(target, { clock });
    expect(await patient.send(REQUEST)).toMatchObject({ response: { status: 429 }, limited: 3 });
    expect(clock.waits).toEqual([1_000, 2_000, 4_000]);
    expect(sent()).toBe(4);
  });

  test('is not sent again after another was given up, until a request gets another status', async () => {
    const clock = jumpingClock();
    const limited = answered(429, { 'retry-after': '1' });
    const all = [limited, limited, limited, limited, limited, answered(200), limited, answered(200)];
    const { target, sent } = scripted(...all);
    const patient = patientTarget(target, { clock });
    await patient.send(REQUEST);
    expect(await patient.send(REQUEST)).toEqual(limited);
    expect(sent()).toBe(5);
    await patient.send(REQUEST);
    expect(await patient.send(REQUEST)).toMatchObject({ response: { status: 200 }, limited: 1 });
  });

  test('delays all others', async () => {
    const clock = jumpingClock();
    const { target } = scripted(answered(429, { 'retry-after': '5' }), answered(200));
    const patient = patientTarget(target, { clock });
    await patient.send(REQUEST);
    expect(clock.now()).toBe(5_000);
  });
});

test('a rate spaces requests', async () => {
  const clock = jumpingClock();
  const { target } = scripted(answered(200));
  const patient = patientTarget(target, { clock, rate: 10 });
  await Promise.all([patient.send(REQUEST), patient.send(REQUEST), patient.send(REQUEST)]);
  expect(clock.waits).toEqual([100, 200]);
});

test('closing ends all waiting, and no further request is sent', async () => {
  const { target, sent } = scripted(answered(429, { 'retry-after': '60' }));
  const patient = patientTarget(target);
  const waiting = patient.send(REQUEST);
  await new Promise(setImmediate);
  await patient.close();
  expect(await waiting).toMatchObject({ kind: 'dropped' });
  expect(sent()).toBe(1);
});
