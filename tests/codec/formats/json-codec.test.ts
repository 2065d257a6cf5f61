import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseExactJson, writeExactJson } from '../../../src/base/exact-json.ts';
import { createMock } from '../../../src/create-mock.ts';
import { loadDescriptionSync } from '../../../src/bundled/load-description.ts';
import { bytesOf, carried, judgeRequest, read, write } from '../bodies.ts';

const json = { range: 'application/json' };

describe('a JSON body', () => {
  test('comes back as it was written', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        const plain: unknown = JSON.parse(JSON.stringify(value));
        expect(carried(json, plain)).toEqual(plain);
        expect(carried({ range: 'application/vnd.api+json' }, plain)).toEqual(plain);
      }),
    );
  });

  test.each([
    ['false', false],
    ['0', 0],
    ['""', ''],
    ['null', null],
    ['[]', []],
    ['{}', {}],
  ])('of %s is that value', (text, value) => {
    expect(read(json, text)).toEqual(value);
    expect(write(json, value).text).toBe(text);
  });

  test('may begin with a byte-order mark', () => {
    expect(read(json, '\uFEFF{"a":1}')).toEqual({ a: 1 });
  });

  test.each([
    ['application/json; charset=utf-8', { a: 'é' }],
    ['application/json; charset="UTF-8"', { a: 'é' }],
    ['application/json; charset=iso-8859-1', 'malformed: charset'],
    ['application/json; charset=utf-16', 'malformed: charset'],
  ])('sent as %s is read as %j', (contentType, expected) => {
    expect(read(json, '{"a":"é"}', contentType)).toEqual(expected);
  });

  test.each([['{'], [''], ['{"a":1,}'], ["{'a':1}"], ['nonsense'], ['NaN'], ['1 2']])(
    'of %j is malformed',
    (text) => {
      expect(read(json, text)).toBe('malformed: json');
    },
  );

  test('in another encoding than UTF-8 is malformed', () => {
    expect(read(json, Uint8Array.of(0x22, 0xe9, 0x22))).toBe('malformed: json');
  });

  test('with two members of the same name has the value of the last', () => {
    expect(read(json, '{"a":1,"b":2,"a":3}')).toEqual({ a: 3, b: 2 });
    expect(read(json, '{"a":1,"a":12345678901234567}')).toEqual({ a: 12345678901234567n });
  });

  test('may have a member called __proto__ like any other', () => {
    const value = read(json, '{"__proto__":{"polluted":true},"n":12345678901234567}') as object;
    expect(Object.keys(value)).toEqual(['__proto__', 'n']);
    expect('polluted' in {}).toBe(false);
  });

  test.each([
    ['arrays', '['.repeat(10_000) + ']'.repeat(10_000)],
    ['objects', '{"a":'.repeat(10_000) + '1' + '}'.repeat(10_000)],
    ['arrays that are never closed', '['.repeat(1_000_000)],
  ])('of 10,000 levels of %s is refused without a stack overflow', (_, text) => {
    expect(read(json, text)).toBe('malformed: depth');
  });

  test('with brackets in strings does not count as nested', () => {
    const text = JSON.stringify([`${'['.repeat(2000)}"\\${'{'.repeat(2000)}`]);
    expect(read(json, text)).toEqual(JSON.parse(text));
  });

  test('of 400 levels is validated', () => {
    const schema = { $ref: '#/components/schemas/Node' };
    const schemas = { Node: { type: 'object', properties: { a: { $ref: '#/components/schemas/Node' } } } };
    const body = '{"a":'.repeat(400) + '7' + '}'.repeat(400);
    const headers = { 'content-type': 'application/json' };
    const { violations } = judgeRequest(
      { content: { 'application/json': { schema } } },
      { headers, body },
      { schemas },
    );
    expect(violations).toMatchObject([{ keyword: 'type', pointer: '/a'.repeat(400) }]);
  });
});

