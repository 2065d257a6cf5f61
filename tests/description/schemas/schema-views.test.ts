import { describe, expect, test } from '@jest/globals';
import { compileDescription } from '../../../src/description/compile/compile-description.ts';
import { member, type Json, type JsonObject } from '../../../src/base/json.ts';
import type { Direction } from '../../../src/description/schemas/schema.ts';

/** The validator of `components.schemas.Subject` in a document of these schemas. */
function validatorOf(
  schemas: JsonObject,
  direction: Direction = 'response',
  openapi = '3.1.0',
  more: JsonObject = {},
) {
  const document: JsonObject = {
    ...more,
    openapi,
    info: { title: 'views', version: '1' },
    paths: { '/': { get: { responses: { 200: { description: 'ok' } } } } },
    components: { schemas },
  };
  const description = compileDescription(document, { name: 'views', location: undefined });
  return description.validators.at('/components/schemas/Subject', direction);
}

const keywordsOf = (errors: readonly { readonly keyword: string }[]) => errors.map(({ keyword }) => keyword);

describe('readOnly and writeOnly', () => {
  const account: JsonObject = {
    type: 'object',
    required: ['id', 'name', 'password'],
    properties: {
      id: { type: 'string', readOnly: true },
      name: { type: 'string' },
      password: { type: 'string', writeOnly: true },
    },
  };

  test('a readOnly property is not required in a request', () => {
    const validate = validatorOf({ Subject: account }, 'request');
    expect(validate({ name: 'a', password: 'b' })).toEqual([]);
    expect(keywordsOf(validate({ password: 'b' }))).toEqual(['required']);
  });

  test('a writeOnly property is neither required nor allowed in a response', () => {
    const validate = validatorOf({ Subject: account }, 'response');
    expect(validate({ id: '1', name: 'a' })).toEqual([]);
    expect(keywordsOf(validate({ id: '1', name: 'a', password: 'b' }))).toEqual(['notAnswered']);
  });

  test('the flag counts when required stands beside allOf, and behind a reference', () => {
    const schemas: JsonObject = {
      Subject: { required: ['id', 'name'], allOf: [{ $ref: '#/components/schemas/Identified' }, account] },
      Identified: { properties: { id: { $ref: '#/components/schemas/Identifier' } } },
      Identifier: { type: 'string', readOnly: true },
    };
    expect(validatorOf(schemas, 'request')({ name: 'a', password: 'b' })).toEqual([]);
    expect(validatorOf(schemas, 'response')({ name: 'a' })).not.toEqual([]);
  });

  test('the flag in one branch of allOf applies to required in another', () => {
    const schemas: JsonObject = {
      Subject: { allOf: [{ required: ['id'] }, { properties: { id: { type: 'integer', readOnly: true } } }] },
    };
    expect(validatorOf(schemas, 'request')({})).toEqual([]);
    expect(keywordsOf(validatorOf(schemas, 'response')({}))).toEqual(['required']);
  });

  test('a property of the same name inside another object is left alone', () => {
    const schemas: JsonObject = {
      Subject: {
        properties: {
          id: { type: 'integer', readOnly: true },
          owner: { type: 'object', required: ['id'], properties: { id: { type: 'integer' } } },
        },
      },
    };
    expect(keywordsOf(validatorOf(schemas, 'request')({ owner: {} }))).toEqual(['required']);
  });
});

