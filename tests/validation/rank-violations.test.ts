import { describe, expect, test } from '@jest/globals';
import type { JsonObject } from '../../src/base/json.ts';
import { judgeJson } from '../codec/bodies.ts';

const cat = {
  type: 'object',
  required: ['kind', 'lives'],
  properties: { kind: { const: 'cat' }, lives: { type: 'integer' } },
};
const dog = {
  type: 'object',
  required: ['kind', 'bark'],
  properties: { kind: { const: 'dog' }, bark: { type: 'object', required: ['volume', 'pitch'] } },
};
const schemas = { Cat: cat, Dog: dog };
const refs = [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }];

function told(schema: JsonObject, value: unknown, openapi = '3.1.0') {
  const judged = judgeJson(schema, value, { schemas, openapi });
  expect(judged.violations.length).toBeGreaterThan(0);
  return judged.rankedViolations().map(({ pointer, keyword }) => `${pointer} ${keyword}`);
}

describe('several violations', () => {
  const schema = {
    type: 'object',
    required: ['name', 'size'],
    additionalProperties: false,
    properties: { name: { minLength: 3 }, size: { type: 'integer' }, tag: { pattern: '^a' } },
  };

  test('stay in the validator’s order for a platform’s own words', () => {
    const { violations } = judgeJson(schema, { sise: 1, tag: 'b' });
    expect(violations[0]?.message).toBe("must have required property 'name'");
  });

  test('come to people with the most telling first', () => {
    expect(told(schema, { tag: 'b', sise: 1, zzzzz: 2, name: 'a' })).toEqual([
      ' additionalProperties',
      ' required',
      '/name minLength',
      '/tag pattern',
      ' additionalProperties',
    ]);
    expect(judgeJson(schema, { sise: 1 }).rankedViolations()[0]?.sentence).toContain('did you mean "size"?');
    expect(told(schema, { name: 'a', size: 'x' })).toEqual(['/size type', '/name minLength']);
  });

  test('beyond a hundred are not told', () => {
    const list = { type: 'array', items: { type: 'integer' } };
    const values = Array.from({ length: 300 }, () => 'x');
    expect(judgeJson(list, values).violations).toHaveLength(300);
    expect(told(list, values)).toHaveLength(100);
  });
});

describe.each(['oneOf', 'anyOf'])('of the branches of %s', (keyword) => {
  const choice = { [keyword]: refs };

  test('the nearest one alone is told', () => {
    expect(told(choice, { kind: 'cat' })).toEqual([' required']);
    expect(told(choice, { kind: 'cat', lives: 'x' })).toEqual(['/lives type']);
    expect(told(choice, { kind: 'dog', bark: {} })).toEqual(['/bark required', '/bark required']);
  });

  test('also inside of others, and beside other rules', () => {
    const nested = {
      type: 'object',
      required: ['name'],
      properties: { pet: { [keyword]: [{ type: 'string' }, { [keyword]: refs }] } },
    };
    expect(told(nested, { pet: { kind: 'cat', lives: 'x' } })).toEqual([' required', '/pet/lives type']);
  });

  test('all are told where each wants another type', () => {
    const scalar = { [keyword]: [{ type: 'integer' }, { type: 'boolean' }, { type: ['integer', 'null'] }] };
    const judged = judgeJson(scalar, 'x');
    expect(judged.rankedViolations().map(({ sentence }) => sentence)).toEqual([
      'body must be integer or boolean or integer or null: found "x"',
    ]);
    expect(judged.violations[0]?.message).toBe('must be integer');
  });

  test('those of OpenAPI 3.0 with nullable are told without null', () => {
    const nullable = { type: 'object', properties: { pet: { nullable: true, [keyword]: refs } } };
    expect(told(nullable, { pet: { kind: 'cat', lives: 'x' } }, '3.0.3')).toEqual(['/pet/lives type']);
  });

  test('the one that the discriminator names is told', () => {
    const discriminated = {
      ...choice,
      discriminator: {
        propertyName: 'kind',
        mapping: { cat: '#/components/schemas/Cat', dog: '#/components/schemas/Dog' },
      },
    };
    expect(told(discriminated, { kind: 'dog', lives: 7 })).toEqual([' required']);
    expect(told(discriminated, { kind: 'dog', bark: {} })).toEqual(['/bark required', '/bark required']);
    expect(told(discriminated, { lives: 7 })).toEqual([' required']);
    const [first] = judgeJson(discriminated, { lives: 7 }, { schemas }).rankedViolations();
    expect(first?.message).toBe("must have required property 'kind'");
  });

  test('a discriminator that names none of them is told, with what it could name', () => {
    const discriminated = {
      ...choice,
      discriminator: {
        propertyName: 'kind',
        mapping: { cat: '#/components/schemas/Cat', dog: '#/components/schemas/Dog' },
      },
    };
    const judged = judgeJson(discriminated, { kind: 'caat', lives: 7 }, { schemas });
    expect(judged.rankedViolations().map(({ sentence }) => sentence)).toEqual([
      'body /kind must name one of the schemas: found "caat", allowed: "cat", "dog"; did you mean "cat"?',
    ]);
  });
});

describe('a value that fits several branches of oneOf', () => {
  test('is told so', () => {
    const schema: JsonObject = { oneOf: [{ type: 'integer' }, { minimum: 3 }] };
    expect(told(schema, 5)).toEqual([' oneOf']);
  });
});

describe('if and then', () => {
  test('are told by what is wrong in then', () => {
    const schema = { if: { required: ['a'] }, then: { required: ['b'] }, type: 'object' };
    expect(told(schema, { a: 1 })).toEqual([' required']);
  });
});
