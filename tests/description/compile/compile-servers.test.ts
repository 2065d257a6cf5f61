import { describe, expect, test } from '@jest/globals';
import { createMock } from '../../../src/create-mock.ts';
import { loadDescriptionSync } from '../../../src/bundled/load-description.ts';
import { type Description } from '../../../src/description/model/description.ts';
import { findConflicts } from '../../../src/mock/match/conflicts.ts';
import { basePathsOf } from '../../../src/description/model/base-path.ts';
import { compileServers } from '../../../src/description/compile/compile-servers.ts';
import type { JsonObject } from '../../../src/base/json.ts';
import { openBasePaths } from '../../../src/description/compile/open-base-paths.ts';
import { ask } from '../../mock/ask.ts';
import { openapi } from '../files.ts';

const done = { responses: { '204': { description: '' } } };

function served(
  name: string,
  servers: readonly string[],
  paths: Readonly<Record<string, object>>,
): Description {
  return loadDescriptionSync(openapi({ servers: servers.map((url) => ({ url })), paths }), { name });
}

describe('the servers of a description', () => {
  test('have their variables filled: the defaults first, then the other values', () => {
    const version = { default: 'v2', enum: ['v1', 'v2'] };
    const url = 'https://{host}/{version}';
    expect(compileServers([{ url, variables: { host: { default: 'h' }, version } }], undefined)).toEqual([
      'https://h/v2',
      'https://h/v1',
    ]);
  });

  test('are limited in number, regardless of the values of their variables', () => {
    const many = { default: '0', enum: Array.from({ length: 500 }, (_, index) => String(index)) };
    const server = { url: '/{a}/{b}', variables: { a: many, b: many } };
    expect(compileServers([server], undefined)).toHaveLength(100);
  });

  test.each([
    ['/v1', undefined, '/v1'],
    ['v1', undefined, '/v1'],
    ['./v1/', 'apis/api.yaml', '/v1/'],
    ['../v2', 'https://a.example/apis/v1/api.yaml', 'https://a.example/apis/v2'],
    ['/v2', 'https://a.example/apis/api.yaml', 'https://a.example/v2'],
    ['//b.example/v1', 'https://a.example/api.yaml', 'https://b.example/v1'],
    ['https://b.example', 'https://a.example/api.yaml', 'https://b.example'],
  ])('%s in %s is %s', (url, location, expected) => {
    expect(compileServers([{ url }], location)).toEqual([expected]);
  });

  test('may belong to an operation or a path, and override the others', () => {
    const paths = {
      '/a': { servers: [{ url: '/path' }], get: done, put: { servers: [{ url: '/own' }], ...done } },
      '/b': { get: done },
    };
    const description = served('x', ['/v1'], paths);
    expect(description.operations.map(({ id, servers }) => [id, servers])).toEqual([
      ['GET /a', ['/path']],
      ['PUT /a', ['/own']],
      ['GET /b', ['/v1']],
    ]);
    expect(basePathsOf(description)).toEqual(['/path', '/own', '/v1']);
  });
});

