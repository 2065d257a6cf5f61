import { expect, test } from '@jest/globals';
import { loadDescriptionSync } from '../../../../src/bundled/load-description.ts';
import type { Bindings, ValueSource } from '../../../../src/contract/case/bindings.ts';
import type { Step } from '../../../../src/contract/case/case.ts';
import { bindValues, identifiersOf } from '../../../../src/contract/run/values/bind-values.ts';
import { createValidator } from '../../../../src/validation/validator.ts';

const page = {
  type: 'object',
  properties: { items: { type: 'array', items: {} }, next: { type: 'string' } },
};

const DESCRIPTION = loadDescriptionSync(
  {
    openapi: '3.1.0',
    info: { title: 'Things', version: '1' },
    paths: {
      '/things': {
        get: {
          operationId: 'list',
          responses: { 200: { description: '', content: { 'application/json': { schema: page } } } },
        },
      },
      '/things/{id}': {
        get: {
          operationId: 'read',
          parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }],
          responses: { 200: { description: '' } },
        },
      },
    },
  },
  { name: 'things' },
);

/** The exchange of a step that lists things. */
function exchangeOf(
  bind: Bindings,
  { status = 200, fallbacks }: { status?: number } & Pick<Step, 'fallbacks'>,
) {
  const operation = DESCRIPTION.operationById('list');
  if (operation === undefined) throw new Error('there is no list');
  const response = {
    status,
    headers: {
      'content-type': 'application/json',
      location: 'http://example.com/v1/shops/a%20b/things/7?x=1',
      etag: '"tag"',
    },
    body: new TextEncoder().encode(
      JSON.stringify({ items: [{ id: 4, slug: null }, { id: 'five' }], next: 'n' }),
    ),
  };
  const request = { method: 'GET', target: '/things', headers: {}, body: undefined };
  const step = {
    name: 'list',
    role: 'setup',
    operationId: 'list',
    request: { ...request, credentials: { identity: 'default', schemes: [], wrong: [] } },
    expect: { outcome: 'any', statuses: [], confidence: 'advice' },
    bind,
    ...(fallbacks && { fallbacks }),
    names: [],
  } as const;
  return {
    step,
    index: 0,
    operation,
    request: { ...request, body: new Uint8Array() },
    response,
    dropped: undefined,
    limited: 0,
    reconnected: 0,
    validation: createValidator(DESCRIPTION).response(operation)(response),
  };
}

test.each<[string, ValueSource, string | undefined]>([
  ['an identifier of the body, as a text', { from: 'identifier', pointer: '/items/0/id' }, '4'],
  ['an identifier of the Location field', { from: 'identifier' }, '7'],
  ['the same where the body has none', { from: 'identifier', pointer: '/items/0/slug' }, '7'],
  ['a member', { from: 'body', pointer: '/items/1/id' }, 'five'],
  ['no member that is an object', { from: 'body', pointer: '/items/0' }, undefined],
  [
    'a parameter of the path that the Location field fits',
    { from: 'location', template: '/shops/{shop}/things/{id}', parameter: 'shop' },
    'a b',
  ],
  [
    'no parameter of another path',
    { from: 'location', template: '/people/{id}', parameter: 'id' },
    undefined,
  ],
  ['the next cursor', { from: 'cursor', parameter: 'after', at: '/next' }, 'n'],
  ['a header field', { from: 'field', name: 'etag' }, '"tag"'],
])('a step binds %s', (_, source, text) => {
  const bound = bindValues(exchangeOf({ name: source }, {}), DESCRIPTION);
  expect(bound).toEqual(text === undefined ? {} : { name: text });
});

test('a step binds no values of a refusal, although its identifiers are recorded', () => {
  const exchange = exchangeOf(
    { id: { from: 'identifier' }, tag: { from: 'field', name: 'etag' } },
    { status: 400 },
  );
  expect(bindValues(exchange, DESCRIPTION)).toEqual({});
  expect(identifiersOf(exchange)).toEqual({ id: '7' });
});

test.each([
  ['/items/0/id', { id: '4' }],
  ['/items/1/id', {}],
])(
  'a step with a fallback binds the value at %s only when it fits the schema of the fallback',
  (pointer, bound) => {
    const fallbacks = { id: { text: '1', schema: '/paths/~1things~1{id}/get/parameters/0/schema' } };
    const exchange = exchangeOf({ id: { from: 'identifier', pointer } }, { fallbacks });
    expect(bindValues(exchange, DESCRIPTION)).toEqual(bound);
  },
);
