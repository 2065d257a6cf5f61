import { describe, expect, test } from '@jest/globals';
import { describedBy, isJson, parseMediaType } from '../../src/http/media-type.ts';

describe('the described content', () => {
  const content = ['*/*', 'text/*', 'text/plain', 'text/plain; format=flowed', 'application/json'].map(
    (range) => ({ range }),
  );

  test.each([
    ['text/plain; format=flowed', 'text/plain; format=flowed'],
    ['text/plain; format=fixed', 'text/plain'],
    ['text/plain; charset=utf-8', 'text/plain'],
    ['TEXT/PLAIN', 'text/plain'],
    ['text/html', 'text/*'],
    ['image/png', '*/*'],
    ['application/json;charset=UTF-8', 'application/json'],
    ['application/problem+json', '*/*'],
  ])('of %s is %s', (type, range) => {
    const parsed = parseMediaType(type);
    expect(parsed && describedBy(content, parsed)?.range).toBe(range);
  });

  test('is undefined when no range fits', () => {
    const parsed = parseMediaType('image/png');
    expect(parsed && describedBy([{ range: 'text/*' }, { range: 'nonsense' }], parsed)).toBeUndefined();
  });
});

describe('a media type', () => {
  test.each(['', 'text', 'text/', '/plain', 'a b/c', 'text/plain/x'])('is not %j', (text) => {
    expect(parseMediaType(text)).toBeUndefined();
  });

  test('has parameters, quoted or not', () => {
    const parsed = parseMediaType(' Text/Plain ; Charset="utf\\-8"; a=b ');
    expect(parsed && [parsed.type, parsed.subtype, [...parsed.parameters]]).toEqual([
      'text',
      'plain',
      [
        ['charset', 'utf-8'],
        ['a', 'b'],
      ],
    ]);
  });

  test.each([
    ['application/json', true],
    ['application/problem+json', true],
    ['text/json', true],
    ['application/vnd.api+json; v=1', true],
    ['application/jsonp', false],
    ['application/xml', false],
  ])('%s is JSON: %j', (text, expected) => {
    const parsed = parseMediaType(text);
    expect(parsed && isJson(parsed)).toBe(expected);
  });
});
