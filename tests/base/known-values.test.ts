import { describe, expect, test } from '@jest/globals';
import { factsFor, factsOf, frozenWithFacts, isFrozenWithFacts } from '../../src/base/known-values.ts';
import { isDeeplyFrozen } from '../../src/base/json.ts';

describe('facts of a value', () => {
  test('are kept with it, and nothing can see them', () => {
    const value = frozenWithFacts({ name: 'Ada', tags: [{ text: 'x' }] });
    factsFor(value).text = 'known';
    expect(factsOf(value)?.text).toBe('known');
    expect(isDeeplyFrozen(value)).toBe(true);
    expect(Reflect.ownKeys(value)).toEqual(['name', 'tags']);
    expect(structuredClone(value)).toEqual({ name: 'Ada', tags: [{ text: 'x' }] });
    expect(factsOf({ ...value })).toBeUndefined();
  });

  test('are kept of values that others have frozen too', () => {
    const value = Object.freeze({ name: 'Ada' });
    expect(factsOf(value)).toBeUndefined();
    factsFor(value).text = 'known';
    expect(factsOf(value)?.text).toBe('known');
    expect(isFrozenWithFacts(value)).toBe(false);
    expect(frozenWithFacts(value)).toBe(value);
    expect(factsOf(value)?.text).toBe('known');
  });
});
