import { describe, expect, test } from '@jest/globals';
import { parameter, read, INTEGER, STRINGS, RGB } from '../parameters/parameters.ts';

describe('an exploded object in a query', () => {
  const query = parameter('query form exploded');

  test('has the properties of its schema, and ignores the rest of the query', () => {
    expect(read(query, RGB, 'page=2&R=100')).toEqual({ R: 100 });
    expect(read(query, RGB, 'page=2')).toBe('absent');
  });

  test('also has additional properties when allowed, except names of other parameters', () => {
    const schema = { ...RGB, additionalProperties: { type: 'integer' } };
    expect(read(query, schema, 'R=1&x=2&page=3&filter[a]=4', ['page', 'filter'])).toEqual({ R: 1, x: 2 });
    expect(read(query, { type: 'object' }, 'x=2&page=3', ['page'])).toEqual({ x: '2' });
  });

  test('has array properties from repeated names, and no others', () => {
    const schema = { type: 'object', properties: { tag: STRINGS, size: INTEGER } };
    expect(read(query, schema, 'tag=a&size=1&tag=b')).toEqual({ tag: ['a', 'b'], size: 1 });
    expect(read(query, schema, 'tag=a')).toEqual({ tag: ['a'] });
    expect(read(query, schema, 'size=1&size=2')).toBe('malformed: repeated');
  });
});
