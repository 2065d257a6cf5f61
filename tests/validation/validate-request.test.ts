import { describe, expect, test } from '@jest/globals';
import { createValidator } from '../../src/validation/validator.ts';
import type { HeaderFields } from '../../src/http/message.ts';
import { loadDescriptionSync } from '../../src/bundled/load-description.ts';

interface Sent {
  readonly target?: string;
  readonly headers?: HeaderFields;
  readonly body?: string | Uint8Array;
  readonly captures?: Readonly<Record<string, string>>;
}

/** Judges a request to the only operation. */
function judge(
  operation: object,
  { target = '/a', headers = {}, body = '', captures = { id: '1' } }: Sent,
  strictQuery = false,
) {
  const description = loadDescriptionSync({
    openapi: '3.1.0',
    info: { title: 'T', version: '1' },
    paths: { '/a/{id}': { post: { responses: {}, ...operation } } },
    components: { securitySchemes: { key: { type: 'apiKey', in: 'query', name: 'api_key' } } },
  });
  const [compiled] = description.operations;
  if (compiled === undefined) throw new Error('there is no operation');
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  const request = { method: 'POST', target, headers, body: bytes };
  return createValidator(description).request(compiled)(request, new Map(Object.entries(captures)), {
    strictQuery,
  });
}

const parameters = (...list: readonly object[]) => ({ parameters: list });
const integer = { type: 'integer', minimum: 0 };
const json = { 'content-type': 'application/json' };

describe('the parameters of a request', () => {
  const all = parameters(
    { name: 'session', in: 'cookie', required: true, schema: { type: 'string', minLength: 2 } },
    { name: 'X-Version', in: 'header', required: true, schema: integer },
    { name: 'page', in: 'query', required: true, schema: integer },
    { name: 'id', in: 'path', required: true, schema: integer },
  );

  test('are decoded in every location', () => {
    const { values, violations } = judge(all, {
      target: '/a/7?page=1',
      captures: { id: '7' },
      headers: { 'x-version': '3', cookie: 'other=1; session="ab"' },
    });
    expect(violations).toEqual([]);
    expect(values).toEqual({
      path: { id: 7 },
      query: { page: 1 },
      headers: { 'X-Version': 3 },
      cookies: { session: 'ab' },
      body: undefined,
    });
  });

  test('are reported missing in the order path, query, header, cookie, each with its pointer into the description', () => {
    const { violations } = judge(all, { captures: { id: 'x' } });
    expect(
      violations.map(({ where, keyword, descriptionPointer }) => [where, keyword, descriptionPointer]),
    ).toEqual([
      ['path', 'type', '/paths/~1a~1{id}/post/parameters/3/schema/type'],
      ['query', 'required', '/paths/~1a~1{id}/post/parameters/2'],
      ['header', 'required', '/paths/~1a~1{id}/post/parameters/1'],
      ['cookie', 'required', '/paths/~1a~1{id}/post/parameters/0'],
    ]);
  });

  test('are reported missing in the order of the description', () => {
    const operation = parameters(
      ...['b', 'a', 'c'].map((name) => ({ name, in: 'query', required: true, schema: { type: 'string' } })),
    );
    expect(judge(operation, {}).violations.map(({ message }) => message)).toEqual(
      ['b', 'a', 'c'].map((name) => `must have required property '${name}'`),
    );
  });

  test('get their defaults when they are optional, including false and empty ones', () => {
    const operation = parameters(
      { name: 'a', in: 'query', schema: { type: 'boolean', default: false } },
      { name: 'b', in: 'query', schema: { type: 'string', default: '' } },
      { name: 'c', in: 'query', schema: { type: 'integer', default: 0 } },
      { name: 'd', in: 'query', schema: { type: 'string' } },
    );
    expect(judge(operation, {}).values.query).toEqual({ a: false, b: '', c: 0 });
    expect(judge(operation, { target: '/a?a=true&b=x&c=1' }).values.query).toEqual({ a: true, b: 'x', c: 1 });
  });

  test('are malformed rather than missing when they cannot be decoded', () => {
    const operation = parameters({ name: 'page', in: 'query', required: true, schema: integer });
    expect(judge(operation, { target: '/a?page=%zz' }).violations).toMatchObject([
      { where: 'query', pointer: '/page', keyword: 'percentEncoding' },
    ]);
    expect(judge(operation, { target: '/a?page=1&page=1' }).violations).toMatchObject([
      { keyword: 'repeated' },
    ]);
  });

  test('may be called __proto__', () => {
    const operation = parameters({ name: '__proto__', in: 'query', schema: { type: 'string' } });
    const { query } = judge(operation, { target: '/a?__proto__=x' }).values;
    expect(Object.entries(query)).toEqual([['__proto__', 'x']]);
  });

  test('keep all digits of an integer, and are validated by them', () => {
    const id = { type: 'integer', format: 'int64' };
    const list = { type: 'array', items: { enum: [Number('9007199254740995'), 7] } };
    const described = parameters(
      { name: 'id', in: 'path', required: true, schema: { ...id, minimum: 9007199254740992 } },
      { name: 'X-List', in: 'header', schema: list },
      { name: 'filter', in: 'query', content: { 'application/json': { schema: {} } } },
    );
    const { values, violations } = judge(described, {
      captures: { id: '9223372036854775807' },
      target: '/a?filter=%5B9007199254740993%5D',
      headers: { 'x-list': '7,9007199254740995' },
    });
    expect(violations).toEqual([]);
    expect(values.path).toEqual({ id: 9223372036854775807n });
    expect(values.query).toEqual({ filter: [9007199254740993n] });
    expect(values.headers).toEqual({ 'X-List': [7, 9007199254740995n] });
    const broken = (digits: string) =>
      judge(described, { captures: { id: digits } }).violations.map(({ keyword }) => keyword);
    expect(broken('9007199254740993')).toEqual([]);
    expect(broken('9007199254740991')).toEqual(['minimum']);
    expect(broken('9223372036854775809')).toEqual(['format']);
  });

  test('with JSON content are decoded as JSON', () => {
    const content = { 'application/json': { schema: { type: 'object', additionalProperties: integer } } };
    const operation = parameters({ name: 'sort', in: 'query', content });
    expect(judge(operation, { target: '/a?sort=%7B%22a%22%3A1%7D' }).values.query).toEqual({
      sort: { a: 1 },
    });
    expect(judge(operation, { target: '/a?sort=a' }).violations).toMatchObject([
      { pointer: '/sort', keyword: 'json' },
    ]);
    expect(judge(operation, { target: '/a?sort=%7B%22a%22%3A-1%7D' }).violations).toMatchObject([
      { pointer: '/sort/a', keyword: 'minimum' },
    ]);
  });
});

