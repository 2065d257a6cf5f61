import { describe, expect, test } from '@jest/globals';
import { createMock } from '../../../src/create-mock.ts';
import { DescriptionError } from '../../../src/description/model/description-error.ts';
import { loadDescriptionSync } from '../../../src/bundled/load-description.ts';
import { ask } from '../../mock/ask.ts';
import { answering, openapi } from '../files.ts';

const missing = { $ref: '#/components/schemas/Missing' };
const noContent = { responses: { '204': { description: '' } } };

/** `/a` leads over three components to one that is missing; `/b` leads to its sibling only. */
const document = openapi({
  paths: {
    '/a': {
      get: { operationId: 'getA', ...answering({ $ref: '#/components/schemas/One' }) },
      put: noContent,
    },
    '/a/{id}': { get: noContent },
    '/b': { get: { operationId: 'getB', ...answering({ $ref: '#/components/schemas/Fine' }) } },
    '/c': { $ref: '#/components/pathItems/Missing' },
  },
  components: {
    schemas: {
      One: { properties: { two: { $ref: '#/components/schemas/Two' } } },
      Two: { items: { $ref: '#/components/schemas/Three' } },
      Three: { allOf: [{ $ref: '#/components/schemas/One' }, missing] },
      Fine: { properties: { self: { $ref: '#/components/schemas/Fine' } } },
    },
  },
});

describe('an operation with a broken reference', () => {
  test('is disabled, and the others are not', () => {
    const { operations, disabled } = loadDescriptionSync(document);
    expect(operations.map(({ id }) => id)).toEqual(['PUT /a', 'GET /a/{id}', 'getB']);
    expect(disabled).toEqual([
      {
        id: '* /c',
        method: '*',
        path: '/c',
        pointer: '/paths/~1c',
        reason: expect.stringContaining('Missing leads nowhere'),
      },
      {
        id: 'getA',
        method: 'GET',
        path: '/a',
        pointer: '/paths/~1a/get',
        reason: expect.stringMatching(
          /Missing leads nowhere \(needed at #\/components\/schemas\/Three\/allOf\/1\)/,
        ),
      },
    ]);
  });

  test.each([
    ['a parameter', { parameters: [{ $ref: '#/nowhere' }] }],
    ["a parameter's schema", { parameters: [{ name: 'q', in: 'query', schema: missing }] }],
    ['a request body', { requestBody: { $ref: '#/nowhere' } }],
    ['a response', { responses: { default: { $ref: '#/nowhere' } } }],
    ['a header', { responses: { default: { description: '', headers: { 'X-A': { $ref: '#/nowhere' } } } } }],
    ['a circle of references', answering({ $ref: '#/components/schemas/A' })],
  ])('is disabled by a fault in %s', (_, operation) => {
    const schemas = { A: { $ref: '#/components/schemas/B' }, B: { $ref: '#/components/schemas/A' } };
    const paths = { '/a': { get: operation }, '/b': { get: noContent } };
    const { operations, disabled } = loadDescriptionSync(openapi({ paths, components: { schemas } }));
    expect([operations.map(({ id }) => id), disabled.map(({ id }) => id)]).toEqual([['GET /b'], ['GET /a']]);
  });

  test.each([
    ['a callback', { callbacks: { done: { '{$url}': { post: answering(missing) } } } }],
    ['a link', { responses: { default: { description: '', links: { next: { $ref: '#/nowhere' } } } } }],
    [
      'an example',
      {
        responses: {
          default: {
            description: '',
            content: { 'text/plain': { examples: { one: { $ref: '#/nowhere' } } } },
          },
        },
      },
    ],
  ])('stays served with a fault in %s', (_, operation) => {
    const { operations, disabled, faults } = loadDescriptionSync(
      openapi({ paths: { '/a': { get: operation } } }),
    );
    expect([operations.length, disabled.length, faults.length]).toEqual([1, 0, 1]);
  });

  test('gets 501 with the reason, for its method and path only', async () => {
    const app = createMock({ descriptions: loadDescriptionSync(document) });
    const answer = await ask(app, { target: '/a' });
    expect(answer.status).toBe(501);
    expect(answer.headers['content-type']).toBe('application/problem+json');
    expect(answer.text).toMatch(/getA cannot be served: .*Missing leads nowhere/);
    const statuses = await Promise.all(
      ['HEAD /a', 'PUT /a', 'POST /a', 'GET /a/1', 'GET /b', 'GET /c', 'DELETE /c', 'GET /d'].map(
        async (line) => {
          const [method = '', target = ''] = line.split(' ');
          return `${line} ${(await ask(app, { method, target })).status}`;
        },
      ),
    );
    expect(statuses).toEqual([
      'HEAD /a 501',
      'PUT /a 204',
      'POST /a 405',
      'GET /a/1 204',
      'GET /b 200',
      'GET /c 501',
      'DELETE /c 501',
      'GET /d 404',
    ]);
  });

  test('is listed in the Allow field of a 405', async () => {
    const app = createMock({ descriptions: loadDescriptionSync(document) });
    expect((await ask(app, { method: 'POST', target: '/a' })).headers['allow']).toBe(
      'PUT, GET, HEAD, OPTIONS',
    );
  });

  test('makes loading fail when no operation is left, with each reason once', () => {
    const paths = { '/a': { get: answering(missing), put: answering(missing) } };
    const load = () => loadDescriptionSync(openapi({ paths }));
    expect(load).toThrow(DescriptionError);
    expect(load).toThrow(
      /none of its operations can be used\n {2}GET \/a and 1 more: .*Missing leads nowhere[^\n]*$/,
    );
  });
});

describe('a schema that cannot be compiled', () => {
  test('disables only its operation, on the first request', async () => {
    const schema = { type: 'string', contentEncoding: 'base64', if: { $dynamicRef: '#nowhere' } };
    const paths = { '/a': { get: answering(schema) }, '/b': { get: noContent } };
    const app = createMock({ descriptions: loadDescriptionSync(openapi({ paths })) });
    expect((await ask(app, { target: '/a' })).status).toBe(501);
    expect((await ask(app, { target: '/b' })).status).toBe(204);
  });
});

describe('a parameter of the path that nothing describes', () => {
  const item = { type: 'object', properties: { id: { type: 'string' }, name: { type: 'string' } } };
  const description = loadDescriptionSync(
    openapi({
      paths: {
        '/apps': { get: answering({ type: 'array', items: item }) },
        '/apps/{id}': { get: answering(item) },
        '/apps/{id}/{part}:run': {
          put: { ...noContent, parameters: [{ name: 'part', in: 'path', required: true, schema: {} }] },
        },
      },
    }),
  );

  test('takes any text, and is inferred', () => {
    const [, one, run] = description.operations;
    expect(one?.parameters).toMatchObject([
      { name: 'id', location: 'path', required: true, source: { provenance: 'inferred' } },
    ]);
    expect(run?.parameters.map(({ name }) => name)).toEqual(['id', 'part']);
    expect(description.faults).toHaveLength(2);
  });

  test('is the identifier of an item', async () => {
    const mock = createMock({ descriptions: description });
    const [first] = (await ask(mock, { target: '/apps' })).body as { readonly id: string }[];
    expect((await ask(mock, { target: `/apps/${first?.id}` })).body).toMatchObject({ id: first?.id });
    expect((await ask(mock, { target: '/apps/none' })).text).not.toContain('undefined');
    expect((await ask(mock, { method: 'PUT', target: '/apps/1/a:run' })).status).toBe(204);
  });
});
