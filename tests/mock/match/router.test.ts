import { describe, expect, test } from '@jest/globals';
import { createRouter, namedCaptures } from '../../../src/mock/match/router.ts';
import { describeThings, thingsWithPaths } from '../things.ts';

/** Each path with its methods. */
function routerOf(paths: Readonly<Record<string, readonly string[]>>) {
  const items = Object.entries(paths).map(([path, methods]) => [
    path,
    Object.fromEntries(
      methods.map((method) => [method, { operationId: `${method} ${path}`, responses: {} }]),
    ),
  ]);
  return createRouter(describeThings(thingsWithPaths(Object.fromEntries(items) as object)).operations);
}

/** Returns the result of routing a request: `get /a/{b} {b: "1"}`, `405 get post` or `404`. */
function lead(router: ReturnType<typeof createRouter>, method: string, path: string): string {
  const match = router.match(method, path);
  switch (match.kind) {
    case 'matched':
      return [
        match.operation.id,
        JSON.stringify(Object.fromEntries(namedCaptures(match.operation, match.captures))),
      ].join(' ');
    case 'methodNotAllowed':
      return `405 ${match.operations
        .map((operation) => operation.method)
        .toSorted()
        .join(' ')}`;
    case 'disabled':
      return `501 ${match.operation.id}`;
    case 'notFound':
      return '404';
  }
}

