import { describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { wrongValuesOf } from '../../../../src/contract/plan/values/invalid-values.ts';
import type { JsonObject } from '../../../../src/base/json.ts';

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);

/** Returns the first value of each rule, by rule. */
function valuesOf(schema: JsonObject, value: unknown): Readonly<Record<string, unknown>> {
  const found = wrongValuesOf(schema, value);
  return Object.fromEntries(found.map(({ rule, replacements }) => [rule, replacements[0]]));
}

type Row = readonly [schema: JsonObject, value: unknown, values: Readonly<Record<string, unknown>>];

const TYPES: readonly Row[] = [
  [
    { type: 'integer' },
    5,
    {
      type: 'text',
      'type-string': '5',
      'type-boolean': true,
      'type-object': {},
      'type-array': [5],
      null: null,
      fraction: 5.5,
    },
  ],
  [
    { type: 'string' },
    'a',
    { type: 12, 'type-boolean': true, 'type-object': {}, 'type-array': ['a'], null: null },
  ],
  [
    { type: ['string', 'null'] },
    'a',
    { type: 12, 'type-boolean': true, 'type-object': {}, 'type-array': ['a'] },
  ],
  [
    { type: 'boolean' },
    true,
    {
      type: 'text',
      'type-string': 'true',
      'type-number': 12,
      'type-object': {},
      'type-array': [true],
      null: null,
    },
  ],
  [
    { type: 'object' },
    { a: 1 },
    { type: 'text', 'type-number': 12, 'type-boolean': true, 'type-array': [{ a: 1 }], null: null },
  ],
  [
    { type: 'array' },
    [1],
    { type: 'text', 'type-number': 12, 'type-boolean': true, 'type-object': {}, null: null },
  ],
  [{}, 5, {}],
];

const KEYWORDS: readonly Row[] = [
  [{ enum: ['a', 'b'] }, 'a', { enum: 'outside-the-enum', 'enum-case': 'A' }],
  [{ enum: [1, 3] }, 1, { enum: 4 }],
  [{ const: true }, true, { enum: false }],
  [{ minimum: 2, maximum: 9 }, 5, { minimum: 1, maximum: 10 }],
  [{ minimum: 10, multipleOf: 5 }, 20, { minimum: 5, multipleOf: 17.5 }],
  [{ exclusiveMinimum: 2, exclusiveMaximum: 9 }, 5, { exclusiveMinimum: 2, exclusiveMaximum: 9 }],
  [{ minLength: 3 }, 'word', { minLength: 'wo' }],
  [{ maxLength: 5 }, 'word', { maxLength: 'wordxx' }],
  [{ format: 'date' }, '2020-01-01', { format: 'no date', 'format-near': '2024-02-30' }],
  [{ pattern: '^[a-z]+$' }, 'word', { pattern: 'word!', 'pattern-start': '!word' }],
  [{ minItems: 2 }, [1, 2], { minItems: [1] }],
  [{ uniqueItems: true }, [1, 2], { uniqueItems: [1, 2, 1] }],
  [{ uniqueItems: true, maxItems: 2 }, [1, 2], { uniqueItems: [1, 1] }],
  [{ minProperties: 1 }, { a: 1 }, { minProperties: {} }],
  [{ maxProperties: 1 }, { a: 1 }, { maxProperties: { a: 1, a10: 1 } }],
];

describe('the invalid values of a schema', () => {
  test.each([...TYPES, ...KEYWORDS])('%j, beside %j: %j', (schema, value, expected) => {
    expect(valuesOf(schema, value)).toEqual(expected);
  });

  test('take the flag of OpenAPI 3.0 for an exclusive bound', () => {
    const schema = { minimum: 2, exclusiveMinimum: true, maximum: 9, exclusiveMaximum: true };
    expect(valuesOf(schema, 5)).toEqual({ exclusiveMinimum: 2, exclusiveMaximum: 9 });
  });

  test('do not include null where OpenAPI 3.0 says nullable', () => {
    expect(valuesOf({ type: 'string', nullable: true }, 'a')).not.toHaveProperty('null');
  });

  test('leave out what would be too long to send', () => {
    expect(valuesOf({ maxLength: 100_000 }, 'a')).toEqual({});
    expect(valuesOf({ maxProperties: 200 }, { a: 1 })).toEqual({});
  });

  test.each([...TYPES, ...KEYWORDS])(
    'break the keyword that they name, as another validator sees it: %j',
    (schema, value) => {
      const validate = ajv.compile(schema);
      expect(validate(value)).toBe(true);
      for (const { rule, keyword, replacements } of wrongValuesOf(schema, value)) {
        const isBroken = replacements.some((one) => {
          const fits = validate(one);
          return !fits && validate.errors?.every((error) => error.keyword === keyword) === true;
        });
        expect({ rule, isBroken }).toEqual({ rule, isBroken: true });
      }
    },
  );
});
