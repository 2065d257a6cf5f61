import { describe, expect, test } from '@jest/globals';
import { NotLoadedError, onDemand, untilLoaded } from '../../src/base/on-demand.ts';

describe('a module that is loaded on demand', () => {
  test('is there once it has been loaded', async () => {
    const words = onDemand(async () => ({ word: 'one' }));
    expect(words.isLoaded()).toBe(false);
    expect(() => words.get()).toThrow(NotLoadedError);
    expect(await untilLoaded(() => words.get().word)).toBe('one');
    expect(words.isLoaded()).toBe(true);
    expect(untilLoaded(() => words.get().word)).toBe('one');
  });

  test('may be provided from the start', () => {
    const words = onDemand<{ word: string }>(() => Promise.reject(new Error('not to be loaded')));
    words.provide({ word: 'two' });
    expect(words.get()).toEqual({ word: 'two' });
  });
});

describe('what has to wait for a module', () => {
  test('is run again, also where it fails later, or for another reason at last', async () => {
    const first = onDemand(async () => 1);
    const second = onDemand(async () => 2);
    let runs = 0;
    const sum = await untilLoaded(async () => {
      runs += 1;
      return first.get() + (await Promise.resolve().then(() => second.get()));
    });
    expect([sum, runs]).toEqual([3, 3]);
    const third = onDemand(async () => 3);
    const wrapped = () => {
      try {
        return third.get();
      } catch (error) {
        throw new Error('wrapped', { cause: error });
      }
    };
    expect(await untilLoaded(wrapped)).toBe(3);
    const fails = () => {
      throw new TypeError('another reason');
    };
    expect(() => untilLoaded(fails)).toThrow('another reason');
  });

  test('fails where the module cannot be loaded', async () => {
    const lost = onDemand(() => Promise.reject(new Error('the network is down')));
    await expect(Promise.resolve(untilLoaded(() => lost.get()))).rejects.toThrow('the network is down');
  });

  test('fails where it keeps the error in place of trying again', async () => {
    const late = onDemand(async () => 1);
    const kept = Promise.resolve().then(() => late.get());
    await expect(Promise.resolve(untilLoaded(() => kept))).rejects.toThrow(NotLoadedError);
  });
});
