import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { JsonObject } from '../../../src/base/json.ts';
import { createAjv, createQuickJudge } from '../../../src/description/schemas/create-ajv.ts';
import { keywordFactories } from '../../../src/description/schemas/keyword-functions.ts';
import type { Evaluation } from '../../../src/description/schemas/keywords/evaluated-parts.ts';
import { formatTable } from '../../../src/description/schemas/keywords/format-table.ts';
import { JudgedValues } from '../../../src/description/schemas/keywords/judged-values.ts';
import { asSchema } from '../../../src/description/schemas/keywords/schema-view.ts';
import { hasFormat } from '../../../src/description/schemas/keywords/text-format.ts';
import { compilePattern } from '../../../src/description/schemas/pattern.ts';
import { SchemaViews } from '../../../src/description/schemas/schema-views.ts';
import type { Direction } from '../../../src/description/schemas/schema.ts';

/** Values that are judged without a validator, where that is known to say the same. */

const text = { type: 'string' };
const pointer = '/components/schemas/Asked';

interface Asked {
  readonly others?: object;
  readonly openapi?: string;
  readonly direction?: Direction;
}

function judging(asked: JsonObject, { others = {}, openapi = '3.1.1', direction = 'response' }: Asked = {}) {
  const document = { openapi, components: { schemas: { Asked: asked, ...others } } } as unknown as JsonObject;
  const views = new SchemaViews(document);
  const loose: string[] = [];
  const formats = formatTable(document, new Map(), (time) => loose.push(time));
  const key = views.keyOf({ pointer, definition: asked }, direction);
  const quick = createQuickJudge({
    follow: (one) => views.view(one),
    hasFormat: (name, value) => hasFormat(formats, name, value),
    hasPattern: (pattern, value) => compilePattern(pattern).test(value),
    judged: new JudgedValues(),
    isReported: () => true,
  });
  const validator = (): ((value: unknown) => boolean) => {
    const keywords = keywordFactories({
      validatorOf: (one) => ajv.compile(asSchema(views.view(one))),
      evaluationOf: (one): Evaluation => views.evaluation(one),
      judged: () => undefined,
      isKnownToFit: () => false,
      exactAt: () => undefined,
    });
    const ajv = createAjv({ formats, keywords });
    return ajv.compile(asSchema(views.view(key)));
  };
  return {
    isUsable: () => quick.knows(views.view(key)),
    judge: (value: unknown) => quick.judge(key, () => views.view(key), value),
    validator,
    loose,
  };
}

const judge = (asked: JsonObject, value: unknown, options?: Asked) => judging(asked, options).judge(value);

test.each<[string, JsonObject, unknown]>([
  ['a type', { type: ['string', 'null'] }, null],
  ['a whole number', { type: 'integer' }, 2],
  ['a format', { type: 'string', format: 'date-time' }, '2025-01-01T00:00:00+01:00'],
  ['a pattern', { type: 'string', pattern: '^a+$' }, 'aa'],
  ['characters of two units', { type: 'string', maxLength: 2 }, '😀😀'],
  ['a choice', { enum: ['a', 1] }, 1],
  ['a list', { type: 'array', items: text, uniqueItems: true, minItems: 2 }, ['a', 'b']],
  ['a list that begins as said', { prefixItems: [text], items: { type: 'integer' } }, ['a', 1, 2]],
  ['an object', { required: ['a'], properties: { a: text }, additionalProperties: false }, { a: '' }],
  ['a reference', { properties: { own: { $ref: '#/components/schemas/Asked' } } }, { own: { own: {} } }],
  ['all of them', { allOf: [text, { minLength: 1 }] }, 'a'],
  ['one of several', { oneOf: [{ type: 'integer' }, text] }, 'a'],
  ['what is not excluded', { not: { const: 'a' } }, 'b'],
  ['what a condition asks for', { if: text, then: { minLength: 1 }, else: { minimum: 1 } }, 1],
  ['a multiple', { multipleOf: 0.01 }, 19.99],
  ['a part that the value lacks', { properties: { a: { $ref: '#/components/schemas/Odd' } } }, {}],
])('%s', (_, schema, value) => {
  expect(judge(schema, value, { others: { Odd: { contains: text } } })).toBe(true);
});

test.each<[string, JsonObject, unknown]>([
  ['another type', text, 1],
  ['a member that breaks the schema', { properties: { a: { items: text } } }, { a: ['b', 1] }],
  ['both of two', { oneOf: [text, { minLength: 1 }] }, 'a'],
  ['an undefined member', { required: ['a'] }, { a: undefined }],
  ['a number that is none', { type: 'number' }, Number.NaN],
  ['a number of another format', { format: 'int32' }, 2 ** 31],
])('%s does not fit', (_, schema, value) => {
  expect(judge(schema, value)).toBe(false);
});

