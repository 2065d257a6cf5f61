import { describe, expect, test } from '@jest/globals';
import { parseCookies, parseQuery } from '../../src/http/raw-parameters.ts';

describe('parsing', () => {
  test('a query is split at & and at each first =', () => {
    expect(parseQuery('a=1&&b=x=y&c&=d')).toEqual([
      { name: 'a', value: '1' },
      { name: 'b', value: 'x=y' },
      { name: 'c', value: '', bare: true },
      { name: '', value: 'd' },
    ]);
    expect(parseQuery('')).toEqual([]);
  });

  test('cookies are split at semicolons, without the quotes around their values', () => {
    expect(parseCookies('a=1; b="x=y";c = d ;; e')).toEqual([
      { name: 'a', value: '1' },
      { name: 'b', value: 'x=y' },
      { name: 'c', value: 'd' },
      { name: 'e', value: '', bare: true },
    ]);
  });
});
