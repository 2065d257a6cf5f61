import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { withTimeLimit } from '../../../src/mock/behaviour/time-limit.ts';

beforeEach(() => {
  jest.useFakeTimers();
});

afterEach(() => {
  jest.useRealTimers();
});

/** Resolves with the value after so many milliseconds. */
const after = (milliseconds: number, value: string): Promise<string> =>
  new Promise((resolve) => {
    setTimeout(() => resolve(value), milliseconds);
  });

describe('a time limit', () => {
  test('returns the result of the work in time, else the other value at most half a second late', async () => {
    const all = Promise.all([
      withTimeLimit(after(900, 'done'), 1_000, 'late'),
      withTimeLimit(after(60_000, 'done'), 1_000, 'late'),
    ]);
    await jest.advanceTimersByTimeAsync(1_500);
    expect(await all).toEqual(['done', 'late']);
  });

  test('passes on the error of the work', async () => {
    await expect(withTimeLimit(Promise.reject(new Error('broken')), 1_000, 'late')).rejects.toThrow('broken');
    const text = withTimeLimit(Promise.reject('broken'), 1_000, 'late');
    await expect(text).rejects.toThrow('broken');
  });

  test('leaves no timer behind once all work is done', async () => {
    await withTimeLimit(Promise.resolve('done'), 1_000, 'late');
    await jest.advanceTimersByTimeAsync(500);
    expect(jest.getTimerCount()).toBe(0);
  });
});
