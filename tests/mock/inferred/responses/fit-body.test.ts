import { describe, expect, test } from '@jest/globals';
import { fitBody } from '../../../../src/mock/inferred/responses/fit-body.ts';
import { compileDescription } from '../../../../src/description/compile/compile-description.ts';
import type { JsonObject } from '../../../../src/base/json.ts';

const SUBJECT: JsonObject = {
  type: 'object',
  required: ['id', 'owner'],
  additionalProperties: false,
  properties: {
    id: { type: 'integer' },
    name: { type: 'string', maxLength: 5 },
    owner: { type: 'object', required: ['id'], properties: { id: { type: 'integer' } } },
    parts: {
      type: 'array',
      items: { type: 'object', required: ['size'], properties: { size: { type: 'integer' } } },
    },
  },
};
const SKELETON = { id: 7, name: 'model', owner: { id: 8 }, parts: [{ size: 9 }] };

function fit(body: unknown, skeleton: unknown = SKELETON, subject = SUBJECT) {
  const document = {
    openapi: '3.1.0',
    info: { title: 'x', version: '1' },
    paths: { '/': { get: { responses: { 200: { description: 'ok' } } } } },
    components: { schemas: { Subject: subject } },
  };
  const { validators } = compileDescription(document, { name: 'x', location: undefined });
  const validate = validators.at('/components/schemas/Subject', 'response');
  return fitBody(body, skeleton, { validate, generateFor: () => undefined });
}

describe('a body that is fitted to its schema', () => {
  test('is not changed when it fits', () => {
    expect(fit({ id: 1, owner: { id: 2 } })).toEqual({ id: 1, owner: { id: 2 } });
  });

  test('keeps its first members where only some are allowed, rather than those of the skeleton', () => {
    const few: JsonObject = { type: 'object', properties: { device: { type: 'object', maxProperties: 1 } } };
    const device = { phone: '+1', address: 'here', name: 'it' };
    expect(fit({ device }, { device: { name: 'model' } }, few)).toEqual({ device: { phone: '+1' } });
  });

  test('gets missing members from the skeleton, also nested ones', () => {
    expect(fit({ id: 1, owner: {} })).toEqual({ id: 1, owner: { id: 8 } });
    expect(fit({ id: 1 })).toEqual({ id: 1, owner: { id: 8 } });
  });

  test('gets replacements for invalid members from the skeleton', () => {
    expect(fit({ id: 'one', name: 'far too long', owner: { id: 2 } })).toEqual({
      id: 7,
      name: 'model',
      owner: { id: 2 },
    });
  });

  test('loses members that are not allowed', () => {
    expect(fit({ id: 1, owner: { id: 2 }, other: true })).toEqual({ id: 1, owner: { id: 2 } });
  });

  test('uses the first item of a list in the skeleton as the model for all', () => {
    const parts = [{ size: 1 }, {}, { size: 'big' }];
    expect(fit({ id: 1, owner: { id: 2 }, parts })).toMatchObject({
      parts: [{ size: 1 }, { size: 9 }, { size: 9 }],
    });
  });

  test('can have a long list in which every item is invalid', () => {
    const parts = Array.from({ length: 100 }, (_, size) => ({ size: `about ${size}`, name: `part ${size}` }));
    expect(fit({ id: 1, owner: { id: 2 }, parts })).toMatchObject({
      parts: parts.map(({ name }) => ({ size: 9, name })),
    });
  });

  test('keeps the first allowed and distinct items of a list, and fills it up at the end', () => {
    const list = (keywords: JsonObject) => ({ type: 'array', items: { type: 'integer' }, ...keywords });
    const lists: JsonObject = {
      properties: {
        few: list({ maxItems: 2 }),
        many: list({ minItems: 3 }),
        different: list({ uniqueItems: true }),
      },
    };
    const skeleton = { few: [7], many: [7, 8, 9], different: [7] };
    expect(fit({ few: [1, 2, 3], many: [1], different: [1, 2, 1, 3] }, skeleton, lists)).toEqual({
      few: [1, 2],
      many: [1, 8, 9],
      different: [1, 2, 3],
    });
  });

  test('loses exactly the invalid items without a model', () => {
    const schema: JsonObject = {
      properties: { tags: { type: 'array', items: { type: 'string', maxLength: 3 } } },
    };
    expect(fit({ tags: ['one', 'three', 'two', 'eleven'] }, { tags: [] }, schema)).toEqual({
      tags: ['one', 'two'],
    });
  });

  test('loses names that are not allowed', () => {
    const schema: JsonObject = { type: 'object', propertyNames: { maxLength: 3 } };
    expect(fit({ one: 1, three: 3, two: 2 }, { any: 0 }, schema)).toEqual({ one: 1, two: 2 });
  });

  test('has values converted to the required type', () => {
    const named = { type: 'object', required: ['id'], properties: { id: { type: 'integer' } } };
    const schema: JsonObject = {
      properties: {
        price: { type: 'string' },
        count: { type: 'integer' },
        owner: named,
        team: { type: 'integer' },
        tags: {
          type: 'array',
          items: { type: 'object', required: ['name'], properties: { name: { type: 'string' } } },
        },
        note: { type: 'string' },
      },
    };
    const skeleton = {
      price: 'p',
      count: 7,
      owner: { id: 8, more: true },
      team: 9,
      tags: [{ name: 'n' }],
      note: 'made up',
    };
    const sent = { price: 12, count: '3', owner: 4, team: { id: 5 }, tags: ['a', 'b'], note: null };
    expect(fit(sent, skeleton, schema)).toEqual({
      price: '12',
      count: 3,
      owner: { id: 4, more: true },
      team: 5,
      tags: [{ name: 'a' }, { name: 'b' }],
    });
  });

  test('gets a whole member from the skeleton when its parts cannot be fitted', () => {
    const schema: JsonObject = {
      required: ['owner'],
      properties: {
        owner: {
          oneOf: [{ type: 'object', required: ['login'] }, { type: 'null' }],
        },
      },
    };
    expect(fit({ owner: { id: 1 }, n: 1 }, { owner: null }, schema)).toEqual({ owner: null, n: 1 });
  });

  test('is undefined when the skeleton does not help', () => {
    expect(fit([], undefined)).toBeUndefined();
    expect(fit({ owner: { id: 1 } }, {})).toBeUndefined();
  });
});
