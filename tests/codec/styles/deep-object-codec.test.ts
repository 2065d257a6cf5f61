import { describe, expect, test } from '@jest/globals';
import { encodeParameter } from '../../../src/codec/parameters/parameter-codec.ts';
import { parameter, read, INTEGER, STRINGS, INTEGERS, RGB } from '../parameters/parameters.ts';

describe('a deep object', () => {
  const query = parameter('query deepObject exploded', { name: 'a' });
  const schema = {
    type: 'object',
    properties: { b: { type: 'object', properties: { c: INTEGER } }, tags: INTEGERS },
  };

  test('may contain objects', () => {
    expect(read(query, schema, 'a[b][c]=1')).toEqual({ b: { c: 1 } });
    expect(encodeParameter(query, { b: { c: 1 } })).toBe('a%5Bb%5D%5Bc%5D=1');
  });

  test.each([
    'a[tags]=1&a[tags]=2',
    'a[tags][]=1&a[tags][]=2',
    'a[tags][0]=1&a[tags][1]=2',
    'a[tags][1]=2&a[tags][0]=1',
  ])('may contain arrays in any notation: %s', (text) => {
    expect(read(query, schema, text)).toEqual({ tags: [1, 2] });
  });

  test('keeps undocumented keys, so that the schema can refuse them', () => {
    expect(read(query, { ...RGB, additionalProperties: false }, 'a[x]=1')).toEqual({ x: '1' });
  });

  test('may be another type when its schema allows that', () => {
    const range = { anyOf: [{ type: 'object', properties: { gt: INTEGER } }, INTEGER] };
    expect(read(query, range, 'a[gt]=5')).toEqual({ gt: 5 });
    expect(read(query, range, 'a=5')).toBe(5);
    expect(read(query, STRINGS, 'a[]=x')).toEqual(['x']);
  });

  test('can be absent, repeated or contradictory', () => {
    expect(read(query, schema, 'ab[c]=1&a[=2&b=3')).toBe('absent');
    expect(read(query, schema, 'a[b][c]=1&a[b][c]=2')).toBe('malformed: repeated');
    expect(read(query, schema, 'a[b]=1&a[b][c]=2')).toBe('malformed: style');
    expect(read(query, schema, `a${'[x]'.repeat(5000)}=1`)).toBe('malformed: style');
  });
});
