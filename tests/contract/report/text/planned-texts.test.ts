import { describe, expect, test } from '@jest/globals';
import { plannedTexts, plannedWords } from '../../../../src/contract/report/text/planned-texts.ts';

const planned = plannedTexts(
  new Map([
    ['Red Sab12xyz', 'Red book'],
    ['4711002', '1000001'],
    ['12', '7'],
  ]),
);

describe('the planned texts', () => {
  test.each([
    ['as they were sent', `'Red Sab12xyz' is taken`, `'Red book' is taken`],
    ['in lower case', 'red sab12xyz', 'red book'],
    ['in upper case', 'RED SAB12XYZ', 'RED BOOK'],
    ['percent-encoded', '/things?name=Red%20Sab12xyz', '/things?name=Red%20book'],
    ['encoded as in forms', 'name=Red+Sab12xyz', 'name=Red+book'],
    ['as a part of another text', '/things/red-sab12xyz-1', '/things/red-book-1'],
    ['numbers', 'number 4711002 is taken', 'number 1000001 is taken'],
    ['not the short numbers, which may stand for anything', '12 of 12', '12 of 12'],
    ['not parts of words', 'xRed Sab12xyzz', 'xRed Sab12xyzz'],
  ])('stand in the place of those that were sent: %s', (_, text, masked) => {
    expect(planned(text)).toBe(masked);
  });

  test('also stand in the place of the longer words that other cases sent', () => {
    const words = plannedWords([new Map([['a Sab12xyz', 'a book']]), new Map([['Sa1', 'cat']])]);
    expect(words('Sab12xyz, sab12xyz and Sa1')).toBe('book, book and Sa1');
  });

  test('are not taken for those that another case sent, nor are short numbers', () => {
    const words = plannedWords([new Map([['4711002', '1000007']]), new Map([['471100200', '100000700']])]);
    expect(words('4711002 and 471100200')).toBe('4711002 and 100000700');
    const both = plannedTexts(
      new Map([['Sab12xyz', 'bookends']]),
      plannedWords([new Map([['bookends', 'cat']])]),
    );
    expect(both('Sab12xyz, bookends')).toBe('bookends, cat');
  });
});