describe('undocumented query parameters', () => {
  const operation = {
    ...parameters({ name: 'page', in: 'query', schema: integer }),
    security: [{ key: [] }],
  };

  test('are allowed unless the query is strict', () => {
    const sent = { target: '/a?page=1&other=1&api_key=k' };
    expect(judge(operation, sent).violations).toEqual([]);
    expect(judge(operation, sent, true).violations).toMatchObject([
      {
        where: 'query',
        pointer: '/other',
        keyword: 'additionalProperties',
        params: { additionalProperty: 'other' },
      },
    ]);
  });
});

describe('the body of a request', () => {
  const body = (required: boolean) => ({
    requestBody: {
      required,
      content: {
        'application/json': {
          schema: { type: ['object', 'boolean', 'number', 'string', 'null'], required: ['name'] },
        },
        'text/plain': { schema: { type: 'string', maxLength: 3 } },
        'application/octet-stream': {},
      },
    },
  });

  test('is reported missing only when it is required', () => {
    expect(judge(body(true), {}).violations).toMatchObject([
      {
        where: 'body',
        keyword: 'required',
        descriptionPointer: '/paths/~1a~1{id}/post/requestBody/required',
      },
    ]);
    expect(judge(body(false), {}).violations).toEqual([]);
  });

  test.each([
    ['false', false],
    ['0', 0],
    ['""', ''],
    ['null', null],
  ])('of %s counts as present', (text, value) => {
    const judgement = judge(body(true), { headers: json, body: text });
    expect(judgement.violations).toEqual([]);
    expect(judgement.values.body).toBe(value);
  });

  test.each([
    ['application/json', '{}', 'required', 'body'],
    ['application/json; charset=utf-8', '{', 'json', 'body'],
    ['text/plain', 'long', 'maxLength', 'body'],
    ['text/plain', Uint8Array.of(255), 'charset', 'body'],
    ['application/xml', '<a/>', 'contentType', 'contentType'],
    ['', 'x', 'contentType', 'contentType'],
  ])('of %j, %j, breaks the rule %s', (contentType, sent, keyword, where) => {
    const judgement = judge(body(true), { headers: { 'content-type': contentType }, body: sent });
    expect(judgement.violations).toMatchObject([{ where, keyword }]);
  });

  test('is decoded as the first documented media type without a Content-Type', () => {
    expect(judge(body(true), { body: '{"name":1}' }).values.body).toEqual({ name: 1 });
  });

  test('of binary content stays binary', () => {
    const bytes = Uint8Array.of(0, 255, 34);
    const sent = { headers: { 'content-type': 'application/octet-stream' }, body: bytes };
    expect(judge(body(true), sent).values.body).toEqual(bytes);
  });

  test('that the operation does not describe is ignored', () => {
    const judgement = judge({}, { headers: { 'content-type': 'image/png' }, body: 'x' });
    expect([judgement.violations, judgement.values.body]).toEqual([[], undefined]);
  });
});