describe('the router', () => {
  test('prefers a literal path to a template, in any order of description', () => {
    for (const paths of [
      { '/things/{id}': ['get'], '/things/mine': ['get'] },
      { '/things/mine': ['get'], '/things/{id}': ['get'] },
    ]) {
      const router = routerOf(paths);
      expect(lead(router, 'GET', '/things/mine')).toBe('get /things/mine {}');
      expect(lead(router, 'GET', '/things/yours')).toBe('get /things/{id} {"id":"yours"}');
    }
  });

  test('reads several parameters from one segment', () => {
    const router = routerOf({ '/files/{name}.{ending}': ['get'], '/range/{from}-{to}': ['get'] });
    expect(lead(router, 'GET', '/files/report.pdf')).toBe(
      'get /files/{name}.{ending} {"name":"report","ending":"pdf"}',
    );
    expect(lead(router, 'GET', '/range/1-9')).toBe('get /range/{from}-{to} {"from":"1","to":"9"}');
    expect(lead(router, 'GET', '/files/report')).toBe('404');
    expect(lead(router, 'GET', '/files/.pdf')).toBe('404');
  });

  test('reads the parameter of a custom method, and distinguishes custom methods from the plain template', () => {
    const router = routerOf({
      '/orders/{id}': ['get', 'post'],
      '/orders/{id}:cancel': ['post'],
      '/orders/{id}:ship': ['post'],
    });
    expect(lead(router, 'POST', '/orders/7:cancel')).toBe('post /orders/{id}:cancel {"id":"7"}');
    expect(lead(router, 'POST', '/orders/7:ship')).toBe('post /orders/{id}:ship {"id":"7"}');
    expect(lead(router, 'POST', '/orders/7')).toBe('post /orders/{id} {"id":"7"}');
    expect(lead(router, 'POST', '/orders/a:b:cancel')).toBe('post /orders/{id}:cancel {"id":"a:b"}');
    expect(lead(router, 'POST', '/orders/:cancel')).toBe('post /orders/{id} {"id":":cancel"}');
  });

  test('keeps captures encoded, so that an encoded slash stays in its segment', () => {
    const router = routerOf({ '/things/{id}': ['get'], '/things/{id}/parts/{part}': ['get'] });
    expect(lead(router, 'GET', '/things/a%2Fb')).toBe('get /things/{id} {"id":"a%2Fb"}');
    expect(lead(router, 'GET', '/things/a%2Fb/parts/c%20d')).toBe(
      'get /things/{id}/parts/{part} {"id":"a%2Fb","part":"c%20d"}',
    );
    expect(lead(router, 'GET', '/things/%zz')).toBe('get /things/{id} {"id":"%zz"}');
  });

  test('recognises a literal segment in any percent-encoding', () => {
    const router = routerOf({ '/caf\u00e9/men%C3%BC': ['get'], '/a b': ['get'] });
    for (const path of ['/caf%C3%A9/men%C3%BC', '/caf%c3%a9/men%c3%bc', '/%63af%C3%A9/%6den%C3%BC']) {
      expect(lead(router, 'GET', path)).toBe('get /café/men%C3%BC {}');
    }
    expect(lead(router, 'GET', '/a%20b')).toBe('get /a b {}');
    expect(lead(router, 'GET', '/%zz')).toBe('404');
  });

  test('does not treat characters of a literal as a pattern', () => {
    const router = routerOf({ '/v1.0/{a}+{b}': ['get'] });
    expect(lead(router, 'GET', '/v1.0/x+y')).toBe('get /v1.0/{a}+{b} {"a":"x","b":"y"}');
    expect(lead(router, 'GET', '/v1x0/x+y')).toBe('404');
  });

  test('tries another template when the first does not match', () => {
    const router = routerOf({
      '/users/me/settings': ['get'],
      '/users/{id}/posts': ['get'],
      '/{collection}/{id}/tags': ['get'],
    });
    expect(lead(router, 'GET', '/users/me/settings')).toBe('get /users/me/settings {}');
    expect(lead(router, 'GET', '/users/me/posts')).toBe('get /users/{id}/posts {"id":"me"}');
    expect(lead(router, 'GET', '/users/me/tags')).toBe(
      'get /{collection}/{id}/tags {"collection":"users","id":"me"}',
    );
  });

  test('distinguishes templates with different names at the same position by the rest of the path', () => {
    const router = routerOf({ '/x/{a}/one': ['get'], '/x/{b}/two': ['get'] });
    expect(lead(router, 'GET', '/x/1/one')).toBe('get /x/{a}/one {"a":"1"}');
    expect(lead(router, 'GET', '/x/1/two')).toBe('get /x/{b}/two {"b":"1"}');
  });

  test('uses a template when the literal path lacks the method', () => {
    const router = routerOf({ '/things/mine': ['post'], '/things/{id}': ['get', 'delete'] });
    expect(lead(router, 'GET', '/things/mine')).toBe('get /things/{id} {"id":"mine"}');
    expect(lead(router, 'POST', '/things/mine')).toBe('post /things/mine {}');
  });

  test('gives 405 with all methods of the path', () => {
    const router = routerOf({ '/things/mine': ['post'], '/things/{id}': ['get', 'delete'] });
    expect(lead(router, 'PUT', '/things/7')).toBe('405 DELETE GET');
    expect(lead(router, 'PUT', '/things/mine')).toBe('405 DELETE GET POST');
  });

  test('treats HEAD as GET, unless HEAD has its own operation', () => {
    const router = routerOf({ '/a': ['get'], '/b': ['get', 'head'], '/c': ['post'] });
    expect(lead(router, 'HEAD', '/a')).toBe('get /a {}');
    expect(lead(router, 'HEAD', '/b')).toBe('head /b {}');
    expect(lead(router, 'HEAD', '/c')).toBe('405 POST');
  });

  test.each(['/thing', '/things/', '/things//', '/', '', '/things/a/b', '/Things/a', '//things/a'])(
    'says 404 to %s',
    (path) => {
      expect(lead(routerOf({ '/things/{id}': ['get'] }), 'GET', path)).toBe('404');
    },
  );

  test('recognises the root, and literals that end in a slash', () => {
    const router = routerOf({ '/': ['get'], '/a/': ['get'] });
    expect(lead(router, 'GET', '/')).toBe('get / {}');
    expect(lead(router, 'GET', '/a/')).toBe('get /a/ {}');
    expect(lead(router, 'GET', '/a')).toBe('404');
  });

  test('sorts the operations once, and ignores later changes of their list', () => {
    const paths = { '/a/{id}': {}, '/a/mine': {} };
    const get = { operationId: 'get', responses: {} };
    const items = Object.keys(paths).map((path) => [path, { get: { ...get, operationId: path } }]);
    const { operations } = describeThings(thingsWithPaths(Object.fromEntries(items) as object));
    const list = [...operations];
    const router = createRouter(list);
    list.length = 0;
    expect(lead(router, 'GET', '/a/mine')).toBe('/a/mine {}');
    expect(lead(router, 'GET', '/a/7')).toBe('/a/{id} {"id":"7"}');
  });

  test('has no paths called like inherited members of objects', () => {
    const router = routerOf({ '/a': ['get'], '/__proto__': ['get'] });
    expect(lead(router, 'GET', '/constructor')).toBe('404');
    expect(lead(router, 'GET', '/__proto__')).toBe('get /__proto__ {}');
  });
});
