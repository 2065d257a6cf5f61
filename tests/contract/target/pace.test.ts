import { describe, expect, test } from '@jest/globals';
import { Pace } from '../../../src/contract/target/pace.ts';
import { jumpingClock } from './clock.ts';

describe('a pace', () => {
  test('spaces turns evenly, regardless of how many are requested at once', async () => {
    const clock = jumpingClock();
    const pace = new Pace(clock, 4);
    await Promise.all([
      pace.turn('getThing'),
      pace.turn('getThing'),
      pace.turn('getThing'),
      pace.turn('getThing'),
    ]);
    expect(clock.waits).toEqual([250, 500, 750]);
  });

  test('without a rate gives every turn immediately', async () => {
    const clock = jumpingClock();
    const pace = new Pace(clock);
    await Promise.all([pace.turn('getThing'), pace.turn('getThing'), pace.turn('getThing')]);
    expect(clock.waits).toEqual([]);
  });

  test('that is held gives no turn until the time has passed', async () => {
    const clock = jumpingClock();
    const pace = new Pace(clock, 2);
    await pace.turn('getThing');
    pace.hold(5_000);
    await pace.turn('getThing');
    expect(clock.now()).toBe(5_000);
    await pace.turn('getThing');
    expect(clock.now()).toBe(5_500);
  });

  test('that is held during a wait delays that turn too', async () => {
    const clock = jumpingClock();
    const pace = new Pace(clock, 1);
    await pace.turn('getThing');
    const second = pace.turn('getThing');
    pace.hold(9_000);
    await second;
    expect(clock.now()).toBeGreaterThanOrEqual(9_000);
  });
});
