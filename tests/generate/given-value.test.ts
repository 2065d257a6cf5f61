import { describe, expect, test } from '@jest/globals';
import type { JsonObject } from '../../src/base/json.ts';
import { compileDescription } from '../../src/description/compile/compile-description.ts';
import { generated, type GenerateOptions } from '../../src/generate/generate-value.ts';

const text = { type: 'string' };
const Owner = { type: 'object', properties: { name: text, secret: { ...text, writeOnly: true } } };

function valueOf(definition: JsonObject, options: Partial<GenerateOptions> = {}) {
  const paths = { '/': { get: { responses: { 200: { description: 'ok' } } } } };
  const components = { schemas: { Subject: definition } };
  const document = { openapi: '3.1.0', info: { title: 'x', version: '1' }, paths, components };
  const description = compileDescription(document, { name: 'x', location: undefined });
  const schema = { definition, pointer: '/components/schemas/Subject' };
  return generated(description, schema, { seed: 1, names: [], direction: 'response', ...options });
}

const holding = (owner: JsonObject): JsonObject => ({
  type: 'object',
  required: ['owner'],
  properties: { owner },
});

describe('the example of an object inside another value', () => {
  test('is the value of a property', () => {
    expect(valueOf(holding({ ...Owner, example: { name: 'Olga' } }))).toEqual({ owner: { name: 'Olga' } });
  });

  test('is an item of a list, and a member of a map', () => {
    const owner = { ...Owner, example: { name: 'Olga' } };
    expect(valueOf({ type: 'array', items: owner })).toContainEqual({ name: 'Olga' });
    const map = valueOf({ type: 'object', additionalProperties: owner });
    expect(Object.values(map as JsonObject)).toContainEqual({ name: 'Olga' });
  });

  test('has no members that the direction does not have', () => {
    const owner = { ...Owner, example: { name: 'Olga', secret: 'x' } };
    expect(valueOf(holding(owner))).toEqual({ owner: { name: 'Olga' } });
    expect(valueOf(holding(owner), { direction: 'request' })).toEqual({
      owner: { name: 'Olga', secret: 'x' },
    });
  });

  test.each<[string, JsonObject]>([
    [
      'lacks a required member',
      { required: ['name', 'age'], properties: { name: text, age: { type: 'integer' } } },
    ],
    ['has a forbidden member', { additionalProperties: false, properties: { age: { type: 'integer' } } }],
    ['has a wrong type', { properties: { name: { type: 'integer' } } }],
  ])('is not used where it %s', (_, keywords) => {
    const value = valueOf(holding({ type: 'object', ...keywords, example: { name: 'Olga' } }));
    expect(value).toBeDefined();
    expect(value).not.toEqual({ owner: { name: 'Olga' } });
  });

  test('is not used where values have to be fresh, or as small as can be', () => {
    const owner = { ...Owner, example: { name: 'Olga' } };
    expect(valueOf(holding(owner), { isFresh: true })).not.toEqual({ owner: { name: 'Olga' } });
    expect(valueOf(holding(owner), { optional: false })).toEqual({ owner: {} });
  });
});
