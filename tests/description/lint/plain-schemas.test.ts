import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { JsonObject } from '../../../src/base/json.ts';
import { isPlainSchema } from '../../../src/description/lint/plain-schemas.ts';
import { loadDescriptionSync } from '../../../src/description/load/load-description.ts';
import { generateValue } from '../../../src/generate/generate-value.ts';

/** Schemas of which it is known without a validator that they can be compiled, and that a value fits. */

const text = { type: 'string' };
const pointer = '/components/schemas/Asked';

function documentWith(asked: unknown, others: object = {}): JsonObject {
  const document = {
    openapi: '3.1.1',
    info: { title: 'Plain', version: '1' },
    paths: { '/asked': { get: { responses: { '204': { description: 'nothing' } } } } },
    components: { schemas: { Asked: asked, ...others } },
  };
  return document as unknown as JsonObject;
}

function isPlain(
  asked: JsonObject | boolean,
  others: object = {},
  direction: 'request' | 'response' = 'response',
) {
  return isPlainSchema(documentWith(asked, others), { pointer, definition: asked }, direction);
}

test.each<[string, JsonObject]>([
  ['a type', text],
  ['several types', { type: ['string', 'null'] }],
  ['a known format', { type: 'string', format: 'date-time' }],
  ['bounds in order', { type: 'integer', minimum: 3, maximum: 3 }],
  ['a choice of texts', { type: 'string', enum: ['a', 'b'] }],
  ['a list that may be empty', { type: 'array', items: { type: 'integer' } }],
  [
    'an object',
    { type: 'object', required: ['a'], properties: { a: text, b: { $ref: '#/components/schemas/B' } } },
  ],
  ['an object that leads back to itself by a member it may lack', { $ref: '#/components/schemas/Tree' }],
  ['one of several', { anyOf: [{ type: 'integer', minimum: 2, maximum: 1 }, text] }],
])('%s is plain', (_, schema) => {
  const Tree = { type: 'object', properties: { child: { $ref: '#/components/schemas/Tree' } } };
  expect(isPlain(schema, { B: text, Tree })).toBe(true);
});

test.each<[string, JsonObject]>([
  ['no type', {}],
  ['bounds that exclude each other', { type: 'integer', minimum: 4, maximum: 3 }],
  ['a short text of a format', { type: 'string', format: 'date-time', maxLength: 5 }],
  ['a pattern', { type: 'string', pattern: '^a' }],
  [
    'a pattern in a member that is not required',
    { type: 'object', properties: { a: { type: 'string', pattern: '(' } } },
  ],
  ['a keyword of another form', { type: 'object', required: 'a' }],
  ['a type that there is not', { type: 'text' }],
  ['a required member that nothing fits', { type: 'object', required: ['a'], properties: { a: false } }],
  ['a required member that is not allowed', { type: 'object', required: ['a'], additionalProperties: false }],
  ['an object that needs itself', { $ref: '#/components/schemas/Endless' }],
  [
    'a reference that leads nowhere',
    { type: 'object', properties: { a: { $ref: '#/components/schemas/None' } } },
  ],
  ['a choice of numbers', { type: 'string', enum: [1] }],
  ['exactly one of several', { oneOf: [text, text] }],
])('%s is not known to be plain', (_, schema) => {
  const Endless = {
    type: 'object',
    required: ['own'],
    properties: { own: { $ref: '#/components/schemas/Endless' } },
  };
  expect(isPlain(schema, { Endless })).toBe(false);
});

test('a required member does not count where messages do not have it', () => {
  const never = { type: 'string', enum: [1], readOnly: true };
  const schema = {
    type: 'object',
    required: ['id'],
    properties: { id: { ...never, enum: ['a'], minLength: 2 } },
  };
  expect([isPlain(schema, {}, 'request'), isPlain(schema, {}, 'response')]).toEqual([true, false]);
});

describe('a value is found for each schema that is plain', () => {
  const number = fc.integer({ min: -2, max: 5 });
  const leaf = fc.record(
    {
      type: fc.constantFrom('string', 'integer', 'number', 'boolean', 'null', 'array', 'object'),
      format: fc.constantFrom('date', 'uuid', 'int32', 'email', 'unknown'),
      minLength: number,
      maxLength: number,
      minimum: number,
      maximum: number,
      minItems: number,
      maxItems: number,
      enum: fc.array(fc.constantFrom('a', 'b', 1), { maxLength: 2 }),
    },
    { requiredKeys: ['type'] },
  );
  const { schema } = fc.letrec((tie) => ({
    schema: fc.oneof({ maxDepth: 3 }, leaf, tie('object'), tie('array'), tie('choice')),
    object: fc.record({
      type: fc.constant('object'),
      required: fc.uniqueArray(fc.constantFrom('a', 'b', 'c'), { maxLength: 2 }),
      properties: fc.dictionary(fc.constantFrom('a', 'b'), tie('schema'), { maxKeys: 2 }),
      additionalProperties: fc.boolean(),
    }),
    array: fc.record({
      type: fc.constant('array'),
      items: tie('schema'),
      minItems: number,
      maxItems: number,
    }),
    choice: fc.record({
      anyOf: fc.array(tie('schema'), { minLength: 1, maxLength: 2 }),
    }),
  }));

  test('so it needs no validator', () => {
    let plain = 0;
    fc.assert(
      fc.property(schema, (drawn) => {
        const asked = JSON.parse(JSON.stringify(drawn)) as JsonObject;
        if (!isPlain(asked)) return;
        plain += 1;
        const description = loadDescriptionSync(documentWith(asked), { name: 'plain' });
        const value = generateValue(
          description,
          { pointer, definition: asked },
          { seed: 1, names: [], direction: 'response' },
        );
        expect(value.kind).toBe('value');
      }),
      { numRuns: 2000, seed: 7 },
    );
    expect(plain).toBeGreaterThan(100);
  });
});
