import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { planCases } from '../../../src/contract/plan/plan-cases.ts';
import { runContract } from '../../../src/contract/run-contract.ts';
import { handlerTarget } from '../../../src/contract/target/handler-target.ts';
import { createMock } from '../../../src/create-mock.ts';
import { loadDescriptionSync } from '../../../src/bundled/load-description.ts';

const NAMES = ['Tree', 'Rule', 'Leaf', 'Map'] as const;

const simple = fc.constantFrom(
  { type: 'string' },
  { type: 'string', minLength: 2, maxLength: 5 },
  { type: 'integer', minimum: 0 },
  { enum: ['one', 'two'] },
  { type: ['string', 'null'] },
  {},
);

/** Schemas that refer to each other through every keyword that holds schemas. */
const { schema } = fc.letrec<{ schema: object }>((tie) => ({
  schema: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    simple,
    fc.constantFrom(...NAMES).map((name) => ({ $ref: `#/components/schemas/${name}` })),
    fc.tuple(fc.constantFrom('oneOf', 'anyOf', 'allOf'), lists(tie('schema'))).map(([keyword, branches]) => ({
      [keyword]: branches,
    })),
    fc.record({ oneOf: lists(tie('schema')), allOf: lists(tie('schema')) }),
    tie('schema').map((not) => ({ not })),
    fc
      .record({ items: tie('schema'), minItems: fc.nat({ max: 2 }), uniqueItems: fc.boolean() })
      .map((list) => ({ type: 'array', ...list })),
    fc
      .record({ additionalProperties: tie('schema'), minProperties: fc.nat({ max: 2 }) })
      .map((map) => ({ type: 'object', ...map })),
    fc
      .record({
        properties: fc.record({ left: tie('schema'), right: tie('schema') }),
        required: fc.subarray(['left', 'right']),
        additionalProperties: fc.oneof(fc.boolean(), tie('schema')),
      })
      .map((object) => ({ type: 'object', ...object })),
  ),
}));

function lists(branch: fc.Arbitrary<object>): fc.Arbitrary<readonly object[]> {
  return fc.array(branch, { minLength: 1, maxLength: 3 });
}

test('planning ends for schemas that refer to each other in any way', () => {
  const schemas = fc.record({ Tree: schema, Rule: schema, Leaf: schema, Map: schema });
  fc.assert(
    fc.property(schemas, (components) => {
      expect(() => planCases(takingTrees(components))).not.toThrow();
    }),
    { numRuns: 30, seed: 11 },
  );
});

test('planning ends for a list of what may be the list itself', () => {
  const Tree = { type: 'array', minItems: 1, items: { anyOf: [{ type: 'boolean' }, reference('Tree')] } };
  expect(idsOf({ Tree })).toContain('trees/take/boundary/body/0/anyOf/1/branch');
});

test('planning ends for a rule that may be the negation of a rule', () => {
  const closed = { type: 'object', additionalProperties: false };
  const Tree = {
    oneOf: [
      { ...closed, required: ['is'], properties: { is: { type: 'integer' } } },
      { ...closed, required: ['isNot'], properties: { isNot: reference('Tree') } },
    ],
  };
  const ids = idsOf({ Tree });
  expect(ids).toContain('trees/take/boundary/body/oneOf/1/branch');
  expect(ids).toContain('trees/take/type/body/oneOf/1/isNot/is');
});

test('a run with such rules ends, and finds nothing on a mock of them', async () => {
  const closed = { type: 'object', additionalProperties: false };
  const Leaf = {
    type: 'array',
    items: {
      ...closed,
      required: ['v'],
      properties: { v: { anyOf: [{ type: 'string' }, reference('Leaf')] } },
    },
  };
  const Tree = {
    oneOf: [
      { ...closed, required: ['is'], properties: { is: reference('Leaf') } },
      { ...closed, required: ['isNot'], properties: { isNot: reference('Tree') } },
    ],
  };
  const description = takingTrees({ Tree, Leaf });
  const { handle } = createMock({ descriptions: description });
  const report = await runContract({ description, target: handlerTarget('trees', handle) });
  expect(report.findings).toEqual([]);
  expect(report.reach.map(({ kind }) => kind)).toEqual(['reached', 'reached']);
});

test('a map whose maps hold maps has no value, and planning ends', () => {
  const Tree = { type: 'object', minProperties: 3, additionalProperties: reference('Tree') };
  expect(idsOf({ Tree })).not.toContain('trees/take/valid/required-only');
});

function reference(name: string): object {
  return { $ref: `#/components/schemas/${name}` };
}

function idsOf(components: Readonly<Record<string, unknown>>): readonly string[] {
  return planCases(takingTrees(components)).map(({ id }) => id);
}

/**
 * Returns a description of an operation that takes the schema `Tree` in its body and its query, and returns it. The
 * other one is there for circles of references, with which the first cannot be used.
 */
function takingTrees(schemas: Readonly<Record<string, unknown>>) {
  const content = { 'application/json': { schema: reference('Tree') } };
  return loadDescriptionSync(
    {
      openapi: '3.1.0',
      info: { title: 'Trees', version: '1' },
      paths: {
        '/': { get: { operationId: 'look', responses: { '204': { description: 'Here.' } } } },
        '/trees': {
          post: {
            operationId: 'take',
            parameters: [{ name: 'like', in: 'query', schema: reference('Tree') }],
            requestBody: { required: true, content },
            responses: { '200': { description: 'Taken.', content }, '400': { description: 'Refused.' } },
          },
        },
      },
      components: { schemas },
    },
    { name: 'trees' },
  );
}
