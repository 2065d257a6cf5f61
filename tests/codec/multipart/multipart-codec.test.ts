import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { JsonObject } from '../../../src/base/json.ts';
import { bytesOf, carried, judgeRequest, read, write, type Described } from '../bodies.ts';

const FORM = 'multipart/form-data';
const TYPE = 'multipart/form-data; boundary=AaB03x';
const STRING = { type: 'string' };
const INTEGER = { type: 'integer' };
const FILE = { type: 'string', format: 'binary' };

function form(properties: JsonObject, encoding: JsonObject = {}): Described {
  return { range: FORM, schema: { type: 'object', properties }, encoding };
}

/** Parts with the boundary of RFC 7578's examples. */
function wire(...parts: readonly string[]): string {
  return `${parts.map((part) => `--AaB03x\r\n${part}\r\n`).join('')}--AaB03x--\r\n`;
}

function field(name: string, text: string, ...headers: readonly string[]): string {
  return [`Content-Disposition: form-data; name="${name}"`, ...headers, '', text].join('\r\n');
}

describe('a multipart body', () => {
  test('is written as RFC 7578 has it', () => {
    const described = form({ field1: STRING, at: { type: 'object' }, pics: { type: 'array', items: FILE } });
    const value = { field1: 'Joe owes €100.', at: { city: 'X' }, pics: [bytesOf('1'), bytesOf('2')] };
    expect(write(described, value)).toEqual({
      contentType: 'multipart/form-data; boundary=stuntdouble-0',
      text: [
        '--stuntdouble-0',
        'content-disposition: form-data; name="field1"',
        '',
        'Joe owes €100.',
        '--stuntdouble-0',
        'content-disposition: form-data; name="at"',
        'content-type: application/json',
        '',
        '{"city":"X"}',
        ...['1', '2'].flatMap((text) => [
          '--stuntdouble-0',
          'content-disposition: form-data; name="pics"; filename="pics"',
          'content-type: application/octet-stream',
          '',
          text,
        ]),
        '--stuntdouble-0--',
        '',
      ].join('\r\n'),
    });
  });

  /** RFC 7578, section 4.2 and 4.4; RFC 2046, section 5.1.1. */
  test.each([
    ['a field', wire(field('name', 'Joe')), { name: 'Joe' }],
    [
      'header names in any case',
      wire('content-DISPOSITION: Form-Data; NAME=name\r\n\r\nJoe'),
      { name: 'Joe' },
    ],
    ['an empty field', wire(field('name', '')), { name: '' }],
    ['several lines', wire(field('name', 'a\r\nb\r\n')), { name: 'a\r\nb\r\n' }],
    ['what looks like its boundary', wire(field('name', '\r\n--AaB03xy\r\n')), { name: '\r\n--AaB03xy\r\n' }],
    ['a preamble and an epilogue', `for old\r\n${wire(field('name', 'Joe'))}more`, { name: 'Joe' }],
    ['spaces behind the boundary', wire(field('name', 'J')).replace('x\r\n', 'x \t\r\n'), { name: 'J' }],
    ['escaped names', wire(field('a%22b', 'x')), { 'a"b': 'x' }],
    [
      'a text with a type',
      wire(field('name', 'Joe', 'Content-Type: text/plain; charset=utf-8')),
      { name: 'Joe' },
    ],
    ['numbers', wire(field('age', '7')), { age: 7 }],
    ['JSON without its type', wire(field('at', '{"city":"X"}')), { at: { city: 'X' } }],
    ['JSON', wire(field('free', '[1]', 'Content-Type: application/json')), { free: [1] }],
    ['one of several', wire(field('tags', 'a')), { tags: ['a'] }],
    [
      'several of one name',
      wire(field('tags', 'a'), field('name', 'J'), field('tags', 'b')),
      { name: 'J', tags: ['a', 'b'] },
    ],
    ['brackets', wire(field('tags[]', 'a'), field('tags[]', 'b')), { tags: ['a', 'b'] }],
    [
      'a whole list as JSON',
      wire(field('tags', '["a","b"]', 'Content-Type: application/json')),
      { tags: ['a', 'b'] },
    ],
    ['no parts at all', '--AaB03x--', {}],
    ['what nobody described', wire(field('other', '1')), { other: '1' }],
  ])('with %s is read', (_, body, expected) => {
    const described = form({
      name: STRING,
      age: INTEGER,
      at: { type: 'object' },
      tags: { type: 'array', items: STRING },
    });
    expect(read(described, body, TYPE)).toEqual(expected);
  });

  test('has files as bytes, regardless of their types', () => {
    const described = form({
      file: FILE,
      image: { contentMediaType: 'image/png' },
      any: { type: 'array', items: {} },
    });
    const body = wire(
      'Content-Disposition: form-data; name="file"; filename="a.json"\r\nContent-Type: application/json\r\n\r\n{',
      'Content-Disposition: form-data; name="image"; filename="a.png"\r\nContent-Type: image/png\r\n\r\n\u0001',
      'Content-Disposition: form-data; name="any"; filename="a.txt"\r\nContent-Type: text/plain\r\n\r\na',
      'Content-Disposition: form-data; name="any"; filename="b.txt"\r\n\r\nb',
    );
    expect(read(described, body, TYPE)).toEqual({
      file: bytesOf('{'),
      image: Uint8Array.of(1),
      any: [bytesOf('a'), bytesOf('b')],
    });
  });

  test('keeps bytes that are not text', () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
    const described = form({ file: FILE });
    expect(carried(described, { file: bytes })).toEqual({ file: bytes });
  });

  test.each([
    [FORM, wire(field('a', 'b')), 'malformed: boundary'],
    ['multipart/form-data; boundary=""', wire(field('a', 'b')), 'malformed: boundary'],
    ['multipart/form-data; boundary=other', wire(field('a', 'b')), 'malformed: boundary'],
    [TYPE, '', 'malformed: boundary'],
    [TYPE, wire(field('a', 'b')).replace('--\r\n', ''), 'malformed: boundary'],
    [TYPE, '--AaB03x', 'malformed: boundary'],
    [TYPE, wire('Content-Disposition: form-data; name="a"'), 'malformed: multipart'],
    [TYPE, wire('Content-Disposition: form-data\r\n\r\nx'), 'malformed: multipart'],
    [TYPE, wire('nonsense\r\n\r\nx'), 'malformed: multipart'],
    [TYPE, wire('\r\nwithout header fields'), 'malformed: multipart'],
    [TYPE, wire(...Array.from({ length: 1001 }, () => field('tags', 'x'))), 'malformed: multipart'],
    [TYPE, wire(field('at', '{')), 'malformed: json /at'],
    [TYPE, wire(field('name', 'a'), field('name', 'b')), 'malformed: repeated /name'],
    [TYPE, wire(field('icon', 'a', 'Content-Type: text/plain')), 'malformed: contentType /icon'],
    [
      TYPE,
      wire(field('name', 'a', 'Content-Type: text/plain; charset=nonsense')),
      'malformed: charset /name',
    ],
  ])('of %s with %j is %s', (contentType, body, expected) => {
    const described = form(
      { name: STRING, at: { type: 'object' }, tags: { type: 'array' }, icon: FILE },
      { icon: { contentType: 'image/png, image/*' } },
    );
    expect(read(described, body, contentType)).toBe(expected);
  });

  test.each([
    [{ style: 'form', explode: false }, { type: 'array', items: INTEGER }, [1, 2], '1,2'],
    [{ style: 'form', explode: false }, { type: 'object', properties: { a: INTEGER } }, { a: 1 }, 'a,1'],
    [{ contentType: 'application/json' }, STRING, 'a', '"a"'],
    [
      { contentType: 'application/xml; charset=utf-8' },
      { type: 'object', xml: { name: 'at' }, properties: { zip: INTEGER } },
      { zip: 7 },
      '<at><zip>7</zip></at>',
    ],
  ])('follows the Encoding Object %j', (encoding, schema, value, text) => {
    const described = form({ x: schema }, { x: encoding });
    expect(write(described, { x: value }).text).toContain(`\r\n\r\n${text}\r\n`);
    expect(carried(described, { x: value })).toEqual({ x: value });
  });

  test('with unnamed parts is a list', () => {
    const described = {
      range: 'multipart/mixed',
      schema: { type: 'array', prefixItems: [{ type: 'object' }], items: FILE },
    };
    const body = wire('Content-Type: application/json\r\n\r\n{"a":1}', 'Content-Type: image/png\r\n\r\nx');
    expect(read(described, body, 'multipart/mixed; boundary=AaB03x')).toEqual([{ a: 1 }, bytesOf('x')]);
    expect(carried(described, [{ a: 1 }, bytesOf('x')])).toEqual([{ a: 1 }, bytesOf('x')]);
  });

  test('is a list whose parts itemSchema and positional Encoding Objects describe', () => {
    const described = {
      range: 'multipart/mixed',
      itemSchema: { type: 'object', properties: { a: INTEGER } },
      prefixEncoding: [{ contentType: 'application/xml' }],
      itemEncoding: { contentType: 'application/json' },
    };
    const value = [{ a: 1 }, { a: 2 }, { a: 3 }];
    expect(write(described, value).text.match(/content-type: .*/g)).toEqual([
      'content-type: application/xml',
      'content-type: application/json',
      'content-type: application/json',
    ]);
    expect(carried(described, value)).toEqual(value);
    const type = 'multipart/mixed; boundary=AaB03x';
    const body = wire('\r\n<x><a>1</a></x>', 'Content-Type: text/csv\r\n\r\na');
    expect(read(described, body, type)).toBe('malformed: contentType /1');
    expect(read(described, wire('\r\n<x><a>1</a></x>', '\r\n{"a":2}'), type)).toEqual([{ a: 1 }, { a: 2 }]);
  });

  test('may contain forms and multipart bodies with their own Encoding Objects', () => {
    const inner = {
      contentType: 'multipart/mixed',
      prefixEncoding: [{ contentType: 'application/json' }],
      itemEncoding: { contentType: 'image/png' },
    };
    const fields = {
      contentType: 'application/x-www-form-urlencoded',
      encoding: { tags: { style: 'pipeDelimited', explode: false } },
    };
    const tags = { type: 'array', items: STRING };
    const schema: JsonObject = {
      type: 'array',
      prefixItems: [
        { type: 'array', prefixItems: [{ type: 'object' }], items: FILE },
        { type: 'object', properties: { tags } },
      ],
    };
    const described = {
      range: 'multipart/mixed',
      schema,
      prefixEncoding: [inner, fields],
    };
    const value = [[{ a: 1 }, bytesOf('x')], { tags: ['b', 'c'] }];
    expect(write(described, value).text).toContain('tags=b%7Cc');
    expect(carried(described, value)).toEqual(value);
  });

  test('may be nested up to a limit', () => {
    const schemas = { Deep: { type: 'array', items: { $ref: '#/components/schemas/Deep' } } };
    const described = { range: 'multipart/mixed', schema: { $ref: '#/components/schemas/Deep' }, schemas };
    const nested = (levels: number): string =>
      levels === 0
        ? '[]'
        : `--b${levels}\r\nContent-Type: ${levels === 1 ? 'application/json' : `multipart/mixed; boundary=b${levels - 1}`}\r\n\r\n${nested(levels - 1)}\r\n--b${levels}--`;
    expect(read(described, nested(3), 'multipart/mixed; boundary=b3')).toEqual([[[[]]]]);
    expect(read(described, nested(50), 'multipart/mixed; boundary=b50')).toBe('malformed: depth /0');
  });

  test('has the header fields of its Encoding Objects', () => {
    const rate = { required: true, schema: { type: 'integer', enum: [5, 7] } };
    const content = {
      [FORM]: {
        schema: { type: 'object', properties: { file: { type: 'array', items: FILE }, name: STRING } },
        encoding: { file: { headers: { 'X-Rate': rate, 'X-Note': { schema: STRING } } } },
      },
    };
    const judge = (body: string) =>
      judgeRequest({ content }, { headers: { 'content-type': TYPE }, body }).violations;
    expect(judge(wire(field('file', 'a', 'X-Rate: 5'), field('name', 'Joe')))).toEqual([]);
    expect(judge(wire(field('name', 'Joe')))).toEqual([]);
    expect(judge(wire(field('file', 'a')))).toMatchObject([
      {
        where: 'body',
        pointer: '/file',
        keyword: 'required',
        sentence: 'body /file must have the header field X-Rate',
      },
    ]);
    const twice = wire(field('file', 'a', 'X-Rate: 7'), field('file', 'b', 'X-Rate: 8'));
    expect(judge(twice)).toContainEqual(expect.objectContaining({ pointer: '/file/1', keyword: 'enum' }));
    const described = { range: FORM, ...content[FORM] };
    expect(write(described, { file: [bytesOf('a')] }).text).toContain('x-rate: 5\r\n');
  });

  test('is validated by its schema: required parts, types, the size of files', () => {
    const schema = {
      type: 'object',
      required: ['file', 'name'],
      properties: {
        name: { type: 'string', minLength: 2 },
        file: { ...FILE, maxLength: 3, pattern: '^never$' },
        age: INTEGER,
      },
    };
    const judge = (body: string) =>
      judgeRequest(
        { content: { [FORM]: { schema } } },
        { headers: { 'content-type': TYPE }, body },
      ).violations.map(({ pointer, keyword }) => `${pointer} ${keyword}`);
    const file = (text: string) => `Content-Disposition: form-data; name="file"; filename="f"\r\n\r\n${text}`;
    expect(judge(wire(file('abc'), field('name', 'Joe')))).toEqual([]);
    expect(judge(wire(file('abcd'), field('name', 'J'), field('age', 'x')))).toEqual([
      '/name minLength',
      '/file maxLength',
      '/age type',
    ]);
    expect(judge(wire(field('name', 'Joe')))).toEqual([' required']);
    const notText =
      'Content-Disposition: form-data; name="age"; filename="f"\r\nContent-Type: image/png\r\n\r\n';
    const bytes = Uint8Array.from([...bytesOf(`--AaB03x\r\n${notText}`), 255, ...bytesOf('\r\n--AaB03x--')]);
    const judged = judgeRequest(
      { content: { [FORM]: { schema: { type: 'object', properties: { age: INTEGER } } } } },
      { headers: { 'content-type': TYPE }, body: bytes },
    );
    expect(judged.violations).toMatchObject([{ pointer: '/age', keyword: 'type' }]);
  });

  test('comes back as it was written', () => {
    const described = form({
      text: STRING,
      count: INTEGER,
      list: { type: 'array', items: STRING },
      at: { type: 'object' },
      file: FILE,
    });
    const text = fc.string({ unit: 'grapheme' });
    const values = fc.record(
      {
        text,
        count: fc.integer(),
        list: fc.array(text, { minLength: 1 }),
        at: fc
          .dictionary(fc.string(), fc.integer())
          .map((value) => JSON.parse(JSON.stringify(value)) as object),
        file: fc.uint8Array(),
        'a "name"\r\n': text,
      },
      { requiredKeys: [] },
    );
    fc.assert(fc.property(values, (value) => expect(carried(described, { ...value })).toEqual({ ...value })));
  });
});
