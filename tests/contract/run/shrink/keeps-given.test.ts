import { expect, test } from '@jest/globals';
import { keepsGiven } from '../../../../src/contract/run/shrink/keeps-given.ts';

test.each([
  ['members that are not given may go', { a: 1 }, { a: 1, b: 2 }, { a: 1 }, true],
  ['a given member may not', { a: 1 }, { a: 1, b: 2 }, { b: 2 }, false],
  ['nor one further in', { a: { b: 1 } }, { a: { b: 2 } }, { a: {} }, false],
  ['nor an item', { a: [{ b: 1 }] }, { a: [{ b: 1 }] }, { a: [] }, false],
  ['nor a member of an item', [{ b: 1 }], [{ b: 1 }, { b: 2 }], [{}], false],
  ['what a case has left out need not come back', { a: 1, b: 2 }, { a: 1 }, { a: 1 }, true],
  ['what a case has made something else need not be an object', { a: { b: 1 } }, { a: 12 }, { a: 1 }, true],
  ['values may become simpler', { a: 'long' }, { a: 'longer' }, { a: 'l' }, true],
  ['without a given body, all may go', undefined, { a: 1 }, {}, true],
  ['a list is no object', { a: [1] }, { a: [1] }, { a: null }, false],
])('%s', (_, given, whole, smaller, isKept) => {
  expect(keepsGiven(given, whole, smaller)).toBe(isKept);
});
