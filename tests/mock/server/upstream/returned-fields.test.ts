import { describe, expect, test } from '@jest/globals';
import { NO_BODY } from '../../../../src/http/message.ts';
import { returnedFields } from '../../../../src/mock/control/upstream/returned-fields.ts';
import { parseUpstreamUrl, upstreamTarget } from '../../../../src/mock/control/upstream/upstream-url.ts';

function returned(
  headers: Record<string, string | string[]>,
  base = 'https://api.example.com',
  scheme = 'http',
) {
  const request = {
    method: 'GET',
    target: '/x',
    headers: { host: 'localhost:3000' },
    body: NO_BODY,
    scheme: scheme as 'http' | 'https',
  };
  return returnedFields(headers, { request, upstream: parseUpstreamUrl(base), cors: 'documented' });
}

describe('Location', () => {
  test.each([
    ['https://api.example.com/things/1?a=b#c', 'http://localhost:3000/things/1?a=b#c'],
    ['https://API.example.com:443/things', 'http://localhost:3000/things'],
    ['//api.example.com/things', 'http://localhost:3000/things'],
    ['https://api.example.com', 'http://localhost:3000/'],
    ['/things/1', '/things/1'],
    ['1?next', '1?next'],
    ['https://api.example.com.evil.example/', 'https://api.example.com.evil.example/'],
    ['https://api.example.com@evil.example/', 'https://api.example.com@evil.example/'],
    ['//evil.example/x', '//evil.example/x'],
    ['/\\evil.example', '/\\evil.example'],
    ['http://api.example.com/', 'http://api.example.com/'],
    ['javascript:alert(1)', 'javascript:alert(1)'],
  ])('%s becomes %s', (location, expected) => {
    expect(returned({ location })['location']).toBe(expected);
  });

  test.each([
    ['/v1/things', '/things'],
    ['https://api.example.com/v1', 'http://localhost:3000/'],
    ['/v1', '/'],
    ['/v10/things', '/v10/things'],
    ['https://api.example.com/login', 'https://api.example.com/login'],
  ])('below a base path, %s becomes %s', (location, expected) => {
    expect(returned({ location }, 'https://api.example.com/v1/')['location']).toBe(expected);
  });
});

describe('Set-Cookie', () => {
  test.each([
    ['a=b; Domain=api.example.com; Secure; HttpOnly', 'a=b; HttpOnly'],
    ['a=b; domain=.example.com', 'a=b'],
    ['a=b; SameSite=None; Secure; Partitioned', 'a=b'],
    ['a=b; SameSite=Strict; Secure', 'a=b; SameSite=Strict'],
    ['a=b; Domain=evil.example; Secure', 'a=b; Domain=evil.example'],
    ['a=b; Domain=ample.com', 'a=b; Domain=ample.com'],
    ['a=b; Domain=com', 'a=b; Domain=com'],
    ['__Host-a=b; Secure; Path=/', '__Host-a=b; Secure; Path=/'],
  ])('%s becomes %s', (cookie, expected) => {
    expect(returned({ 'set-cookie': [cookie] })['set-cookie']).toEqual([expected]);
  });

  test('over HTTPS, Secure stays', () => {
    const cookie = 'a=b; Secure; SameSite=None';
    expect(returned({ 'set-cookie': cookie }, undefined, 'https')['set-cookie']).toEqual([cookie]);
  });

  test('a path below the base path is one of the mock', () => {
    expect(returned({ 'set-cookie': 'a=b; Path=/v1/x' }, 'https://api.example.com/v1')['set-cookie']).toEqual(
      ['a=b; Path=/x'],
    );
  });
});

describe('the target', () => {
  const bare = parseUpstreamUrl('https://api.example.com');
  const below = parseUpstreamUrl('https://api.example.com/v1');

  test.each(['//evil.example/x', '/\\evil.example', '/@evil.example', '/../x', '/a?b=//c'])(
    '%s is text',
    (target) => {
      expect(upstreamTarget(bare, target)).toBe(target);
    },
  );

  test.each(['/../x', '/a/..', '/%2e%2e/x', '/a/.%2E/x', '/..%2fx', '/..\\x', '/..;/x', '/.'])(
    '%s does not lead out of the base path',
    (target) => {
      expect(upstreamTarget(below, target)).toBeUndefined();
    },
  );

  test('is below the base path', () => {
    expect(upstreamTarget(below, '//evil.example/..a?../')).toBe('/v1//evil.example/..a?../');
  });

  test.each(['ftp://x', 'x', 'https://a:b@x', 'https://x?y', 'https://x#y'])('no upstream: %s', (text) => {
    expect(() => parseUpstreamUrl(text)).toThrow(/URL/);
  });
});
