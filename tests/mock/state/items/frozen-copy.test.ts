import { expect, test } from '@jest/globals';
import { isDeeplyFrozen } from '../../../../src/base/json.ts';
import { frozenCopy } from '../../../../src/mock/state/items/frozen-copy.ts';

/** Copies of plain data that nothing can change. */

test.each([
  ['a text', 'text'],
  ['nested data', { a: [{ b: null }, [1, 2.5]], c: { d: true } }],
  ['a member that is called like the prototype', JSON.parse('{"__proto__": {"a": [1]}, "b": 2}') as unknown],
  ['members that are undefined', { a: undefined, b: [undefined] }],
  ['a date', { at: new Date(0) }],
])('%s is equal to the original', (_, value) => {
  const copy = frozenCopy(value);
  expect(copy).toStrictEqual(value);
  expect(Object.getOwnPropertyNames(copy)).toEqual(Object.getOwnPropertyNames(value));
});

test('neither a change of the original nor one of the copy can be seen in the other', () => {
  const original = { list: [{ name: 'a' }] };
  const copy = frozenCopy(original);
  for (const one of original.list) one.name = 'b';
  original.list.push({ name: 'c' });
  expect(copy).toEqual({ list: [{ name: 'a' }] });
  expect(isDeeplyFrozen(copy)).toBe(true);
});
