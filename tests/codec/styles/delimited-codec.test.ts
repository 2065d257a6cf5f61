import { describe, expect, test } from '@jest/globals';
import { canExpress } from '../../../src/codec/parameters/parameter-codec.ts';
import {
  shape,
  type Notation,
  parameter,
  read,
  STRING,
  INTEGER,
  STRINGS,
  INTEGERS,
  RGB,
  OBJECT,
} from '../parameters/parameters.ts';

describe('an array', () => {
  test.each<[Notation, string]>([
    ['query form', 'color=5'],
    ['query form exploded', 'color=5'],
    ['query spaceDelimited', 'color=5'],
    ['query pipeDelimited', 'color=5'],
    ['query deepObject', 'color=5'],
    ['query deepObject', 'color[]=5'],
    ['query deepObject', 'color[0]=5'],
    ['cookie form exploded', 'color=5'],
    ['header simple', '5'],
    ['path simple', '5'],
    ['path label', '.5'],
    ['path matrix', ';color=5'],
    ['path matrix exploded', ';color=5'],
  ])('of a single item stays an array in %s: %s', (notation, text) => {
    expect(read(parameter(notation), INTEGERS, text)).toEqual([5]);
    expect(canExpress(parameter(notation), shape(INTEGERS), [5])).toBe(true);
  });

  test('of strings has one empty item for an empty text, of other types none', () => {
    for (const notation of ['query form', 'query form exploded', 'query pipeDelimited'] as const) {
      expect(read(parameter(notation), STRINGS, 'color=')).toEqual(['']);
      expect(read(parameter(notation), INTEGERS, 'color=')).toEqual([]);
    }
    expect(canExpress(parameter('query form'), shape(STRINGS), [''])).toBe(true);
  });

  test('keeps items of the wrong type as strings, so that the schema can refuse them', () => {
    expect(read(parameter('query form'), INTEGERS, 'color=1,x,3')).toEqual([1, 'x', 3]);
  });

  test('keeps an encoded comma inside its item, unless no item can contain one', () => {
    expect(read(parameter('query form'), STRINGS, 'color=a%2Cb,c')).toEqual(['a,b', 'c']);
    expect(read(parameter('query form'), INTEGERS, 'color=1%2C2')).toEqual([1, 2]);
  });

  test('is also read from a repeated name when it should be in one, unless items are lists', () => {
    expect(read(parameter('query form'), INTEGERS, 'color=1&color=2')).toEqual([1, 2]);
    expect(read(parameter('query pipeDelimited'), STRINGS, 'color=a&color=b')).toEqual(['a', 'b']);
    expect(read(parameter('query form'), STRINGS, 'color=a,b&color=c')).toBe('malformed: repeated');
  });

  test('is chosen over a single value for several values', () => {
    const schema = { oneOf: [STRING, STRINGS] };
    expect(read(parameter('query form exploded'), schema, 'color=a')).toBe('a');
    expect(read(parameter('query form exploded'), schema, 'color=a&color=b')).toEqual(['a', 'b']);
    expect(read(parameter('query form'), schema, 'color=a,b')).toEqual(['a', 'b']);
    expect(canExpress(parameter('query form exploded'), shape(schema), ['a'])).toBe(false);
  });

  test('converts items of a tuple by their position', () => {
    const schema = { type: 'array', prefixItems: [STRING, INTEGER] };
    expect(read(parameter('header simple'), schema, '1, 2')).toEqual(['1', 2]);
  });

  test('may contain objects as JSON', () => {
    const schema = { type: 'array', items: RGB };
    expect(read(parameter('query form exploded'), schema, 'color={"R":1}&color={"R":2}')).toEqual([
      { R: 1 },
      { R: 2 },
    ]);
    expect(canExpress(parameter('query form'), shape(schema), [OBJECT, OBJECT])).toBe(true);
  });
});
