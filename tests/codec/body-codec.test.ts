import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { bytesOf, carried, judgeRequest, read, write } from './bodies.ts';

const STRING = { type: 'string' };

describe('a text body', () => {
  test.each([
    ['text/plain', 'é'],
    ['text/plain; charset=iso-8859-1', 'Ã©'],
    ['text/plain; charset=UTF-8', 'é'],
    ['text/plain; charset=nonsense', 'malformed: charset'],
  ])('sent as %s is decoded in that charset', (contentType, expected) => {
    expect(read({ range: 'text/plain', schema: STRING }, bytesOf('é'), contentType)).toBe(expected);
  });

  test('is always encoded in UTF-8, and its content type says so', () => {
    expect(write({ range: 'text/plain; charset=iso-8859-1' }, 'é')).toEqual({
      text: 'é',
      contentType: 'text/plain; charset=utf-8',
    });
    expect(write({ range: 'text/plain' }, 'é').contentType).toBe('text/plain');
  });

  test.each([
    [{ type: 'integer' }, '7', 7],
    [{ type: 'boolean' }, 'false', false],
    [STRING, '7', '7'],
    [{}, '7', '7'],
    [{ type: 'object' }, '{"a":1}', { a: 1 }],
    [STRING, '', ''],
  ])('with the schema %j is converted to its type', (schema, text, expected) => {
    expect(read({ range: 'text/plain', schema }, text)).toEqual(expected);
    expect(write({ range: 'text/plain', schema }, expected).text).toBe(text);
  });

  test('of an unknown media type is text when the schema is a string and the bytes are valid UTF-8', () => {
    const toml = { range: 'application/toml', schema: STRING };
    expect(read(toml, 'a = 1')).toBe('a = 1');
    expect(read(toml, Uint8Array.of(255))).toEqual(Uint8Array.of(255));
    expect(read({ range: 'application/toml' }, 'a = 1')).toEqual(bytesOf('a = 1'));
  });
});

describe('a binary body', () => {
  test.each([
    ['application/octet-stream', {}],
    ['application/octet-stream', { ...STRING, format: 'binary' }],
    ['image/png', STRING],
    ['image/png', undefined],
    ['text/csv', { ...STRING, format: 'binary' }],
    ['application/vnd.thing', { ...STRING, contentMediaType: 'application/vnd.thing' }],
  ])('of %s with the schema %j is bytes, never parsed', (range, schema) => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        const described = { range, ...(schema && { schema }) };
        expect(carried(described, bytes)).toEqual(bytes);
      }),
    );
    expect(read({ range, ...(schema && { schema }) }, '{"a":1}')).toEqual(bytesOf('{"a":1}'));
  });

  test('is validated by its size alone', () => {
    const schema = { type: 'string', format: 'binary', maxLength: 3, pattern: '^a$' };
    const judge = (body: Uint8Array) =>
      judgeRequest(
        { required: true, content: { 'image/*': { schema } } },
        { headers: { 'content-type': 'image/png' }, body },
      ).violations.map(({ keyword }) => keyword);
    expect(judge(Uint8Array.of(255, 254, 253))).toEqual([]);
    expect(judge(Uint8Array.of(255, 254, 253, 252))).toEqual(['maxLength']);
    expect(judge(Uint8Array.of())).toEqual([]);
  });
});

describe('a media range', () => {
  test.each([
    ['*/*', { a: 1 }, 'application/json', '{"a":1}'],
    ['application/*', [1], 'application/json', '[1]'],
    ['text/*', 'a', 'text/plain', 'a'],
    ['image/*', new Uint8Array(), 'image/png', ''],
    ['*/*', new Uint8Array(), 'application/octet-stream', ''],
  ])('%s is sent as a concrete media type: %j as %s', (range, value, contentType, text) => {
    expect(write({ range }, value)).toEqual({ contentType, text });
  });
});
