import { describe, expect, test } from '@jest/globals';
import type { Json, JsonObject } from '../../../src/base/json.ts';
import { compileDescription } from '../../../src/description/compile/compile-description.ts';
import { generateValue } from '../../../src/generate/generate-value.ts';

function describeWith(schemas: JsonObject, openapi: string) {
  const paths = { '/': { get: { responses: { 200: { description: 'ok' } } } } };
  const document = { openapi, info: { title: 'x', version: '1' }, paths, components: { schemas } };
  return compileDescription(document, { name: 'x', location: undefined });
}

/** Returns a value for each of some seeds; undefined where none was found. The values are judged by then. */
function valuesOf(subject: Json, others: JsonObject = {}, openapi = '3.1.0') {
  const description = describeWith({ Subject: subject, ...others }, openapi);
  const schema = { definition: { $ref: '#/components/schemas/Subject' }, pointer: '/subject' };
  return [1, 2, 3, 4, 5, 6].map((seed) => {
    const made = generateValue(description, schema, { seed, names: [], direction: 'response' });
    return made.kind === 'value' ? made.value : undefined;
  });
}

const text = { type: 'string' };
const fixed = (value: Json) => ({ const: value });

/** An object that leaves much open, and leads back to itself. */
const CHOOSING: JsonObject = {
  type: 'object',
  required: ['kind', 'size', 'next'],
  properties: {
    kind: { anyOf: [text, { type: 'boolean' }, { type: 'null' }] },
    size: { if: { type: 'integer' }, then: { minimum: 10 }, else: { type: 'string', maxLength: 4 } },
    next: { anyOf: [{ $ref: '#/components/schemas/Subject' }, { type: 'null' }] },
  },
};

/** Schemas that a single look at each keyword finds no value for. */
const SATISFIABLE: readonly (readonly [string, JsonObject])[] = [
  ['a pattern with lengths', { ...text, pattern: String.raw`^\d+$`, minLength: 9, maxLength: 9 }],
  ['a pattern with a format', { ...text, format: 'date-time', pattern: String.raw`\.\d{3}\+05:30$` }],
  ['a format with lengths', { ...text, format: 'date-time', minLength: 25, maxLength: 25 }],
  ['two patterns', { ...text, allOf: [{ pattern: '^a.*z$' }, { pattern: String.raw`\d{3}` }] }],
  ['a refused pattern', { ...text, pattern: '^[ab]{3}$', not: { pattern: '^a|b$' } }],
  [
    'names by a pattern',
    {
      type: 'object',
      minProperties: 3,
      propertyNames: { pattern: '^[a-z]{2}$' },
      additionalProperties: text,
    },
  ],
  [
    'members by a pattern of their names, with counts',
    {
      type: 'object',
      patternProperties: { [String.raw`^x-\d+$`]: { type: 'integer' } },
      additionalProperties: false,
      minProperties: 3,
      maxProperties: 4,
    },
  ],
  [
    'names that two patterns have',
    {
      type: 'object',
      patternProperties: { '^[a-z]+$': text },
      propertyNames: { pattern: '^.{5}$' },
      additionalProperties: false,
      minProperties: 2,
    },
  ],
  ['an item that is contained', { type: 'array', items: { type: 'integer' }, contains: { minimum: 5000 } }],
  [
    'some items that are contained, and no more',
    {
      type: 'array',
      items: { type: 'integer' },
      contains: { multipleOf: 2 },
      minContains: 2,
      maxContains: 2,
      minItems: 5,
    },
  ],
  [
    'contained items behind a list of places',
    { type: 'array', prefixItems: [text], items: { enum: [1, 2] }, contains: fixed(2), minContains: 2 },
  ],
  [
    'a contained item that only one of the places takes',
    {
      type: 'array',
      prefixItems: [{ enum: ['on'] }, text, { enum: ['off'] }],
      items: { enum: ['none'] },
      contains: fixed('here'),
      minItems: 4,
    },
  ],
  [
    'schemas of dependants',
    {
      type: 'object',
      required: ['card'],
      properties: { card: text },
      dependentSchemas: { card: { required: ['address'], properties: { address: { pattern: '^at ' } } } },
    },
  ],
  [
    'dependants that may not be there',
    {
      type: 'object',
      properties: { a: text, b: text },
      dependentSchemas: { a: false },
      dependentRequired: { b: ['c'] },
      additionalProperties: false,
      minProperties: 0,
    },
  ],
  ['thousands of items', { type: 'array', items: text, minItems: 3000 }],
  [
    'thousands of different items',
    {
      type: 'array',
      items: { ...text, pattern: String.raw`^item-\d{4,5}$` },
      minItems: 2000,
      uniqueItems: true,
    },
  ],
  [
    'all the values of a small type',
    { type: 'array', items: { type: 'boolean' }, minItems: 2, uniqueItems: true },
  ],
  [
    'branches that overlap: objects without required members',
    {
      oneOf: [
        { type: 'object', properties: { error: text } },
        { type: 'object', properties: { pdf: text } },
      ],
    },
  ],
  [
    'branches that overlap: numbers',
    {
      oneOf: [
        { type: 'number', minimum: 0 },
        { type: 'number', maximum: 9999 },
      ],
    },
  ],
  [
    'branches that overlap: all but lengths',
    {
      oneOf: [
        { ...text, maxLength: 9 },
        { ...text, maxLength: 3 },
      ],
    },
  ],
  ['a branch that nothing fits', { anyOf: [{ ...text, minLength: 5, maxLength: 4 }, fixed(7)] }],
  [
    'a condition that is not met',
    { type: 'integer', if: { minimum: 0 }, then: { maximum: -1 }, else: { multipleOf: 7 } },
  ],
  [
    'places of a list',
    { type: 'array', prefixItems: [fixed('a'), { type: 'integer' }], items: false, minItems: 2 },
  ],
  ['exclusive bounds', { type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 0.001 }],
  ['exclusive bounds of integers', { type: 'integer', exclusiveMinimum: 6, exclusiveMaximum: 8 }],
  [
    'several multiples',
    { type: 'number', allOf: [{ multipleOf: 6 }, { multipleOf: 8 }, { multipleOf: 0.5 }], minimum: 1 },
  ],
  [
    'properties of characters',
    { ...text, pattern: String.raw`^\p{Lu}\p{Ll}+ \p{Script=Greek}{2}$`, minLength: 9 },
  ],
  ['look-ahead', { ...text, pattern: String.raw`^(?=.*\d)(?!.*--)[a-z\d-]{8,}$`, maxLength: 8 }],
  ['back-references', { ...text, pattern: String.raw`^(['"])\w+\1$`, minLength: 7, maxLength: 7 }],
  [
    'an enumeration beside other keywords',
    { enum: ['a', 1, { b: 2 }, [1]], type: ['object', 'array'], minItems: 1 },
  ],
  ['values that are not a constant', { type: 'boolean', not: fixed(true) }],
  [
    'branches that overlap in all but a single value, with choices of its own',
    { oneOf: [CHOOSING, { allOf: [CHOOSING, { not: fixed({ kind: 'tree', size: 12, next: null }) }] }] },
  ],
];

