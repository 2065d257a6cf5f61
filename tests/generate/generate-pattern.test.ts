import { describe, expect, test } from '@jest/globals';
import { randomFor } from '../../src/base/random.ts';
import { textMatching } from '../../src/generate/generate-pattern.ts';

const PATTERNS = [
  '^[a-z]{3}$',
  '^\\d{4}-\\d{2}-\\d{2}$',
  '^(foo|bar)+$',
  '^[A-Za-z0-9_-]+$',
  '^#([0-9a-fA-F]{6}|[0-9a-fA-F]{3})$',
  '^\\+?[1-9]\\d{1,14}$',
  '^(?:a|b)?c*$',
  '^[^/]+/[^/]+$',
  '^\\p{Lu}?[\\w.]+@example\\.com$',
  '^\\u0041\\x42\\t?$',
  '^$',
  '^[\\]\\\\-]+$',
  '^(?<year>\\d{4})$',
  '[0-9]+(\\.[0-9]+)?',
];

describe('a text for a pattern', () => {
  test.each(PATTERNS)('matches %s, whatever is drawn', (pattern) => {
    for (let seed = 0; seed < 50; seed += 1) {
      expect(textMatching(pattern, randomFor(seed))).toMatch(new RegExp(pattern, 'u'));
    }
  });

  test('is no longer than needed where the pattern has no end', () => {
    for (let seed = 0; seed < 50; seed += 1) {
      expect(textMatching('^.*$', randomFor(seed)).length).toBeLessThan(10);
    }
  });

  test('comes to an end for any pattern, also a broken one', () => {
    for (const pattern of ['(', '[a', 'a{2', '\\', ')', '(?=x)y', '\\1', 'a**']) {
      expect(typeof textMatching(pattern, randomFor(1))).toBe('string');
    }
  });
});
