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

  test('stay in the order of the validator for the wording of a platform', () => {
    const { violations } = judgeJson(schema, { sise: 1, tag: 'b' });
    expect(violations[0]?.message).toBe("must have required property 'name'");
  });

  test('are shown with the most helpful one first', () => {
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

  test('are shown up to a hundred', () => {
    const list = { type: 'array', items: { type: 'integer' } };
    const values = Array.from({ length: 300 }, () => 'x');
    expect(judgeJson(list, values).violations).toHaveLength(300);
    expect(told(list, values)).toHaveLength(100);
  });
});

describe.each(['oneOf', 'anyOf'])('the ranking of the branches of %s', (keyword) => {
  const choice = { [keyword]: refs };

  test('reports only the violations of the nearest branch', () => {
    expect(told(choice, { kind: 'cat' })).toEqual([' required']);
    expect(told(choice, { kind: 'cat', lives: 'x' })).toEqual(['/lives type']);
    expect(told(choice, { kind: 'dog', bark: {} })).toEqual(['/bark required', '/bark required']);
  });

  test('does so in nested schemas and beside other keywords', () => {
    const nested = {
      type: 'object',
      required: ['name'],
      properties: { pet: { [keyword]: [{ type: 'string' }, { [keyword]: refs }] } },
    };
    expect(told(nested, { pet: { kind: 'cat', lives: 'x' } })).toEqual([' required', '/pet/lives type']);
  });

  test('reports all branches when each requires a different type', () => {
    const scalar = { [keyword]: [{ type: 'integer' }, { type: 'boolean' }, { type: ['integer', 'null'] }] };
    const judged = judgeJson(scalar, 'x');
    expect(judged.rankedViolations().map(({ sentence }) => sentence)).toEqual([
      'body must be integer or boolean or integer or null: found "x"',
    ]);
    expect(judged.violations[0]?.message).toBe('must be integer');
  });

  test('reports branches of OpenAPI 3.0 with nullable without null', () => {
    const nullable = { type: 'object', properties: { pet: { nullable: true, [keyword]: refs } } };
    expect(told(nullable, { pet: { kind: 'cat', lives: 'x' } }, '3.0.3')).toEqual(['/pet/lives type']);
  });

  test('reports the branch that the discriminator names', () => {
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

  test('reports a discriminator value that names no branch, with the possible values', () => {
    const discriminated = {
      ...choice,
      discriminator: {
        propertyName: 'kind',
        mapping: { cat: '#/components/schemas/Cat', dog: '#/components/schemas/Dog' },
      },
    };
    const judged = judgeJson(discriminated, { kind: 'caat', lives: 7 }, { schemas });
    expect(judged.rankedViolations().map(({ sentence }) => sentence)).toEqual([
      'body /kind names none of the schemas, and the value fits none of them: found "caat", allowed: "cat", "dog"; did you mean "cat"?',
    ]);
  });
});

describe('a value that fits several branches of oneOf', () => {
  test('is reported as such', () => {
    const schema: JsonObject = { oneOf: [{ type: 'integer' }, { minimum: 3 }] };
    expect(told(schema, 5)).toEqual([' oneOf']);
  });
});

describe('if and then', () => {
  test('report what is wrong in then', () => {
    const schema = { if: { required: ['a'] }, then: { required: ['b'] }, type: 'object' };
    expect(told(schema, { a: 1 })).toEqual([' required']);
  });
});