describe('discriminator', () => {
  const cat: JsonObject = {
    type: 'object',
    required: ['kind', 'lives'],
    properties: { kind: { type: 'string' }, lives: { type: 'integer' } },
  };
  const dog: JsonObject = {
    type: 'object',
    required: ['kind', 'bark'],
    properties: { kind: { type: 'string' }, bark: { type: 'boolean' } },
  };
  const pets = (discriminator: JsonObject): JsonObject => ({
    Subject: {
      oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }],
      discriminator,
    },
    Cat: cat,
    Dog: dog,
  });

  test('errors are those of the branch with the implicit name', () => {
    const validate = validatorOf(pets({ propertyName: 'kind' }));
    const errors = validate({ kind: 'Dog', bark: 'loud' });
    expect(validate({ kind: 'Dog', bark: true })).toEqual([]);
    expect(errors[0]).toMatchObject({
      instancePath: '/bark',
      keyword: 'type',
      descriptionPointer: '/components/schemas/Dog/properties/bark/type',
    });
  });

  test('errors are those of the branch in the mapping', () => {
    const mapping = { meow: '#/components/schemas/Cat', woof: 'Dog' };
    const validate = validatorOf(pets({ propertyName: 'kind', mapping }));
    expect(validate({ kind: 'meow', lives: 9 })).toEqual([]);
    expect(validate({ kind: 'woof', bark: false })).toEqual([]);
    expect(validate({ kind: 'meow', lives: 'nine' })[0]).toMatchObject({ instancePath: '/lives' });
  });

  const mapping = { meow: '#/components/schemas/Cat', woof: '#/components/schemas/Dog' };
  const both = {
    ...cat,
    required: ['kind'],
    properties: { kind: { type: 'string' }, lives: { type: 'integer' } },
  };

  describe.each(['oneOf', 'anyOf'])('a value that names no branch of %s', (keyword) => {
    const { Subject, ...others } = pets({ propertyName: 'kind' });
    const branches = member(Subject, 'oneOf') ?? null;

    test.each([
      ['with implicit names', { propertyName: 'kind' }],
      ['with a mapping', { propertyName: 'kind', mapping }],
      ['with a mapping of one', { propertyName: 'kind', mapping: { meow: '#/components/schemas/Cat' } }],
      ['with a default that is no branch', { propertyName: 'kind', defaultMapping: 'Fox' }],
    ])('leaves the choice to it, %s', (_, discriminator: JsonObject) => {
      const choice = { [keyword]: branches, discriminator };
      const places: readonly (readonly [JsonObject, (value: Json) => Json])[] = [
        [choice, (value) => value],
        [{ properties: { pet: choice } }, (pet) => ({ pet })],
        [{ items: choice }, (value) => [value]],
        [{ allOf: [choice] }, (value) => value],
      ];
      for (const [schema, place] of places) {
        for (const direction of ['request', 'response'] as const) {
          const validate = validatorOf({ ...others, Subject: schema }, direction);
          expect(validate(place({ kind: 'other', lives: 1 }))).toEqual([]);
          expect(validate(place({ kind: 'other', bark: true }))).toEqual([]);
          expect(keywordsOf(validate(place({ kind: 'other' })))).toContain(keyword);
          expect(keywordsOf(validate(place({ lives: 'one' })))).toContain(keyword);
        }
      }
    });

    test('is wrong where several fit, if only one may', () => {
      const discriminator = { propertyName: 'kind' };
      const validate = validatorOf({
        ...others,
        Cat: both,
        Dog: both,
        Subject: { [keyword]: branches, discriminator },
      });
      expect(keywordsOf(validate({ kind: 'other' }))).toEqual(keyword === 'oneOf' ? ['oneOf', 'if'] : []);
      expect(validate({ kind: 'Cat' })).toEqual([]);
    });
  });

  test('a value that names no branch is validated by defaultMapping, if that is a branch', () => {
    const validate = validatorOf(pets({ propertyName: 'kind', defaultMapping: 'Dog' }));
    expect(validate({ kind: 'Dog', bark: true })).toEqual([]);
    expect(validate({ kind: 'Cat', lives: 9 })).toEqual([]);
    expect(validate({ kind: 'fox', bark: true })).toEqual([]);
    expect(validate({ kind: 'fox', bark: 'loud' })[0]).toMatchObject({ instancePath: '/bark' });
    expect(keywordsOf(validate({ lives: 9 }))).not.toContain('oneOf');
    expect(keywordsOf(validate('fox'))).toContain('oneOf');
    const elsewhere = validatorOf(pets({ propertyName: 'kind', defaultMapping: 'Fox' }));
    expect(elsewhere({ kind: 'fox', lives: 9 })).toEqual([]);
  });

  test('a branch that lists its own discriminator values is chosen by them', () => {
    const schemas = pets({ propertyName: 'kind' });
    const own = { ...dog, properties: { kind: { const: 'dog' }, bark: { type: 'boolean' } } };
    expect(validatorOf({ ...schemas, Dog: own })({ kind: 'dog', bark: 1 })[0]).toMatchObject({
      instancePath: '/bark',
    });
  });
});

describe('OpenAPI 3.0', () => {
  test('nullable allows null, also without a type and behind a reference', () => {
    const schemas: JsonObject = {
      Subject: {
        properties: {
          typed: { type: 'string', nullable: true, enum: ['a'] },
          untyped: { nullable: true, allOf: [{ $ref: '#/components/schemas/Thing' }] },
          plain: { type: 'string' },
        },
      },
      Thing: { type: 'object' },
    };
    const validate = validatorOf(schemas, 'response', '3.0.3');
    expect(validate({ typed: null, untyped: null })).toEqual([]);
    expect(keywordsOf(validate({ plain: null }))).toEqual(['type']);
  });

  test('exclusiveMinimum is a flag on minimum', () => {
    const schemas: JsonObject = { Subject: { type: 'number', minimum: 1, exclusiveMinimum: true } };
    const validate = validatorOf(schemas, 'response', '3.0.3');
    expect(validate(2)).toEqual([]);
    expect(keywordsOf(validate(1))).toEqual(['exclusiveMinimum']);
  });
});