describe('a mock', () => {
  test('serves with and without each base path', async () => {
    const app = createMock({
      descriptions: served('x', ['https://a.example/v1', 'https://a.example/v1/eu'], {
        '/a': { get: done },
        '/': { get: done },
      }),
    });
    for (const target of ['/a', '/v1/a', '/v1/eu/a?x=1', '/v1', '/v1/', '/']) {
      expect([target, (await ask(app, { target })).status]).toEqual([target, 204]);
    }
    for (const target of ['/v2/a', '/v1x/a', '/v1/v1/a']) {
      expect([target, (await ask(app, { target })).status]).toEqual([target, 404]);
    }
  });

  test('serves a base path with a free variable under any value, unless another description has the path', async () => {
    const variables = { tenant: { default: 'acme' }, version: { default: 'v1' } };
    const open = loadDescriptionSync(
      openapi({
        servers: [{ url: 'https://{tenant}.example.com/api/{version}', variables }],
        paths: { '/a': { get: done }, '/api/{id}/a': { put: done }, '/b': { put: done } },
      }),
    );
    const other = served('other', ['/api/v9'], { '/b': { get: done, put: done } });
    const app = createMock({ descriptions: [open, other] });
    for (const [target, status] of [
      ['/api/v1/a', 204],
      ['/api/v7/b', 405],
      ['/api/v9/b', 204],
      ['/api/v7/a', 405],
      ['/v7/a', 404],
      ['/api/v7/x/a', 404],
    ] as const) {
      expect([target, (await ask(app, { target })).status]).toEqual([target, status]);
    }
  });

  test.each([
    ['/{v}', { v: { default: 'v1' } }, '^/[^/]+(?=/|$)'],
    ['{v}/x', { v: { default: 'v1' } }, '^/[^/]+/x(?=/|$)'],
    ['{scheme}://{host}/{v}/', { v: { default: 'a/b' }, host: { default: 'h' } }, '^/[^/]+/[^/]+(?=/|$)'],
    ['/v{n}.{m}', { n: { enum: ['1', '2'] } }, '^/v(?:1|2)\\.[^/]+(?=/|$)'],
    ['https://{host}/v1', { host: { default: 'h' } }, undefined],
    ['/{v}', { v: { default: 'v1', enum: ['v1'] } }, undefined],
    ['{server}/v1', { server: { default: 'https://example.com' } }, undefined],
    ['/v1', {}, undefined],
  ])('takes the server %s with %j for any path that fits %s', (url, variables, pattern) => {
    const sources = openBasePaths({ servers: [{ url, variables: variables as JsonObject }] }).map(
      ({ source }) => source.replaceAll(String.raw`\/`, '/'),
    );
    expect(sources).toEqual(pattern === undefined ? [] : [pattern]);
  });

  test('of several descriptions uses the one with the base path, else the first with the path', async () => {
    const answer = (text: string) => ({
      get: { responses: { '200': { description: '', content: { 'text/plain': { example: text } } } } },
    });
    const app = createMock({
      descriptions: [
        served('one', ['/one'], { '/a': answer('one'), '/two/a': answer('deep'), '/b': { put: done } }),
        served('two', ['/two'], { '/a': answer('two'), '/b': answer('b') }),
      ],
    });
    const texts = ['/one/a', '/two/a', '/a', '/b', '/one/two/a'].map(
      async (target) => (await ask(app, { target })).text,
    );
    expect(await Promise.all(texts)).toEqual(['one', 'two', 'one', 'b', 'deep']);
  });

  test('distinguishes operations by the query in their path keys', async () => {
    const answer = (text: string) => ({
      get: { responses: { '200': { description: '', content: { 'text/plain': { example: text } } } } },
    });
    const app = createMock({
      descriptions: served('x', [], {
        '/a?comp=list': answer('list'),
        '/a?comp=acl&full=1': answer('acl'),
        '/a': answer('plain'),
        '/b?comp=list': answer('only'),
      }),
    });
    const targets = ['/a?comp=list&x=1', '/a?full=1&comp=acl', '/a?comp=acl', '/a', '/b'];
    const texts = targets.map(async (target) => (await ask(app, { target })).text);
    expect(await Promise.all(texts)).toEqual(['list', 'acl', 'plain', 'plain', 'only']);
  });

  test('chooses, of operations that differ only in a fragment, the first that the request fits', async () => {
    const operation = (name: string) => ({
      get: {
        parameters: [{ name, in: 'query', required: true, schema: { type: 'integer' } }],
        responses: { '200': { description: '', content: { 'text/plain': { example: name } } } },
      },
    });
    const app = createMock({
      descriptions: served('x', [], { '/a#x': operation('x'), '/a#y': operation('y') }),
    });
    expect((await ask(app, { target: '/a?x=1' })).text).toBe('x');
    expect((await ask(app, { target: '/a?y=1' })).text).toBe('y');
    expect((await ask(app, { target: '/a' })).status).toBe(400);
  });
});

describe('descriptions on one port', () => {
  test('conflict when they have the same method and path below their base paths', () => {
    const one = served('one', ['/v1'], { '/a/{id}': { get: done, put: done }, '/b': { get: done } });
    const two = served('two', ['https://x.example/v1/'], { '/a/{name}': { get: done } });
    const three = served('three', ['/v3'], { '/b': { get: done } });
    expect(findConflicts([one, two, three])).toEqual([
      { method: 'GET', path: '/v1/a/{id}', names: ['one', 'two'] },
    ]);
    expect(findConflicts([one, three])).toEqual([]);
    expect(findConflicts([one])).toEqual([]);
  });
});
