import { describe, expect, test } from '@jest/globals';
import { randomFor } from '../../../src/base/random.ts';
import { patternsOf } from '../../../src/generate/texts/format-patterns.ts';
import { searchText } from '../../../src/generate/texts/search-text.ts';
import { newSteps } from '../../../src/generate/texts/text-demand.ts';

const SEEDS = Array.from({ length: 10 }, (_, seed) => seed);

interface Case {
  readonly patterns: readonly string[];
  readonly refused?: readonly string[];
  readonly least?: number;
  readonly most?: number;
}

function textsFor({ patterns, refused = [], least = 0, most = Infinity }: Case) {
  return SEEDS.map((seed) => searchText({ patterns, refused, least, most }, randomFor(seed)));
}

/** Each with the lengths of which a plain reading seldom makes one. */
const CASES: readonly Case[] = [
  { patterns: [String.raw`^\d+$`], least: 9, most: 9 },
  { patterns: ['^[a-zA-Z0-9_]+$'], least: 8, most: 32 },
  { patterns: [String.raw`^\+?[1-9]\d{1,14}$`], least: 8 },
  { patterns: ['.*'], least: 5, most: 5 },
  { patterns: ['^(?:ab|cde)+$'], least: 101, most: 101 },
  { patterns: [String.raw`^(?=.*[A-Z])(?=.*\d)[A-Za-z\d]+$`], least: 12, most: 12 },
  { patterns: ['^(?=.{10,64}$)[a-z0-9-]+$'], most: 10 },
  { patterns: ['^(?:(?!ab)[abc])+$'], least: 9, most: 9 },
  { patterns: [String.raw`^(\w+)-\1$`], least: 9, most: 9 },
  // what a group takes has to fit in both places, beside another pattern or lengths
  { patterns: [String.raw`^((?:\w{2})*)\1$`, '^[^A-Z]{12}$'] },
  {
    patterns: [String.raw`^(\p{N}{9,40})@\w{8,}:\1@$`, String.raw`^(?:[\da-f]{2})+@[A-Z]*:(?:[\da-f]{2})+@$`],
  },
  { patterns: [String.raw`^([^A-Z]{90,99})/[a-z] HI_\1/$`], least: 200, most: 202 },
  { patterns: [String.raw`^(?<all>a(b|c)+(?:x|(y)))-\k<all>-(\d)\4$`], least: 14, most: 14 },
  { patterns: [String.raw`^\p{Lu}\p{Ll}+ \p{Script=Cyrillic}{3}$`], most: 9 },
  { patterns: ['foo', 'bar', '^.{3,9}$'], most: 8 },
  { patterns: ['^[a-z]+$'], refused: ['a', '^b', 'cc'], least: 6 },
  { patterns: ['^a{0,3}$'], refused: ['^$', '^a$'] },
  // most beginnings lead nowhere, which only the end shows
  { patterns: [String.raw`42345/[^\d]{7} \d*@$`, String.raw`^[\da-f]{5}/[^\d]{5,} \S*@$`], least: 20 },
  { patterns: [String.raw`^(?:RHO|other)/[\da-f]+/\w{7,}@$`, String.raw`[^\d]{3}/\d*/[^\d]+@`] },
  { patterns: [String.raw`^(?!.*admin)[^A-Z]*\.\d+:(?:69|other)[A-Z]{130}#$`], least: 148, most: 149 },
  { patterns: [String.raw`^\d{4}-.*Z$`, patternsOf('date-time').at(-1) ?? ''], least: 24, most: 24 },
];

describe('a text that is searched for', () => {
  test.each(CASES)('fits all patterns, none of the refused ones, and the lengths: %j', (demand) => {
    for (const text of textsFor(demand)) {
      for (const pattern of demand.patterns) expect(text).toMatch(new RegExp(pattern, 'u'));
      for (const pattern of demand.refused ?? []) expect(text).not.toMatch(new RegExp(pattern, 'u'));
      const length = Array.from(text ?? '').length;
      expect(length).toBeGreaterThanOrEqual(demand.least ?? 0);
      expect(length).toBeLessThanOrEqual(demand.most ?? Infinity);
    }
  });

  test('may have thousands of characters', () => {
    const [text] = textsFor({ patterns: ['^[a-z]{1,5000}$'], least: 3000 });
    expect(text?.length).toBeGreaterThanOrEqual(3000);
  });

  test('is the same whatever was searched for before', () => {
    const demands = [
      { patterns: [String.raw`^20\d\dZ$`], refused: [], least: 7, most: 7 },
      { patterns: [String.raw`^[\dZ]+$`], refused: [], least: 7, most: 7 },
    ];
    const texts = () => {
      const [random, steps] = [randomFor(1), newSteps()];
      return [demands.map((demand) => searchText(demand, random, steps)), steps.left];
    };
    expect(texts()).toEqual(texts());
  });

  test('is another one for another seed, and the same for the same', () => {
    const demand = { patterns: ['^[a-z]+$'], least: 8 };
    expect(new Set(textsFor(demand)).size).toBeGreaterThan(5);
    expect(textsFor(demand)).toEqual(textsFor(demand));
  });

  test.each<[string, Case]>([
    ['patterns contradict each other', { patterns: ['^a', '^b'] }],
    ['no text of the pattern is so long', { patterns: ['^[a-z]{3}$'], least: 4 }],
    ['a refused pattern has all texts', { patterns: ['^a+$'], refused: ['a'] }],
    ['lengths contradict each other', { patterns: ['a'], least: 4, most: 3 }],
  ])('is not there where %s', (_, demand) => {
    expect(textsFor(demand).every((text) => text === undefined)).toBe(true);
  });
});
