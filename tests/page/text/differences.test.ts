import { describe, expect, test } from '@jest/globals';
import { differencesOf } from '../../../src/page/text/differences.ts';

const shown = (before: unknown, after: unknown) =>
  differencesOf(before, after).map(
    ({ kind, text }) => `${{ same: ' ', added: '+', removed: '-' }[kind]}${text}`,
  );

describe('the differences of two items', () => {
  test('are the lines that were changed, with some around them', () => {
    const item = { id: 1, name: 'one', tags: ['a', 'b'], at: 5, by: 'x', end: true };
    expect(shown(item, { ...item, tags: ['a', 'c', 'b'] })).toEqual([
      ' …',
      '   "tags": [',
      '     "a",',
      '+    "c",',
      '     "b"',
      '   ],',
      ' …',
    ]);
  });

  test('are all lines of what was added or deleted', () => {
    expect(shown(undefined, { id: 1 })).toEqual(['+{', '+  "id": 1', '+}']);
    expect(shown({ id: 1 }, undefined)).toEqual(['-{', '-  "id": 1', '-}']);
  });

  test('are none where nothing was changed but the order of nothing', () => {
    expect(shown({ id: 1 }, { id: 1 })).toEqual([' …']);
  });

  test('are found of 20,000 lines that all differ, without lining them up', () => {
    const list = (start: number) => Array.from({ length: 20_000 }, (_, index) => start + index);
    expect(differencesOf(list(0), list(50_000)).length).toBeGreaterThan(39_000);
  });
});
