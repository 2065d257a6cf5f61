import { describe, expect, test } from '@jest/globals';
import { parameter, read, STRING, INTEGER } from '../parameters/parameters.ts';

describe('a text becomes a primitive type of its schema', () => {
  const query = parameter('query form exploded');

  test.each([
    ['0', 0],
    ['-12', -12],
    ['1e3', 1000],
    ['9007199254740993', 9007199254740993n],
    ['9007199254740992', 9007199254740992],
    ['', ''],
    ['%201', ' 1'],
    ['+1', ' 1'],
    ['%2B1', '+1'],
    ['0x1', '0x1'],
    ['01', '01'],
    ['1.', '1.'],
    ['1e999', '1e999'],
    ['NaN', 'NaN'],
    ['Infinity', 'Infinity'],
  ])('a number in the syntax of JSON only: %s', (text, value) => {
    expect(read(query, { type: 'number' }, `color=${text}`)).toBe(value);
    expect(read(query, INTEGER, `color=${text}`)).toBe(value);
  });

  test('a fraction for an integer is kept, so that the schema can refuse it', () => {
    expect(read(query, INTEGER, 'color=1.5')).toBe(1.5);
    expect(read(query, { type: ['integer', 'string'] }, 'color=1.5')).toBe('1.5');
  });

  test('an integer beyond the exact range stays a string when strings are allowed', () => {
    const big = '12345678901234567890';
    expect(read(query, { type: ['integer', 'string'] }, `color=${big}`)).toBe(big);
    expect(read(query, INTEGER, `color=${big}`)).toBe(BigInt(big));
  });

  test('booleans are exactly true and false', () => {
    const texts = ['true', 'false', 'True', '1', 'yes', ''];
    const values = texts.map((text) => read(query, { type: 'boolean' }, `color=${text}`));
    expect(values).toEqual([true, false, 'True', '1', 'yes', '']);
  });

  test('null is null when it is allowed; so is an empty text when strings are not', () => {
    expect(read(query, { type: ['integer', 'null'] }, 'color=null')).toBeNull();
    expect(read(query, { type: ['integer', 'null'] }, 'color=')).toBeNull();
    expect(read(query, { type: ['string', 'null'] }, 'color=')).toBe('');
    expect(read(query, STRING, 'color=null')).toBe('null');
  });

  test('strings that look like other types stay strings, also by enum', () => {
    expect(read(query, STRING, 'color=5')).toBe('5');
    expect(read(query, true, 'color=5')).toBe('5');
    expect(read(query, { enum: ['1', 2] }, 'color=1')).toBe('1');
    expect(read(query, { enum: ['1', 2] }, 'color=2')).toBe(2);
  });

  test('the most specific of several types is chosen', () => {
    const schema = { oneOf: [{ enum: ['latest'] }, INTEGER] };
    expect(read(query, schema, 'color=5')).toBe(5);
    expect(read(query, schema, 'color=latest')).toBe('latest');
  });
});
