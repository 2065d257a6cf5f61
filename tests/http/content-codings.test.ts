import { describe, expect, test } from '@jest/globals';
import { codingsOf, preferredCoding } from '../../src/http/content-codings.ts';

describe('the codings of a body', () => {
  test.each([
    [undefined, []],
    ['', []],
    ['identity', []],
    ['GZIP', ['gzip']],
    ['x-gzip', ['gzip']],
    ['deflate, identity , br', ['deflate', 'br']],
    ['zstd', ['zstd']],
  ])('with Content-Encoding: %s are %j', (field, codings) => {
    expect(codingsOf({ 'content-encoding': field })).toEqual(codings);
  });
});

describe('the coding of a response', () => {
  test.each([
    [undefined, undefined],
    ['', undefined],
    ['identity', undefined],
    ['zstd', undefined],
    ['gzip', 'gzip'],
    ['x-gzip', 'gzip'],
    ['deflate, gzip, br, zstd', 'br'],
    ['gzip;q=1.0, br;q=0.5', 'gzip'],
    ['br;q=0, *', 'gzip'],
    ['*', 'br'],
    ['*;q=0', undefined],
    ['identity, gzip;q=0.5', undefined],
    ['gzip ; q=0.4 , deflate ; q=0.6', 'deflate'],
    ['gzip;q=nonsense', undefined],
  ])('with Accept-Encoding: %s is %s', (field, coding) => {
    expect(preferredCoding({ 'accept-encoding': field })).toBe(coding);
  });
});
