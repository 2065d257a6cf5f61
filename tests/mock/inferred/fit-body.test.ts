import { describe, expect, test } from '@jest/globals';
import { fitBody } from '../../../src/mock/inferred/fit-body.ts';
import { compileDescription } from '../../../src/spec/compile-description.ts';
import type { JsonObject } from '../../../src/spec/json.ts';

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

function fit(body: unknown, skeleton: unknown = SKELETON) {
  const document = {
    openapi: '3.1.0',
    info: { title: 'x', version: '1' },
    paths: { '/': { get: { responses: { 200: { description: 'ok' } } } } },
    components: { schemas: { Subject: SUBJECT } },
  };
  const { validators } = compileDescription(document, { name: 'x', location: undefined });
  return fitBody(body, skeleton, validators.at('/components/schemas/Subject', 'response'));
}

describe('a body that is made to fit', () => {
  test('stays as it is where it fits', () => {
    expect(fit({ id: 1, owner: { id: 2 } })).toEqual({ id: 1, owner: { id: 2 } });
  });

  test('gets what is missing from the skeleton, also inside', () => {
    expect(fit({ id: 1, owner: {} })).toEqual({ id: 1, owner: { id: 8 } });
    expect(fit({ id: 1 })).toEqual({ id: 1, owner: { id: 8 } });
  });

  test('gets what is wrong from the skeleton', () => {
    expect(fit({ id: 'one', name: 'far too long', owner: { id: 2 } })).toEqual({
      id: 7,
      name: 'model',
      owner: { id: 2 },
    });
  });

  test('loses what may not be there', () => {
    expect(fit({ id: 1, owner: { id: 2 }, other: true })).toEqual({ id: 1, owner: { id: 2 } });
  });

  test('takes the first item of a list as the model for all', () => {
    const parts = [{ size: 1 }, {}, { size: 'big' }];
    expect(fit({ id: 1, owner: { id: 2 }, parts })).toMatchObject({
      parts: [{ size: 1 }, { size: 9 }, { size: 9 }],
    });
  });

  test('is given up where the skeleton does not help', () => {
    expect(fit([], undefined)).toBeUndefined();
    expect(fit({ owner: { id: 1 } }, {})).toBeUndefined();
  });
});
