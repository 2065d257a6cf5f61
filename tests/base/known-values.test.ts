import { describe, expect, test } from '@jest/globals';
import {
  frozenAsKnown,
  isFrozenAsKnown,
  isMarked,
  mark,
  newOwner,
  notedText,
  noteText,
} from '../../src/base/known-values.ts';
import { isDeeplyFrozen } from '../../src/base/json.ts';

const [one, other] = [newOwner(), newOwner()];

describe('what is known of a value', () => {
  test('is kept with it, and nothing can see it', () => {
    const value = frozenAsKnown({ name: 'Ada', tags: [{ text: 'x' }] });
    noteText(value, 'known', 1);
    mark(value, one, 'key');
    expect(notedText(value)).toBe('known');
    expect([isFrozenAsKnown(value), isDeeplyFrozen(value)]).toEqual([true, true]);
    expect(Reflect.ownKeys(value)).toEqual(['name', 'tags']);
    expect(structuredClone(value)).toEqual({ name: 'Ada', tags: [{ text: 'x' }] });
    const copy = { ...value };
    expect([notedText(copy), isMarked(copy, one, 'key')]).toEqual([undefined, false]);
  });

  test('is kept of values that others have frozen too', () => {
    const value = Object.freeze({ name: 'Ada' });
    expect(notedText(value)).toBeUndefined();
    noteText(value, 'known', 1);
    expect(isFrozenAsKnown(value)).toBe(false);
    expect(frozenAsKnown(value)).toBe(value);
    expect(notedText(value)).toBe('known');
    noteText(value, undefined, 1);
    expect(notedText(value)).toBeUndefined();
  });

  test.each([frozenAsKnown({}), Object.freeze({})])(
    'has the marks that each has set, and no others',
    (value) => {
      const neighbour = frozenAsKnown({});
      mark(value, one, 'first');
      mark(value, other, 'second');
      mark(value, one, 'first');
      mark(neighbour, one, 'first');
      const marksOf = (marked: object) =>
        ['first', 'second'].map((key) => [one, other].map((owner) => isMarked(marked, owner, key)));
      expect(marksOf(value)).toEqual([
        [true, false],
        [false, true],
      ]);
      expect(marksOf(neighbour)).toEqual([
        [true, false],
        [false, false],
      ]);
    },
  );
});
