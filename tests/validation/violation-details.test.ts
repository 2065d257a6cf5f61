import { describe, expect, test } from '@jest/globals';
import { createValidator } from '../../src/validation/validator.ts';
import { loadDescriptionSync } from '../../src/bundled/load-description.ts';
import type { JsonObject } from '../../src/base/json.ts';
import { judgeJson } from '../codec/bodies.ts';

/** The sentences for people, the most telling first. */
function sentences(schema: JsonObject, value: unknown, more: Parameters<typeof judgeJson>[2] = {}) {
  return judgeJson(schema, value, more)
    .rankedViolations()
    .map(({ sentence }) => sentence);
}

function property(schema: JsonObject, value: unknown) {
  return sentences({ type: 'object', properties: { p: schema } }, { p: value });
}

describe('a sentence says where, what was found, and what is allowed', () => {
  test.each([
    [{ type: 'string' }, 5, 'body /p must be string: found 5'],
    [{ type: 'integer' }, '5', 'body /p must be integer: found "5"'],
    [{ type: 'integer' }, null, 'body /p must be integer: found null'],
    [{ type: 'string' }, { secret: 1 }, 'body /p must be string: found an object'],
    [{ type: 'string' }, [1], 'body /p must be string: found an array'],
    [{ minimum: 1 }, 0, 'body /p must be >= 1: found 0'],
    [{ minLength: 3 }, 'ab', 'body /p must NOT have fewer than 3 characters: found "ab"'],
    [
      { maxLength: 3 },
      'x'.repeat(200),
      `body /p must NOT have more than 3 characters: found "${'x'.repeat(60)}…" (200 characters)`,
    ],
    [{ pattern: '^a' }, 'b\n', 'body /p must match pattern "^a": found "b\\n"'],
    [{ format: 'date' }, 'today', 'body /p must match format "date": found "today"'],
    [{ minItems: 2 }, [1], 'body /p must NOT have fewer than 2 items: found 1'],
    [{ maxProperties: 1 }, { a: 1, b: 2 }, 'body /p must NOT have more than 1 properties: found 2'],
    [{ const: 'a' }, 'zzz', 'body /p must be equal to constant: found "zzz", allowed: "a"'],
    [{ uniqueItems: true }, [1, 1], 'body /p must NOT have duplicate items (items ## 0 and 1 are identical)'],
    [
      { enum: Array.from({ length: 12 }, (_, index) => index) },
      99,
      'body /p must be equal to one of the allowed values: found 99, allowed: 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 and 2 more',
    ],
  ])('%j with %j', (schema, value, expected) => {
    expect(property(schema, value)).toEqual([expected]);
  });

  test.each([[{ format: 'password', minLength: 9 }], [{ writeOnly: true, minLength: 9 }]])(
    'but never repeats a secret: %j',
    (schema) => {
      expect(property({ type: 'string', ...schema }, 'hunter2').join()).not.toContain('hunter2');
    },
  );

  test('does not repeat the value of a member whose name suggests a secret', () => {
    const schema = { type: 'object', properties: { apiKey: { type: 'integer' } } };
    expect(sentences(schema, { apiKey: 'hunter2' })).toEqual(['body /apiKey must be integer']);
  });
});

describe('a sentence says what was probably meant', () => {
  const closed = {
    type: 'object',
    additionalProperties: false,
    properties: { name: { type: 'string' }, userId: {}, colour: { enum: ['red', 'dark_green'] } },
  };

  test.each([
    [{ nmae: 'x' }, 'body must NOT have additional properties: "nmae"; did you mean "name"?'],
    [{ user_id: 1 }, 'body must NOT have additional properties: "user_id"; did you mean "userId"?'],
    [{ zzz: 1 }, 'body must NOT have additional properties: "zzz"; also allowed: "name", "userId", "colour"'],
    [
      { colour: 'darkgreen' },
      'body /colour must be equal to one of the allowed values: found "darkgreen", allowed: "red", "dark_green"; did you mean "dark_green"?',
    ],
  ])('of %j', (value, expected) => {
    expect(sentences(closed, value)).toEqual([expected]);
  });

  test('does not suggest a name that is already present', () => {
    expect(sentences(closed, { name: 'x', nmae: 'x' })).toEqual([
      'body must NOT have additional properties: "nmae"; also allowed: "userId", "colour"',
    ]);
  });

  test('suggests names from several schemas', () => {
    const schema = {
      allOf: [{ $ref: '#/components/schemas/Named' }],
      unevaluatedProperties: false,
      type: 'object',
    };
    const schemas = { Named: { properties: { name: {} } } };
    expect(sentences(schema, { nam: 1 }, { schemas })).toEqual([
      'body must NOT have unevaluated properties: "nam"; did you mean "name"?',
    ]);
  });

  test('suggests the unknown property that a missing one may be meant by', () => {
    const schema = { type: 'object', required: ['name'], properties: { name: {} } };
    expect(sentences(schema, { nmae: 1 })).toEqual([
      'body must have required property \'name\'; is it meant by "nmae"?',
    ]);
    expect(sentences(schema, { other: 1 })).toEqual(["body must have required property 'name'"]);
  });
});

describe('an undocumented query parameter', () => {
  const description = loadDescriptionSync({
    openapi: '3.1.0',
    info: { title: 'T', version: '1' },
    paths: {
      '/a': {
        get: {
          parameters: ['page', 'sort'].map((name) => ({ name, in: 'query', schema: { type: 'string' } })),
          responses: { '200': { description: 'Done.' } },
        },
      },
    },
  });

  test.each([
    ['pgae=1', 'query /pgae must NOT have additional properties: "pgae"; did you mean "page"?'],
    ['pgae=1&page=1', 'query /pgae must NOT have additional properties: "pgae"; also allowed: "sort"'],
  ])('%s', (query, expected) => {
    const [operation] = description.operations;
    if (operation === undefined) throw new Error('there is no operation');
    const request = { method: 'GET', target: `/a?${query}`, headers: {}, body: new Uint8Array() };
    const judged = createValidator(description).request(operation)(request, new Map(), { strictQuery: true });
    expect(judged.rankedViolations().map(({ sentence }) => sentence)).toEqual([expected]);
  });
});
