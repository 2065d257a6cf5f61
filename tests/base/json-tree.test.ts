import { describe, expect, test } from '@jest/globals';
import { childrenOf, leavesOf } from '../../src/base/json-tree.ts';
import { formatPointer } from '../../src/base/json-pointer.ts';

const VALUE = { b: 1, a: { d: [true, { e: null }], c: 'x' }, f: {}, g: [] };

function pointersIn(value: unknown, isSkipped?: (token: string | number) => boolean): readonly string[] {
  return leavesOf(value, isSkipped).map(({ path }) => formatPointer(path));
}

describe('the leaves of a JSON value', () => {
  test('come in document order; an empty object or array has none', () => {
    expect(pointersIn(VALUE)).toEqual(['/b', '/a/d/0', '/a/d/1/e', '/a/c']);
    expect(leavesOf(VALUE).map(({ value }) => value)).toEqual([1, true, null, 'x']);
  });

  test('do not include those below a skipped token', () => {
    expect(pointersIn(VALUE, (token) => token === 'd')).toEqual(['/b', '/a/c']);
    expect(pointersIn(VALUE, (token) => typeof token === 'number')).toEqual(['/b', '/a/c']);
  });

  test.each([1, 'x', null, undefined])('are %p itself where that holds nothing', (value) => {
    expect(leavesOf(value)).toEqual([{ path: [], value }]);
  });
});

test('the children of a value are its members or items', () => {
  expect(childrenOf({ a: 1, b: 2 })).toEqual([
    ['a', 1],
    ['b', 2],
  ]);
  expect(childrenOf(['x'])).toEqual([[0, 'x']]);
  expect([childrenOf('text'), childrenOf(null)]).toEqual([[], []]);
});
