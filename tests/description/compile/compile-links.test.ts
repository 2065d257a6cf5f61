import { describe, expect, test } from '@jest/globals';
import { loadDescriptionSync } from '../../../src/bundled/load-description.ts';
import { linkedOperation } from '../../../src/description/model/linked-operation.ts';
import { parseRuntimeExpression } from '../../../src/description/model/runtime-expression.ts';

describe('a runtime expression', () => {
  test.each([
    ['$url', { kind: 'url' }],
    ['$statusCode', { kind: 'statusCode' }],
    ['$request.path.id', { kind: 'parameter', location: 'path', name: 'id' }],
    ['$request.query.page', { kind: 'parameter', location: 'query', name: 'page' }],
    ['$request.header.X-Id', { kind: 'header', of: 'request', name: 'x-id' }],
    ['$response.header.Location', { kind: 'header', of: 'response', name: 'location' }],
    ['$response.body', { kind: 'body', of: 'response', pointer: '' }],
    ['$response.body#/a/0/b~1c', { kind: 'body', of: 'response', pointer: '/a/0/b~1c' }],
    ['$request.body#/id', { kind: 'body', of: 'request', pointer: '/id' }],
  ])('is read: %s', (text, expression) => {
    expect(parseRuntimeExpression(text)).toEqual(expression);
  });

  test.each([
    'id',
    '$',
    '$response',
    '$response.path.id',
    '$request.path',
    '$answer.body',
    '$request.cookie.a',
  ])('is not an expression: %s', (text) => {
    expect(parseRuntimeExpression(text)).toBeUndefined();
  });
});

describe('a link', () => {
  const description = loadDescriptionSync({
    openapi: '3.0.3',
    info: { title: 'T', version: '1' },
    paths: {
      '/things': {
        post: {
          operationId: 'create',
          responses: {
            201: {
              description: 'Made.',
              links: {
                byId: { operationId: 'read', parameters: { id: '$response.body#/id', 'query.full': true } },
                byRef: {
                  operationRef: '#/paths/~1things~1%7Bid%7D/get',
                  parameters: { id: '{$response.header.X-Id}' },
                },
                elsewhere: { operationRef: 'https://example.com/openapi.json#/paths/~1a/get' },
                shared: { $ref: '#/components/links/Shared' },
                broken: { $ref: '#/components/links/None' },
              },
            },
          },
        },
      },
      '/things/{id}': {
        get: {
          operationId: 'read',
          parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
          responses: { 200: { description: 'A thing.' } },
        },
      },
    },
    components: {
      links: {
        Shared: {
          operationId: 'nobody',
          parameters: { id: 'a-{$request.body#/id}' },
          requestBody: '$request.body',
        },
      },
    },
  });
  const links = description.operations[0]?.responses[0]?.links ?? [];
  const named = (name: string) => {
    const found = links.find((link) => link.name === name);
    if (found === undefined) throw new Error(`there is no link ${name}`);
    return found;
  };

  test('is part of its response, unless it names an unknown operation', () => {
    expect(links.map(({ name }) => name)).toEqual(['byId', 'byRef', 'elsewhere', 'shared']);
  });

  test('names its operation by id or by reference', () => {
    expect(linkedOperation(description, named('byId'))?.id).toBe('read');
    expect(linkedOperation(description, named('byRef'))?.id).toBe('read');
    expect(linkedOperation(description, named('elsewhere'))).toBeUndefined();
    expect(linkedOperation(description, named('shared'))).toBeUndefined();
  });

  test('takes constants, expressions, and expressions in braces', () => {
    expect(named('byId').parameters).toEqual([
      {
        name: 'id',
        location: undefined,
        value: { kind: 'expression', expression: { kind: 'body', of: 'response', pointer: '/id' } },
      },
      { name: 'full', location: 'query', value: { kind: 'constant', value: true } },
    ]);
    expect(named('byRef').parameters[0]?.value).toMatchObject({ expression: { name: 'x-id' } });
    expect(named('shared')).toMatchObject({
      parameters: [{ value: { kind: 'mixed' } }],
      requestBody: { kind: 'expression', expression: { kind: 'body', of: 'request', pointer: '' } },
      pointer: '/components/links/Shared',
    });
  });
});