test.each<[string, JsonObject, unknown]>([
  ['a loose time', { format: 'date-time' }, '2025-01-01T00:00:00+0100'],
  ['a loose time in a branch', { anyOf: [text, { format: 'date-time' }] }, '2025-01-01T00:00:00+01'],
  ['an integer that no double can hold', { type: 'integer' }, 2n ** 60n],
  ['bytes', { type: 'object' }, { file: new Uint8Array() }],
  ['a keyword that is for the validator', { contains: text }, ['a']],
  ['such a keyword elsewhere', { properties: { a: { contains: text } } }, {}],
  ['such a keyword behind a reference', { $ref: '#/components/schemas/Odd' }, ['a']],
  ['a reference that leads nowhere', { properties: { a: { $ref: '#/components/schemas/None' } } }, {}],
  ['a schema that leads back to itself', { allOf: [{ $ref: '#/components/schemas/Asked' }] }, 'a'],
  ['a choice of objects', { enum: [{ a: 1 }] }, { a: 1 }],
  ['more than is worth it', { items: text }, Array.from({ length: 25_000 }, () => 'a')],
])('%s is for the validator', (_, schema, value) => {
  expect(judge(schema, value, { others: { Odd: { contains: text } } })).toBeUndefined();
});

test('a validator is worth its making after many values', () => {
  const one = judging({ items: text });
  const value = Array.from({ length: 7500 }, () => 'a');
  expect([1, 2, 3, 4].map(() => one.judge(value))).toEqual([true, true, undefined, undefined]);
});

test('what OpenAPI 3.0 and the direction mean counts', () => {
  const schema = {
    type: 'object',
    required: ['id', 'secret', 'size'],
    properties: {
      id: { type: 'string', readOnly: true },
      secret: { type: 'string', writeOnly: true },
      size: { type: 'integer', nullable: true, minimum: 1, exclusiveMinimum: true },
    },
  };
  const known = (value: unknown, direction: Direction) =>
    judge(schema, value, { openapi: '3.0.3', direction });
  expect(known({ id: 'a', size: null }, 'response')).toBe(true);
  expect(known({ id: 'a', size: 1 }, 'response')).toBe(false);
  expect(known({ id: 'a', secret: 'b', size: 2 }, 'response')).toBe(false);
  expect(known({ secret: 'b', size: 2 }, 'request')).toBe(true);
});

describe('what is known is what the validator says', () => {
  const count = fc.integer({ min: 0, max: 3 });
  const value = fc.letrec((tie) => ({
    any: fc.oneof(
      { maxDepth: 3 },
      fc.constantFrom<unknown>('', 'a', 'ab', '2025-01-01', '2025-01-01T00:00:00+01', 0, 1, 2.5, true, null),
      fc.array(tie('any'), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('any'), { maxKeys: 3 }),
    ),
  })).any;
  const keywords = {
    type: fc.constantFrom<unknown>('string', 'integer', 'number', 'array', 'object', ['null', 'boolean']),
    format: fc.constantFrom('date', 'date-time', 'int32', 'unknown'),
    pattern: fc.constantFrom('^a', '(a|aa)+b'),
    minLength: count,
    maxLength: count,
    minimum: count,
    exclusiveMaximum: count,
    multipleOf: fc.constantFrom(1, 0.5),
    minItems: count,
    maxItems: count,
    uniqueItems: fc.boolean(),
    minProperties: count,
    maxProperties: count,
    enum: fc.array(fc.constantFrom<unknown>('a', 1, null, {}), { minLength: 1, maxLength: 2 }),
    const: fc.constantFrom<unknown>('a', 1, []),
    required: fc.uniqueArray(fc.constantFrom('a', 'b'), { maxLength: 2 }),
  };
  const { schema } = fc.letrec((tie) => {
    const list = fc.array(tie('schema'), { minLength: 1, maxLength: 2 });
    const inner = {
      properties: fc.dictionary(fc.constantFrom('a', 'b'), tie('schema'), { maxKeys: 2 }),
      additionalProperties: tie('schema'),
      items: tie('schema'),
      prefixItems: list,
      allOf: list,
      anyOf: list,
      oneOf: list,
      not: tie('schema'),
      if: tie('schema'),
      then: tie('schema'),
      else: tie('schema'),
      contains: tie('schema'),
    };
    const few = (all: Record<string, fc.Arbitrary<unknown>>, maxLength: number) =>
      fc
        .subarray(Object.keys(all), { maxLength })
        .chain((names) => fc.record(Object.fromEntries(names.map((name) => [name, all[name] ?? value]))));
    return {
      schema: fc.oneof(
        { maxDepth: 3 },
        few(keywords, 2),
        fc.tuple(few(keywords, 1), few(inner, 2)).map(([own, parts]) => ({ ...own, ...parts })),
        fc.boolean(),
        fc.constantFrom({ $ref: '#/components/schemas/Text' }, { $ref: '#/components/schemas/Asked' }),
      ),
    };
  });

  test('for any schema and value', () => {
    const found = { fitting: 0, broken: 0 };
    fc.assert(
      fc.property(schema, value, (drawn, example) => {
        const asked = JSON.parse(JSON.stringify({ allOf: [drawn] })) as JsonObject;
        const one = judging(asked, { others: { Text: text } });
        if (!one.isUsable()) return;
        const validate = one.validator();
        const known = one.judge(example);
        if (known === undefined) return;
        found[known ? 'fitting' : 'broken'] += 1;
        expect(one.loose).toEqual([]);
        expect(validate(example)).toBe(known);
        if (known) expect(one.loose).toEqual([]);
      }),
      { numRuns: 700, seed: 7 },
    );
    expect(found.fitting).toBeGreaterThan(80);
    expect(found.broken).toBeGreaterThan(80);
  });
});
