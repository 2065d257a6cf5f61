import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { type RawRequest } from '../../../src/http/message.ts';
import { runContract } from '../../../src/contract/run-contract.ts';
import { handlerTarget } from '../../../src/contract/target/handler-target.ts';
import { throttledTarget } from '../../../src/contract/target/throttled-target.ts';
import { answer, petsDescription, petsServer } from '../pets.ts';

const BUDGET = 100;
const GRACE = 2_000;

afterEach(() => {
  jest.useRealTimers();
});

describe('a run with a budget', () => {
  test('does not wait for a target that requests a longer delay', async () => {
    jest.useFakeTimers();
    const { handle } = petsServer(['rex']);
    const inAnHour = { ...answer(429, {}), headers: { 'retry-after': '3600' } };
    let count = 0;
    const limiting = async (request: RawRequest) => {
      count += 1;
      return count > 2 ? inAnHour : handle(request);
    };
    let isOver = false;
    const running = runContract({
      description: petsDescription(),
      target: throttledTarget(handlerTarget('pets', limiting)),
      safety: 'read-only',
      budget: BUDGET,
    }).finally(() => (isOver = true));
    await jest.advanceTimersByTimeAsync(BUDGET + GRACE - 1);
    expect(isOver).toBe(false);
    await jest.advanceTimersByTimeAsync(1);
    const report = await running;
    expect(report.unfinished?.notRun).toBe(report.counts.planned - report.results.length);
    expect(report.results.length).toBeGreaterThan(0);
  });
});