describe('a schema that can be satisfied', () => {
  test.each(SATISFIABLE)('has a value for every seed: %s', (_, schema) => {
    expect(valuesOf(schema)).not.toContain(undefined);
  });

  test('has the same value whatever was searched for before', () => {
    const schema = { ...text, format: 'date-time', minLength: 27, maxLength: 27 };
    const description = describeWith({ Subject: schema }, '3.1.0');
    const draw = (seed: number) => {
      const options = { seed, names: [], direction: 'response' } as const;
      return generateValue(
        description,
        { definition: schema, pointer: '/components/schemas/Subject' },
        options,
      );
    };
    const first = [1, 2, 3, 4].map(draw);
    expect([4, 3, 2, 1].map(draw).toReversed()).toEqual(first);
  });

  test('has a value where it leads back to itself through something nullable', () => {
    const self = { $ref: '#/components/schemas/Subject' };
    const boss = (nullable: JsonObject) => ({
      type: 'object',
      required: ['name', 'boss'],
      properties: { name: text, boss: nullable },
    });
    expect(valuesOf(boss({ anyOf: [self, { type: 'null' }] }))).not.toContain(undefined);
    expect(valuesOf(boss({ oneOf: [{ type: 'null' }, self] }))).not.toContain(undefined);
    expect(valuesOf(boss({ nullable: true, allOf: [self] }), {}, '3.0.3')).not.toContain(undefined);
    expect(valuesOf({ ...boss(self), type: ['object', 'null'] })).not.toContain(undefined);
    const tree = { type: 'object', required: ['left', 'right'] };
    const both = { anyOf: [self, { type: 'null' }] };
    expect(valuesOf({ ...tree, properties: { left: both, right: both } })).not.toContain(undefined);
  });

  test('has a small value where it leads back to itself', () => {
    const next: JsonObject = { anyOf: [{ $ref: '#/components/schemas/Subject' }, { type: 'null' }] };
    const list = { type: 'array', items: text, minItems: 1500 };
    const [value] = valuesOf({ type: 'object', required: ['next', 'list'], properties: { next, list } });
    expect(JSON.stringify(value).length).toBeLessThan(1_000_000);
  });
});

describe('a schema that cannot be satisfied', () => {
  test.each<[string, JsonObject]>([
    ['equal branches', { oneOf: [text, { ...text, description: 'another' }] }],
    ['a required member that is forbidden', { type: 'object', required: ['a'], properties: { a: false } }],
    [
      'more different items than there are',
      { items: { enum: [1, 2] }, minItems: 3, uniqueItems: true, type: 'array' },
    ],
    [
      'a circle without an end',
      { type: 'object', required: ['a'], properties: { a: { $ref: '#/components/schemas/Subject' } } },
    ],
    ['bounds without a number between', { type: 'integer', exclusiveMinimum: 6, exclusiveMaximum: 7 }],
  ])('has no value: %s', (_, schema) => {
    expect(valuesOf(schema).every((value) => value === undefined)).toBe(true);
  });
});
