import fc from 'fast-check';
import { describe, expect, test } from '@jest/globals';
import { atPointer, formatPointer, parsePointer, pointerOfFragment } from '../../src/base/json-pointer.ts';

describe('a JSON Pointer', () => {
  /** The examples of RFC 6901, section 5. */
  const document = {
    foo: ['bar', 'baz'],
    '': 0,
    'a/b': 1,
    'c%d': 2,
    'e^f': 3,
    'g|h': 4,
    'i\\j': 5,
    'k"l': 6,
    ' ': 7,
    'm~n': 8,
  };

  test.each([
    ['', document],
    ['/foo', ['bar', 'baz']],
    ['/foo/0', 'bar'],
    ['/', 0],
    ['/a~1b', 1],
    ['/c%d', 2],
    ['/e^f', 3],
    ['/g|h', 4],
    ['/i\\j', 5],
    ['/k"l', 6],
    ['/ ', 7],
    ['/m~0n', 8],
  ])('%j finds what RFC 6901 says', (pointer, value) => {
    expect(atPointer(document, pointer)).toEqual(value);
  });

  test.each([
    '/nowhere',
    '/foo/2',
    '/foo/length',
    '/foo/-',
    '/constructor',
    '/__proto__',
    '/foo/0/0',
    '/a~1b/x',
  ])('%s finds nothing where the document has no own member', (pointer) => {
    expect(atPointer(document, pointer)).toBeUndefined();
  });

  test('finds members that are null, false or called __proto__', () => {
    const odd: unknown = JSON.parse('{"a": null, "b": false, "__proto__": {"c": 1}}');
    expect(['/a', '/b', '/__proto__/c'].map((pointer) => atPointer(odd, pointer))).toEqual([null, false, 1]);
  });

  test('is read back from what was written, whatever the names', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: fc.constantFrom('~', '/', '0', '1', 'a', '') })), (tokens) => {
        expect(parsePointer(formatPointer(tokens))).toEqual(tokens);
      }),
    );
  });

  test('reads ~01 as ~1, not as a slash', () => {
    expect(parsePointer('/~01')).toEqual(['~1']);
  });

  test('in a fragment is percent-decoded, unless its percent-encoding is malformed', () => {
    expect(pointerOfFragment('/a%20b/%C3%A4')).toBe('/a b/ä');
    expect(pointerOfFragment('/100%')).toBe('/100%');
  });
});
