import { describe, expect, test } from '@jest/globals';
import { randomFor } from '../../src/base/random.ts';
import { generateString } from '../../src/generate/generate-string.ts';

describe('a text with a pattern and lengths', () => {
  test.each([
    ['^\\+?[1-9]\\d{1,14}$', 8, undefined],
    ['^[a-z][a-z0-9_]*$', 6, 12],
    ['^[A-Z]+$', undefined, 1],
    ['^(ab)+$', 6, 6],
    ['^[\\p{L} ]*$', 3, 10],
  ])('%s, from %p to %p characters, fits both', (pattern, minLength, maxLength) => {
    const keywords = { pattern, ...(minLength && { minLength }), ...(maxLength && { maxLength }) };
    for (let seed = 1; seed <= 40; seed += 1) {
      const text = generateString(keywords, randomFor(seed), undefined);
      expect(text).toMatch(new RegExp(pattern, 'u'));
      expect(Array.from(text).length).toBeGreaterThanOrEqual(minLength ?? 0);
      expect(Array.from(text).length).toBeLessThanOrEqual(maxLength ?? Infinity);
    }
  });

  test('is the pattern alone where the lengths contradict it', () => {
    expect(generateString({ pattern: '^abc$', minLength: 9 }, randomFor(1), undefined)).toBe('abc');
  });
});
