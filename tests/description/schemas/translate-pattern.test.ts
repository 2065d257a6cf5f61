import { describe, expect, test } from '@jest/globals';
import { compilePattern, isPattern } from '../../../src/description/schemas/pattern.ts';

const raw = String.raw;

describe('a pattern', () => {
  test.each([
    [raw`\A[a-z]+\z`, 'abc', 'ab1'],
    [raw`\A[a-z]+\Z`, 'abc', 'Az'],
    [raw`(?i)^abc$`, 'aBc', 'abd'],
    [raw`^[[:alpha:]_]+$`, 'a_b', 'a:1'],
    [raw`^[^[:space:]]+$`, 'ab', 'a b'],
    [raw`^(?P<year>\d{4})-(?P=year)$`, '2024-2024', '2024-2025'],
    [raw`^(?>a|b)c++$`, 'bcc', 'bd'],
    [raw`^\h+[\h,]$`, ' \t,', 'h,'],
    [raw`^[\p{L}\-\_]+\@$`, 'é-_@', 'p{L}@'],
    [raw`^{[a-z]+}$`, '{ab}', 'ab'],
    [raw`^a{2,3}+]$`, 'aa]', 'a]'],
    [raw`^[]a]+$`, ']a', 'b'],
    [raw`^\#\!\-\'$`, "#!-'", '\\#!'],
    [raw`^\Qa.b\E$`, 'a.b', 'axb'],
  ])('of another language is read as it is meant: %s', (pattern, right, wrong) => {
    expect(isPattern(pattern)).toBe(true);
    expect([right, wrong].map((text) => compilePattern(pattern).test(text))).toEqual([true, false]);
  });

  test.each([
    [raw`^\d+$`, '12', 'a'],
    [raw`^(?<=)[\w.-]+$`, 'a.b', 'a b'],
    [raw`^\u{1F600}$`, '😀', 'u'],
    [raw`^[\p{L}--[a-z]]+$`, 'Éß', 'é]b'],
    [raw`^[[a-z]&&[^aeiou]]$`, 'b', 'e'],
    [raw`^[\q{ch|sh}x]$`, 'ch', 'q'],
  ])('of JavaScript stays as it is: %s', (pattern, right, wrong) => {
    expect([right, wrong].map((text) => compilePattern(pattern).test(text))).toEqual([true, false]);
  });

  test.each([raw`\Gabc`, raw`(?#note)a`, raw`^[[:klingon:]]$`, '(', raw`(?(1)a|b)`])(
    'that nothing here can read is not checked: %s',
    (pattern) => {
      expect(compilePattern(pattern).test('anything')).toBe(true);
      expect(isPattern(pattern)).toBe(false);
    },
  );
});
