import { describe, expect, test } from '@jest/globals';
import { DescriptionError } from '../../../../src/description/model/description-error.ts';
import type { Fault } from '../../../../src/description/model/fault.ts';
import { parseDocument } from '../../../../src/description/load/text/parse-document.ts';
import { findInText } from '../../../../src/description/load/text/find-in-text.ts';

const parse = (text: string) => parseDocument(text, 'api.yaml');

describe('a document', () => {
  test('is the same as JSON and as YAML', () => {
    const value = {
      openapi: '3.1.0',
      paths: { '/a': { get: { responses: { '200': { description: 'x' } } } } },
    };
    expect(parse(JSON.stringify(value))).toEqual(value);
    expect(
      parse('openapi: 3.1.0\npaths:\n  /a:\n    get:\n      responses:\n        200: { description: x }'),
    ).toEqual(value);
  });

  test('may begin with a byte-order mark', () => {
    expect(parse('\uFEFF{"a": 1}')).toEqual({ a: 1 });
    expect(parse('\uFEFFa: 1')).toEqual({ a: 1 });
  });

  test('may be JSON with comments and trailing commas, and a URL does not count as a comment', () => {
    const value = { url: 'http://a//b', list: [1, 2], text: '/* a */' };
    const text =
      '// first\n{"url": "http://a//b", /* second\n*/ "list": [1, 2,], "text": "/* a */", // third\n}';
    expect(parse(text)).toEqual(value);
    expect(parse('{url: http://a//b, list: [1]}')).toEqual({ url: 'http://a//b', list: [1] });
  });

  test('has strings where YAML 1.2 has them: dates, yes and no, quoted version numbers', () => {
    expect(
      parse("date: 2024-01-01\ntime: 2024-01-01T00:00:00Z\nyes: no\non: off\nversion: '1.0'\noctal: 0o17"),
    ).toEqual({
      date: '2024-01-01',
      time: '2024-01-01T00:00:00Z',
      yes: 'no',
      on: 'off',
      version: '1.0',
      octal: 15,
    });
  });

  test('has status codes as keys, quoted or not', () => {
    expect(Object.keys(parse("200: a\n'404': b\n5XX: c\ndefault: d"))).toEqual([
      '200',
      '404',
      '5XX',
      'default',
    ]);
  });

  test('has its merge keys and anchors resolved, with priority for own keys', () => {
    const text = 'base: &base { a: 1, b: 2 }\nmerged:\n  <<: *base\n  b: 3\nsame: *base';
    expect(parse(text)).toMatchObject({ merged: { a: 1, b: 3 }, same: { a: 1, b: 2 } });
  });

  test('has integers that doubles cannot hold in its data, with all digits, and those of bounds beside them', () => {
    const big = '9007199254740993';
    const json = `{"example": [${big}, {"a": -${big}, "b": 1.5}], "enum": [${big}], "maximum": ${big},
      "properties": {"default": {"const": ${big}, "minimum": ${big}}}, "maxLength": 9223372036854775807}`;
    const value = {
      example: [9007199254740993n, { a: -9007199254740993n, b: 1.5 }],
      enum: [9007199254740993n],
      maximum: 9007199254740992,
      'x-stuntdouble-exact': { maximum: big },
      properties: {
        default: {
          const: 9007199254740993n,
          minimum: 9007199254740992,
          'x-stuntdouble-exact': { minimum: big },
        },
      },
      maxLength: 2 ** 63,
    };
    expect(parse(json)).toEqual(value);
    expect(parse(`# YAML\n${json}`)).toEqual(value);
    expect(parse(`example: +${big}\nvalue: 0x20000000000001\n${big}: 1`)).toEqual({
      [big]: 1,
      example: 9007199254740993n,
      value: 9007199254740993n,
    });
    const deep = `{"example": ${'['.repeat(50_000)}${big}${']'.repeat(50_000)}}`;
    expect(Object.keys(parse(deep))).toEqual(['example']);
  });

  test('keeps __proto__ as an ordinary key', () => {
    for (const text of ['{"__proto__": {"polluted": true}}', '__proto__: { polluted: true }']) {
      expect(Object.keys(parse(text))).toEqual(['__proto__']);
      expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
    }
  });

  test('has the last value of a duplicate key, which is reported', () => {
    const said = (text: string) => {
      const faults: Fault[] = [];
      const value = parseDocument(text, 'api.yaml', (fault) => faults.push(fault));
      return { value, faults };
    };
    const message = (key: string, line: number) =>
      `the key '${key}' stands twice, first in line ${line}: the last one counts`;
    expect(said('a: 1\nb: 2\na: 3\n')).toEqual({
      value: { a: 3, b: 2 },
      faults: [{ pointer: '/a', message: message('a', 1) }],
    });
    const json = '{\n"a": [{"x/y": "\\"{", "b": 1,\n"x/y": 2}],\n"b": {"a": 1}, "c": ["a", "a"],\n"b": 3}';
    expect(said(json)).toEqual({
      value: { a: [{ 'x/y': 2, b: 1 }], b: 3, c: ['a', 'a'] },
      faults: [
        { pointer: '/a/0/x~1y', message: message('x/y', 2) },
        { pointer: '/b', message: message('b', 4) },
      ],
    });
    expect(said('{"a": {"b": "b"}, "b": ["b", {"b": 1}]}').faults).toEqual([]);
    const deep = `{"a": ${'['.repeat(600)}${']'.repeat(600)}, "a": 1}`;
    expect(said(deep)).toMatchObject({ value: { a: 1 }, faults: [{ pointer: '' }] });
  });

  test('is the first of several in a file, which is reported', () => {
    const faults: Fault[] = [];
    const text = 'a: 1\n---\nb: 2\n';
    expect(parseDocument(text, 'api.yaml', (fault) => faults.push(fault))).toEqual({ a: 1 });
    expect(faults).toMatchObject([{ message: expect.stringContaining('several documents') }]);
    expect(findInText(text)('/a').line).toBe(1);
  });

  test('keeps values with an unknown tag', () => {
    expect(parse('a: !Sub x\nb: !Ref { c: 1 }\nc: !Join [1, 2]\nd: !!timestamp 2024-01-01')).toEqual({
      a: 'x',
      b: { c: 1 },
      c: [1, 2],
      d: '2024-01-01',
    });
  });

  test('may be JSON with comments or trailing commas, which are YAML', () => {
    expect(parse('{"a": 1, # one\n "b": 2,}')).toEqual({ a: 1, b: 2 });
  });

  test.each([
    ['a: [1, 2', /^api\.yaml:\d+:\d+: .+: correct the file/],
    ['a: 1\n b: 2', /^api\.yaml:2:/],
    ['{"a": 1,, }', /^api\.yaml:1:/],
    ['', /^api\.yaml: .*empty/],
    ['just text', /^api\.yaml: .*no object/],
    ['[1, 2]', /^api\.yaml: .*no object/],
    ['null', /^api\.yaml: .*no object/],
  ])('%j is refused saying what is wrong and where', (text, message) => {
    expect(() => parse(text)).toThrow(DescriptionError);
    expect(() => parse(text)).toThrow(message);
  });
});
