import { describe, expect, test } from '@jest/globals';
import { canExpress, encodeParameter } from '../../../src/codec/parameters/parameter-codec.ts';
import { compileContent } from '../../../src/description/compile/compile-content.ts';
import {
  shape,
  type Notation,
  parameter,
  asContent,
  read,
  STRING,
  INTEGER,
  INTEGERS,
  RGB,
  OBJECT,
} from './parameters.ts';

describe('content', () => {
  test.each<Notation>(['query form exploded', 'cookie form exploded', 'path simple', 'header simple'])(
    'of JSON is JSON in %s, with values of any kind',
    (notation) => {
      const found = parameter(notation, asContent('application/json'));
      for (const value of [null, 0, false, '', 'ü€😀', [], [1], {}, { 'a&b': ['=;,% +'] }]) {
        expect(canExpress(found, shape(true), value)).toBe(true);
      }
      const text = notation.startsWith('query') || notation.startsWith('cookie') ? 'color=%7B' : '{';
      expect(read(found, true, text)).toBe('malformed: json');
    },
  );

  test('of JSON is percent-encoded in a query, and may not be repeated', () => {
    const found = parameter('query form exploded', asContent('application/vnd.api+json; version=1'));
    expect(encodeParameter(found, { a: 1 })).toBe('color=%7B%22a%22%3A1%7D');
    expect(read(found, true, 'color=1&color=2')).toBe('malformed: repeated');
  });

  test('of a form is an object, read and written by its Encoding Objects', () => {
    const encoding = { B: { style: 'pipeDelimited', explode: false } };
    const content = compileContent({}, { 'application/x-www-form-urlencoded': { encoding } }, '')[0];
    const schema = { type: 'object', properties: { R: INTEGER, B: INTEGERS } };
    for (const notation of ['query form exploded', 'header simple', 'path simple'] as const) {
      const found = parameter(notation, { content });
      expect(canExpress(found, shape(schema), { R: 100, B: [1, 2] })).toBe(true);
    }
    const query = parameter('query form exploded', { content });
    expect(encodeParameter(query, { R: 100, B: [1, 2] })).toBe('color=R%3D100%26B%3D1%257C2');
    expect(read(query, schema, 'color=R%3D100%26B%3D1%7C2')).toEqual({ R: 100, B: [1, 2] });
  });

  test('of XML is converted by its schema, and is malformed when it is not XML', () => {
    const found = parameter('query form exploded', asContent('application/xml'));
    const text = encodeURIComponent('<color><R>100</R><G>2</G></color>');
    expect(read(found, RGB, `color=${text}`)).toEqual({ R: 100, G: 2 });
    expect(read(found, RGB, 'color=%3Ccolor%3E')).toBe('malformed: xml');
    expect(read(found, STRING, 'color=%3Ccolor%3E')).toBe('<color>');
    expect(canExpress(found, shape(RGB), OBJECT)).toBe(true);
  });

  test('of another media type is text', () => {
    const found = parameter('query form exploded', asContent('text/plain'));
    expect(read(found, STRING, 'color=%7B%7D')).toBe('{}');
    expect(read(found, INTEGER, 'color=5')).toBe(5);
  });
});