describe('JSON Schema 2020-12', () => {
  test('recursive schemas are validated at every depth', () => {
    const schemas: JsonObject = {
      Subject: {
        type: 'object',
        properties: {
          name: { type: 'string' },
          children: { type: 'array', items: { $ref: '#/components/schemas/Subject' } },
        },
      },
    };
    const validate = validatorOf(schemas);
    expect(validate({ children: [{ children: [{ name: 'leaf' }] }] })).toEqual([]);
    expect(validate({ children: [{ children: [{ name: 1 }] }] })[0]).toMatchObject({
      instancePath: '/children/0/children/0/name',
    });
  });

  test('a $dynamicRef leads to the outermost $dynamicAnchor', () => {
    const schemas: JsonObject = {
      Subject: {
        $dynamicAnchor: 'node',
        $ref: '#/components/schemas/Tree',
        properties: { label: { type: 'string' } },
        required: ['label'],
      },
      Tree: {
        $dynamicAnchor: 'node',
        type: 'object',
        properties: { children: { type: 'array', items: { $dynamicRef: '#node' } } },
      },
    };
    const validate = validatorOf(schemas);
    expect(validate({ label: 'a', children: [{ label: 'b' }] })).toEqual([]);
    expect(keywordsOf(validate({ label: 'a', children: [{}] }))).toEqual(['required']);
  });

  test('a $recursiveRef leads to the outermost $recursiveAnchor, else to the schema that it stands in', () => {
    const node = { type: 'object', properties: { child: { $recursiveRef: '#' } } };
    const schemas = (anchors: boolean): JsonObject => ({
      Subject: {
        $id: 'https://example.com/labelled',
        $recursiveAnchor: true,
        $ref: 'https://example.com/node',
        required: ['label'],
      },
      Node: { $id: 'https://example.com/node', $recursiveAnchor: anchors, ...node },
    });
    const extended = validatorOf(schemas(true));
    expect(extended({ label: 'a', child: { label: 'b', child: { label: 'c' } } })).toEqual([]);
    expect(keywordsOf(extended({ label: 'a', child: { child: { label: 'c' } } }))).toEqual(['required']);
    const own = validatorOf(schemas(false));
    expect(own({ label: 'a', child: { child: {} } })).toEqual([]);
    expect(own({ label: 'a', child: { child: 1 } })).toMatchObject([{ instancePath: '/child/child' }]);
    const plain = validatorOf({ Subject: { ...node, $recursiveAnchor: true } });
    expect(plain({ child: { child: 1 } })).toMatchObject([{ instancePath: '/child/child' }]);
    expect(validatorOf({ Subject: node })({ child: 1 })).toEqual([]);
  });

  test.each([
    ['http://json-schema.org/draft-07/schema#', true],
    ['http://json-schema.org/draft-04/schema#', true],
    ['https://json-schema.org/draft/2019-09/schema', false],
  ])('the dialect %s keeps its own rules, a lone $ref: %s', (jsonSchemaDialect, isLone) => {
    const schemas: JsonObject = {
      Subject: {
        properties: {
          pair: { type: 'array', items: [{ type: 'string' }], additionalItems: false },
          text: { $ref: '#/components/schemas/Subject/definitions/text', minLength: 2 },
          named: { $ref: '#name' },
        },
        dependencies: { pair: ['text'], text: { required: ['pair'] } },
        definitions: { text: { type: 'string' }, name: { $id: '#name', type: 'integer' } },
      },
    };
    const validate = validatorOf(schemas, 'response', '3.1.0', { jsonSchemaDialect });
    expect(validate({ pair: ['a'], text: 'bc', named: 1 })).toEqual([]);
    expect(keywordsOf(validate({ pair: [1, 2], text: 'bc' }))).toEqual(['type', 'items']);
    expect(keywordsOf(validate({ pair: [] }))).toEqual(['dependentRequired']);
    expect(keywordsOf(validate({ text: 'bc' }))).toEqual(['required']);
    expect(keywordsOf(validate({ named: 'x' }))).toEqual(['type']);
    expect(validate({ pair: [], text: 'b' }).length).toBe(isLone ? 0 : 1);
  });

  test('a schema that is combined with itself gets no additional rules', () => {
    const self = { $ref: '#/components/schemas/Subject' };
    const all = validatorOf({ Subject: { type: 'object', required: ['a'], allOf: [self] } });
    expect(all({ a: 1 })).toEqual([]);
    expect(new Set(keywordsOf(all({})))).toEqual(new Set(['required']));
    const any = validatorOf({ Subject: { anyOf: [self, { type: 'string' }, self] } });
    expect(any('text')).toEqual([]);
    const round = { Subject: { anyOf: [{ $ref: '#/components/schemas/Other' }] }, Other: { allOf: [self] } };
    expect(validatorOf(round)({ a: [1] })).toEqual([]);
  });

  test('references by $anchor and by $id are resolved', () => {
    const schemas: JsonObject = {
      Subject: {
        properties: { colour: { $ref: '#colour' }, size: { $ref: 'https://example.com/size' } },
      },
      Colour: { $anchor: 'colour', enum: ['red'] },
      Size: {
        $id: 'https://example.com/size',
        $ref: '#/$defs/inner',
        $defs: { inner: { type: 'integer' } },
      },
    };
    const validate = validatorOf(schemas);
    expect(validate({ colour: 'red', size: 1 })).toEqual([]);
    expect(keywordsOf(validate({ colour: 'blue', size: 'big' }))).toEqual(['enum', 'type']);
  });

  test('unevaluatedProperties takes references and branches into account', () => {
    const schemas: JsonObject = {
      Subject: {
        allOf: [{ $ref: '#/components/schemas/Base' }],
        properties: { own: { type: 'string' } },
        unevaluatedProperties: false,
      },
      Base: { type: 'object', properties: { base: { type: 'string' } } },
    };
    const validate = validatorOf(schemas);
    expect(validate({ base: 'a', own: 'b' })).toEqual([]);
    expect(keywordsOf(validate({ base: 'a', other: 'b' }))).toEqual(['unevaluatedProperties']);
  });

  test('siblings of a $ref apply in 3.1, and are ignored in 3.0', () => {
    const schemas: JsonObject = {
      Subject: { $ref: '#/components/schemas/Text', minLength: 2 },
      Text: { type: 'string' },
    };
    expect(keywordsOf(validatorOf(schemas)('a'))).toEqual(['minLength']);
    expect(validatorOf(schemas, 'response', '3.0.3')('a')).toEqual([]);
  });

  test('an $id in an example is ignored', () => {
    const schemas: JsonObject = {
      Subject: { type: 'object', example: { $id: 'not a uri', $ref: '#/nowhere' }, 'x-any': { $id: '::' } },
    };
    expect(validatorOf(schemas)({})).toEqual([]);
  });

  test('an inherited name does not count as a present property', () => {
    const validate = validatorOf({ Subject: { type: 'object', required: ['constructor', 'toString'] } });
    expect(keywordsOf(validate({}))).toEqual(['required', 'required']);
  });

  test('19.99 is a multiple of 0.01, and 19.995 is not', () => {
    const validate = validatorOf({ Subject: { type: 'number', multipleOf: 0.01 } });
    expect(validate(19.99)).toEqual([]);
    expect(keywordsOf(validate(19.995))).toEqual(['multipleOf']);
  });

  test('keywords with invalid values are ignored', () => {
    const Subject: JsonObject = {
      type: 'text',
      required: true,
      minimum: 'low',
      pattern: '(',
      format: 'unheard-of',
    };
    const validate = validatorOf({ Subject });
    expect(validate('anything')).toEqual([]);
  });

  test('a list under items and dependencies keep their meaning from before 2020-12', () => {
    const schemas: JsonObject = {
      Subject: {
        properties: { pair: { items: [{ type: 'string' }, { type: 'integer' }], additionalItems: false } },
        dependencies: { a: ['b'], c: { required: ['d'] } },
      },
    };
    const validate = validatorOf(schemas);
    expect(validate({ pair: ['a', 1], a: 1, b: 1 })).toEqual([]);
    expect(validate({ pair: ['a', 'b'] })).not.toEqual([]);
    expect(validate({ pair: ['a', 1, 2] })).not.toEqual([]);
    expect(validate({ a: 1 })).not.toEqual([]);
    expect(validate({ c: 1 })).not.toEqual([]);
  });
});

describe('patterns', () => {
  test('with catastrophic backtracking run in linear time', () => {
    const validate = validatorOf({ Subject: { type: 'string', pattern: '^(a+)+$' } });
    expect(keywordsOf(validate(`${'a'.repeat(5_000)}!`))).toEqual(['pattern']);
    expect(validate('a'.repeat(5_000))).toEqual([]);
  });

  test('run natively otherwise, including look-behind', () => {
    const validate = validatorOf({ Subject: { type: 'string', pattern: '(?<=a)b' } });
    expect(validate('ab')).toEqual([]);
    expect(keywordsOf(validate('cb'))).toEqual(['pattern']);
  });
});
