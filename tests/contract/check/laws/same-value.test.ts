import { describe, expect, test } from '@jest/globals';
import { isSameValue } from '../../../../src/contract/check/laws/same-value.ts';

describe('values that count as the sent value', () => {
  test.each<[string, sent: unknown, shown: unknown]>([
    ['as it was', 'text', 'text'],
    ['trimmed', ' text ', 'text'],
    ['in another case', 'User@Example.com', 'user@example.com'],
    ['with a slash at the end', 'https://example.com', 'https://example.com/'],
    ['with fractions of a second', '2024-01-01T00:00:00Z', '2024-01-01T00:00:00.000Z'],
    ['in another time zone', '2024-01-01T00:00:00Z', '2024-01-01T01:00:00+01:00'],
    ['as seconds since 1970', '2024-01-01T00:00:00Z', 1_704_067_200],
    ['as milliseconds since 1970', '2024-01-01T00:00:00Z', 1_704_067_200_000],
    ['as a decimal text', 10, '10.00'],
    ['as a text of all its digits', 9007199254740993n, '9007199254740993'],
    ['with further members', { street: 'Main' }, { street: 'Main', id: 7 }],
    ['in another order', ['a', 'b'], ['b', 'a']],
    ['without the members that it does not show', { a: 1, secret: 'x' }, { a: 1 }],
  ])('%s', (_, sent, shown) => {
    expect(isSameValue(sent, shown)).toBe(true);
  });
});

describe('values that do not count as the sent value', () => {
  test.each<[string, sent: unknown, shown: unknown]>([
    ['another text', 'text', 'text-1'],
    ['a text cut off', 'some text', 'some'],
    ['another number', 5, 5.5],
    ['another last digit', 9007199254740993n, 9007199254740992],
    ['another number that could be a time', 1000, 1001],
    ['the other boolean', true, false],
    ['null', 'text', null],
    ['another day', '2024-01-01', '2024-01-02'],
    ['a day without its time', '2024-01-01T12:00:00Z', '2024-01-01'],
    ['a list with fewer items', ['a', 'b'], ['a']],
    ['an object with another member', { a: 1 }, { a: 2 }],
    ['an object for a list', ['a'], { 0: 'a' }],
    ['a number for a text that is none', 'ten', 10],
  ])('%s', (_, sent, shown) => {
    expect(isSameValue(sent, shown)).toBe(false);
  });
});