describe('an integer that a double cannot hold', () => {
  const schema = {
    type: 'object',
    properties: {
      id: { type: 'integer', format: 'int64' },
      small: { type: 'integer', maximum: 9007199254740992 },
      above: { type: 'integer', exclusiveMinimum: 9007199254740992 },
      even: { type: 'integer', multipleOf: 5 },
      list: { type: 'array', uniqueItems: true, items: { type: 'integer' } },
    },
  };
  const judge = (body: string) =>
    judgeRequest(
      { content: { 'application/json': { schema } } },
      { headers: { 'content-type': 'application/json' }, body },
    );

  test.each([
    '9007199254740993',
    '-9007199254740993',
    '9223372036854775807',
    '9223372036854775808', // a double holds it, and would be written as 9223372036854776000
    '1000000000000000000000',
    '123456789012345678901234567890',
  ])('%s keeps its value', (digits) => {
    expect(read(json, `{"id":${digits}}`)).toEqual({ id: BigInt(digits) });
    expect(write(json, { id: BigInt(digits) }).text).toBe(`{"id":${digits}}`);
  });

  test.each([
    '9007199254740991',
    '9007199254740992',
    '1234567890123456.5',
    '1e300',
    '1e21',
    '123456789012345680000',
  ])('is not %s, which stays a number', (digits) => {
    expect(read(json, `[${digits}]`)).toEqual([Number(digits)]);
  });

  test.each([
    ['{"id":9223372036854775807}', []],
    ['{"id":-9223372036854775807}', []],
    ['{"id":9223372036854775808}', ['/id format']],
    ['{"id":9223372036854775809}', ['/id format']],
    ['{"id":-9223372036854775809}', ['/id format']],
    ['{"small":9007199254740991}', []],
    ['{"small":9007199254740993}', ['/small maximum']],
    ['{"above":9007199254740993}', []],
    ['{"above":9007199254740992}', ['/above exclusiveMinimum']],
    ['{"even":9007199254740995}', []],
    ['{"even":9007199254740997}', ['/even multipleOf']],
    ['{"list":[9007199254740993,9007199254740992]}', []],
    ['{"list":[9007199254740993,9007199254740993]}', ['/list uniqueItems']],
  ])('is validated by its exact value: %s', (body, expected) => {
    expect(judge(body).violations.map(({ pointer, keyword }) => `${pointer} ${keyword}`)).toEqual(expected);
  });

  test('is read exactly in every position, and everything beside it as usual', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), fc.bigInt(2n ** 53n, 2n ** 70n), (value, large) => {
        const exact = String(Number(large)) === String(large) ? Number(large) : large;
        const text = `{ "a" : ${JSON.stringify(value, null, 1)} , "b\\u00e9" : [ ${large} ] }`;
        expect(parseExactJson(text)).toEqual({ a: JSON.parse(JSON.stringify(value)), bé: [exact] });
        expect(writeExactJson({ a: value, b: [large, undefined], c: undefined })).toBe(
          `{"a":${JSON.stringify(value)},"b":[${large},null]}`,
        );
      }),
    );
  });

  test('is stored and returned by the mock as it was sent', async () => {
    const thing = {
      type: 'object',
      required: ['id'],
      properties: { id: { type: 'integer', format: 'int64' } },
    };
    const content = { 'application/json': { schema: thing } };
    const description = loadDescriptionSync({
      openapi: '3.1.0',
      info: { title: 'T', version: '1' },
      paths: {
        '/things': {
          post: {
            operationId: 'create',
            requestBody: { content },
            responses: { '201': { description: 'Made.', content } },
          },
          get: {
            operationId: 'list',
            responses: {
              '200': {
                description: 'All.',
                content: { 'application/json': { schema: { type: 'array', items: thing } } },
              },
            },
          },
        },
      },
    });
    const mock = createMock({
      descriptions: description,
      behaviours: {
        operations: {
          create: async ({ body }, tx) => {
            const things = await tx.collection('things');
            return { status: 201, body: things.put(body as { id: number }) };
          },
          list: async (_, tx) => ({ status: 200, body: (await tx.collection('things')).all() }),
        },
      },
    });
    const text = '{"id":9223372036854775807}';
    const ask = async (method: string, body?: string) => {
      const response = await mock.handle({
        method,
        target: '/things',
        headers: { 'content-type': 'application/json' },
        body: bytesOf(body ?? ''),
      });
      return [response.status, new TextDecoder().decode(response.body as Uint8Array)];
    };
    expect(await ask('POST', text)).toEqual([201, text]);
    expect(await ask('GET')).toEqual([200, `[${text}]`]);
  });
});
