import { expect, test } from '@jest/globals';
import { removeAt, replaceAt, setAt } from '../../src/base/edit-json.ts';

test.each([
  [{ a: 1 }, [], 2, 2],
  [{ a: 1, b: 2 }, ['a'], 3, { a: 3, b: 2 }],
  [{ a: { b: 1 } }, ['a', 'c'], 2, { a: { b: 1, c: 2 } }],
  [{}, ['a', 'b'], 1, { a: { b: 1 } }],
  [[1, 2], ['1'], 3, [1, 3]],
  [[1], ['1'], 2, [1]],
  [{}, ['constructor', 'name'], 1, { constructor: { name: 1 } }],
])('%j with %j set to %j is %j', (value, path, replacement, expected) => {
  const before = structuredClone(value);
  expect(setAt(value, path, replacement)).toEqual(expected);
  expect(value).toEqual(before);
});

test.each([
  [{ a: 1 }, [], { a: 1 }],
  [{ a: 1, b: 2 }, ['a'], { b: 2 }],
  [{ a: [1, 2, 3] }, ['a', '1'], { a: [1, 3] }],
  [{ a: [{ b: 1 }] }, ['a', '0', 'b'], { a: [{}] }],
  [{ a: 1 }, ['b', 'c'], { a: 1 }],
  [[1], ['3'], [1]],
  ['text', ['a'], 'text'],
])('%j without its member at %j is %j', (value, path, expected) => {
  const before = structuredClone(value);
  expect(removeAt(value, path)).toEqual(expected);
  expect(value).toEqual(before);
});

test('a JSON Pointer sets a value, or removes it where there is no replacement', () => {
  expect(replaceAt({ 'a/b': [1] }, '/a~1b/0', null)).toEqual({ 'a/b': [null] });
  expect(replaceAt({ 'a/b': [1] }, '/a~1b/0', undefined)).toEqual({ 'a/b': [] });
  expect(replaceAt(1, '', undefined)).toBeUndefined();
});
