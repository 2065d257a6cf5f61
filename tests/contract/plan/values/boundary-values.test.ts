import { describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { edgeValuesOf } from '../../../../src/contract/plan/values/boundary-values.ts';
import type { JsonObject } from '../../../../src/base/json.ts';

const ajv = new Ajv2020({ strict: false });
addFormats.default(ajv);

/** Returns the first value of each rule, by rule. */
function valuesOf(schema: JsonObject, value: unknown): Readonly<Record<string, unknown>> {
  const found = edgeValuesOf(schema, value, 'place');
  return Object.fromEntries(found.map(({ rule, replacements }) => [rule, replacements[0]]));
}

type Row = readonly [schema: JsonObject, value: unknown, values: Readonly<Record<string, unknown>>];

const INTEGERS: readonly Row[] = [
  [{ type: 'integer' }, 5, { zero: 0, negative: -1, large: 2_147_483_648 }],
  [{ type: 'integer', minimum: 2 }, 5, { minimum: 2, 'minimum+1': 3, large: 2_147_483_648 }],
  [{ type: 'integer', maximum: 9 }, 5, { zero: 0, negative: -1, maximum: 9, 'maximum-1': 8 }],
  [
    { type: 'integer', exclusiveMinimum: 2, exclusiveMaximum: 9 },
    5,
    { 'exclusiveMinimum+1': 3, 'exclusiveMaximum-1': 8 },
  ],
  [
    { type: 'integer', minimum: 1, maximum: 20, multipleOf: 5 },
    10,
    { minimum: 5, 'minimum+1': 10, maximum: 20, 'maximum-1': 15 },
  ],
];

const NUMBERS: readonly Row[] = [
  [
    { type: 'number', minimum: 1, maximum: 2 },
    1.5,
    { minimum: 1, 'minimum+1': 1.5, maximum: 2, 'maximum-1': 1.5, fraction: 1.25 },
  ],
  [
    { type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 1 },
    0.5,
    { 'exclusiveMinimum+1': 0.01, 'exclusiveMaximum-1': 0.99, fraction: 0.25 },
  ],
  [
    { type: 'number', minimum: 0, maximum: 1, multipleOf: 0.1 },
    0.5,
    { minimum: 0, 'minimum+1': 0.1, maximum: 1, 'maximum-1': 0.9 },
  ],
];

const CHOICES: readonly Row[] = [
  [{ enum: ['a', 'b', 'c'] }, 'a', { 'enum-1': 'b', 'enum-2': 'c' }],
  [{ type: 'integer', enum: [1, 2] }, 2, { 'enum-1': 1 }],
  [{ const: 'a' }, 'a', {}],
  [{ type: 'boolean' }, true, { boolean: false }],
  [{ type: ['boolean', 'null'] }, true, { null: null, boolean: false }],
  [
    { type: ['string', 'integer'], maxLength: 3, pattern: '^[a-z]+$' },
    'ab',
    { 'type-integer': 7, maxLength: 'abb' },
  ],
];

const OBJECTS: readonly Row[] = [
  [{ minProperties: 1 }, { a: 1, b: 2 }, { minProperties: { a: 1 } }],
  [{ maxProperties: 3 }, { a: 1 }, { maxProperties: { a: 1, a10: 1, a11: 1 } }],
  [{ maxProperties: 3, properties: { a: {} } }, { a: 1 }, {}],
  [{ maxProperties: 101 }, { a: 1 }, {}],
  [{ minProperties: 1 }, {}, {}],
  [{ additionalProperties: { type: 'integer' } }, { a: 1 }, { 'no-members': {} }],
  [{ additionalProperties: true, maxProperties: 1 }, { a: 1 }, { 'no-members': {} }],
  [{ additionalProperties: true, minProperties: 1 }, { a: 1 }, {}],
  [{ additionalProperties: true, required: ['a'] }, { a: 1 }, {}],
  [{ additionalProperties: true, properties: { a: {} } }, { a: 1 }, {}],
];

describe('the boundary values of a schema', () => {
  test.each([...INTEGERS, ...NUMBERS, ...CHOICES, ...OBJECTS])(
    '%j, beside %j: %j',
    (schema, value, expected) => {
      expect(valuesOf(schema, value)).toEqual(expected);
    },
  );

  test.each([
    [
      { type: 'string', minLength: 2, maxLength: 6 },
      { minLength: 2, 'minLength+1': 3, maxLength: 6, 'maxLength-1': 5 },
    ],
    [{ type: 'string', maxLength: 20_001 }, { empty: 0 }],
    [{ type: 'string' }, { empty: 0, long: 2_000 }],
  ])('lengths of texts, %j: %j', (schema, expected) => {
    const values = valuesOf(schema, 'word');
    const lengths = Object.entries(values).map(([rule, text]) => [rule, String(text).length] as const);
    expect(Object.fromEntries(lengths.filter(([rule]) => /ength|empty|long/.test(rule)))).toEqual(expected);
  });

  test('a free text also gets other scripts, white space and quotes, no longer than it may be', () => {
    const values = valuesOf({ type: 'string', maxLength: 6 }, 'word');
    expect(Object.keys(values)).toEqual([
      'maxLength',
      'maxLength-1',
      'empty',
      'unicode',
      'white-space',
      'quotes',
    ]);
    expect(Object.values(values).every((text) => Array.from(String(text)).length <= 6)).toBe(true);
  });

  test('a text of a format gets the forms that servers forget, and none that only a free text may have', () => {
    const values = valuesOf({ type: 'string', format: 'date' }, '2020-01-01');
    expect(values).toEqual({
      'format-1': '2036-02-29',
      'format-2': '2036-12-31',
      past: '2001-02-03',
    });
  });

  test('texts differ from place to place', () => {
    const textAt = (place: string) =>
      edgeValuesOf({ type: 'string', minLength: 5 }, 'word', place)[0]?.replacements[0];
    expect(textAt('one')).not.toBe(textAt('two'));
    expect(textAt('one')).toBe(textAt('one'));
  });

  test('are open where the schema does not speak of them: a server may refuse these', () => {
    const openOf = (schema: JsonObject, value: unknown) =>
      edgeValuesOf(schema, value, '')
        .filter(({ isOpen }) => isOpen)
        .map(({ rule }) => rule);
    expect(openOf({ type: 'integer', minimum: 1 }, 5)).toEqual(['large']);
    expect(openOf({ type: 'string', minLength: 1, maxLength: 3 }, 'ab')).toEqual([
      'unicode',
      'white-space',
      'quotes',
    ]);
  });

  test.each([
    ...INTEGERS,
    ...NUMBERS,
    ...CHOICES,
    ...OBJECTS,
    [{ type: 'string', minLength: 2, maxLength: 6 }, 'word', {}] as const,
    [{ type: 'string', format: 'email', maxLength: 40 }, 'a@example.com', {}] as const,
    [{ type: 'string', pattern: '^[A-Z]{2,5}$', maxLength: 5 }, 'ABC', {}] as const,
  ])('fit the schema, as another validator sees it: %j', (schema, value) => {
    const validate = ajv.compile(schema);
    for (const { rule, replacements } of edgeValuesOf(schema, value, '')) {
      expect({ rule, fits: replacements.some((one) => validate(one)) }).toEqual({ rule, fits: true });
    }
  });
});
