import { describe, expect, test } from '@jest/globals';
import { randomFor } from '../../../src/base/random.ts';
import { textMatching } from '../../../src/generate/texts/generate-pattern.ts';

/** As JSON Schema reads it. */
const read = (source: string) => ({ source, flags: 'u' });

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

/** Of which a plain reading from left to right makes no text that fits. */
const ASKING = [
  ['^\\p{Lu}\\p{Ll}+$', 'u'],
  ['^[\\p{Script=Han}ー]{2}$', 'u'],
  ['^[^\\p{L}\\s]+$', 'u'],
  ['^[😀-😎]+🙂$', 'u'],
  ['^(?<quote>[\'"])\\w+\\k<quote>$', 'u'],
  ['^(?=.*[A-Z])(?=.*\\d)(?=.*[@$!%*?&])[A-Za-z\\d@$!%*?&]{8,}$', 'u'],
  ['^(?=.*[a-z])(?=.*[A-Z])(?=.*\\d).+$', 'u'],
  ['^(?=.{10,64}$)[a-z0-9-]+$', 'u'],
  ['^(?!000|666)[0-8]\\d{2}-(?!00)\\d{2}$', 'u'],
  ['^(?=v\\d)\\w+$', 'u'],
  ['(?<=\\$)\\d+', 'u'],
  ['^[\\p{L}--[a-z]]+$', 'v'],
  ['^[[a-z]&&[^aeiou]]{3}$', 'v'],
  ['^[\\q{ch|sh}x]y$', 'v'],
  ['^[[a-z][0-9]]+$', 'v'],
  ['^\\p{RGI_Emoji}$', 'v'],
] as const;

/** For the seed 7: values of patterns change for nobody. */
const SAME = [
  ['^[a-z]{3}-\\d{4}$', 'odq-2724'],
  ['^(foo|bar)+[^/]+$', 'barfoobarNYS#'],
  ['^\\+?[1-9]\\d{1,14}$', '+66'],
  ['^[\\p{L}\\p{N} _-]{1,40}$', ' a_'],
  ['^(?!-)[a-z0-9-]{2,20}$', 'ufx3'],
  ['[\\w.]+@(?:example|test)\\.(com|org)?', 'KiO@test.'],
] as const;

describe('a text for a pattern', () => {
  test.each(PATTERNS)('matches %s for every seed', (pattern) => {
    for (let seed = 0; seed < 50; seed += 1) {
      expect(textMatching(read(pattern), randomFor(seed))).toMatch(new RegExp(pattern, 'u'));
    }
  });

  test.each(ASKING)('matches %s as well, with the flag %s', (source, flags) => {
    for (let seed = 0; seed < 50; seed += 1) {
      expect(textMatching({ source, flags }, randomFor(seed))).toMatch(new RegExp(source, flags));
    }
  });

  test('stays the same text', () => {
    const texts = SAME.map(([pattern]) => textMatching(read(pattern), randomFor(7)));
    expect(texts).toEqual(SAME.map(([, text]) => text));
  });

  test('is undefined for what is not a regular expression', () => {
    const broken = ['(', '[a', ')', 'a**', '[z-a]'].map((pattern) =>
      textMatching(read(pattern), randomFor(1)),
    );
    expect(broken).toEqual(broken.map(() => undefined));
  });

  test('stays short when the pattern allows any length', () => {
    for (let seed = 0; seed < 50; seed += 1) {
      expect(textMatching(read('^.*$'), randomFor(seed))?.length).toBeLessThan(10);
    }
  });

  test('comes to an end where no text fits, or none is found', () => {
    for (const pattern of [
      'a{2',
      '{',
      ']',
      '(?=x)y',
      '(?!)',
      '\\1',
      '[]',
      '(?:(?=a)b)*',
      '^(?=(\\w+)+!)\\w+$',
    ]) {
      expect(typeof textMatching(read(pattern), randomFor(1))).toBe('string');
    }
  });
});
