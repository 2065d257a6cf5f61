import { describe, expect, test } from '@jest/globals';
import type { Direction } from '../../../src/description/schemas/schema.ts';
import type { Json, JsonObject } from '../../../src/base/json.ts';
import { SchemaValidators } from '../../../src/description/schemas/schema-validators.ts';

interface Of {
  readonly openapi?: string;
  readonly direction?: Direction;
  readonly others?: JsonObject;
}

/** The messages about a value, each with its place. */
function messages(
  schema: JsonObject,
  value: unknown,
  { openapi = '3.1.0', direction = 'response', others = {} }: Of = {},
) {
  const validators = new SchemaValidators({ openapi, components: { schemas: { S: schema, ...others } } });
  return validators
    .at(
      '/components/schemas/S',
      direction,
    )(value)
    .map(({ instancePath, message }) => `${instancePath} ${message}`.trim());
}

describe('several patterns that run in linear time', () => {
  test('are distinguished', () => {
    const schema = {
      type: 'object',
      properties: {
        a: { type: 'string', pattern: '^(a|aa)+$' },
        b: { type: 'string', pattern: '^(b|bb)+$' },
      },
    };
    expect(messages(schema, { a: 'a', b: 'b' })).toEqual([]);
    expect(messages(schema, { a: 'b', b: 'a' })).toHaveLength(2);
  });
});

describe('a schema of OpenAPI 3.0', () => {
  const in30 = (schema: JsonObject, value: unknown, others: JsonObject = {}) =>
    messages(schema, value, { openapi: '3.0.3', others });

  test('allows null with nullable, with or without a type, enum or reference beside it', () => {
    expect(in30({ type: 'string', nullable: true }, null)).toEqual([]);
    expect(in30({ nullable: true }, null)).toEqual([]);
    expect(in30({ type: 'string', enum: ['a'], nullable: true }, null)).toEqual([]);
    expect(
      in30({ allOf: [{ $ref: '#/components/schemas/T' }], nullable: true }, null, { T: { type: 'object' } }),
    ).toEqual([]);
    expect(in30({ type: 'string', nullable: false }, null)).toEqual(['must be string']);
    expect(in30({ type: 'string', nullable: true }, 5)).toHaveLength(1);
    expect(in30({ type: 'array', items: { type: 'integer', nullable: true } }, [1, null, 'x'])).toHaveLength(
      1,
    );
  });

  test('excludes its bounds with the flags exclusiveMinimum and exclusiveMaximum', () => {
    const schema = {
      type: 'number',
      minimum: 1,
      exclusiveMinimum: true,
      maximum: 9,
      exclusiveMaximum: false,
    };
    expect(in30(schema, 1)).toEqual(['must be > 1']);
    expect(in30(schema, 1.1)).toEqual([]);
    expect(in30(schema, 9)).toEqual([]);
    expect(in30(schema, 9.1)).toEqual(['must be <= 9']);
  });

  test('ignores keywords beside a reference', () => {
    expect(in30({ $ref: '#/components/schemas/T', type: 'integer' }, 'x', { T: { type: 'string' } })).toEqual(
      [],
    );
  });
});

describe('a schema of OpenAPI 3.1', () => {
  test('ignores nullable', () => {
    expect(messages({ type: 'string', nullable: true }, null)).toEqual(['must be string']);
    expect(messages({ type: ['string', 'null'] }, null)).toEqual([]);
  });

  test('applies keywords beside a reference', () => {
    const others = { T: { type: 'string' } };
    expect(messages({ $ref: '#/components/schemas/T', minLength: 3 }, 'x', { others })).toHaveLength(1);
  });

  test('has exclusive bounds as numbers, prefixItems, const and unevaluatedProperties', () => {
    expect(messages({ exclusiveMinimum: 1 }, 1)).toEqual(['must be > 1']);
    expect(messages({ prefixItems: [{ type: 'string' }] }, [1])).toEqual(['/0 must be string']);
    expect(messages({ const: null }, 0)).toHaveLength(1);
    const schema = { allOf: [{ properties: { a: true } }], unevaluatedProperties: false };
    expect(messages(schema, { a: 1 })).toEqual([]);
    expect(messages(schema, { b: 1 })).toHaveLength(1);
  });
});

describe('a schema', () => {
  test('of an object requires read-only members in responses only', () => {
    const schema = {
      type: 'object',
      required: ['id', 'name'],
      properties: { id: { type: 'string', readOnly: true }, name: { type: 'string' } },
    };
    expect(messages(schema, { name: 'x' }, { direction: 'request' })).toEqual([]);
    expect(messages(schema, { name: 'x' }, { direction: 'response' })).toEqual([
      "must have required property 'id'",
    ]);
    expect(messages(schema, { id: 5, name: 'x' }, { direction: 'request' })).toEqual(['/id must be string']);
  });

  test('of an object requires write-only members in requests only, and forbids them in responses', () => {
    const others = { Secret: { type: 'string', writeOnly: true } };
    const schema = {
      type: 'object',
      required: ['password'],
      properties: { password: { $ref: '#/components/schemas/Secret' } },
    };
    expect(messages(schema, {}, { direction: 'request', others })).toEqual([
      "must have required property 'password'",
    ]);
    expect(messages(schema, {}, { direction: 'response', others })).toEqual([]);
    expect(messages(schema, { password: 'x' }, { direction: 'response', others })).toHaveLength(1);
  });

  test('that refers to itself is validated at every depth', () => {
    const schema = {
      type: 'object',
      required: ['n'],
      properties: { n: { type: 'integer' }, next: { $ref: '#/components/schemas/S' } },
    };
    expect(messages(schema, { n: 1, next: { n: 2, next: { n: 3 } } })).toEqual([]);
    expect(messages(schema, { n: 1, next: { n: 2, next: { n: 'x' } } })).toEqual([
      '/next/next/n must be integer',
    ]);
  });

  test('reports violations in the order type, required, properties', () => {
    const schema = {
      type: 'object',
      properties: { a: { type: 'string' }, b: { type: 'string' } },
      required: ['b', 'c'],
    };
    expect(messages(schema, 5)).toEqual(['must be object']);
    expect(messages(schema, { a: 1 })).toEqual([
      "must have required property 'b'",
      "must have required property 'c'",
      '/a must be string',
    ]);
  });

  test('does not count inherited members of objects as required ones', () => {
    expect(messages({ type: 'object', required: ['constructor', 'toString'] }, {})).toHaveLength(2);
    expect(messages({ type: 'object', required: ['__proto__'] }, JSON.parse('{"__proto__": 1}'))).toEqual([]);
  });

  test('that is closed refuses __proto__, and an open one allows it', () => {
    const value: unknown = JSON.parse('{"__proto__": 1}');
    expect(messages({ type: 'object', additionalProperties: false }, value)).toEqual([
      'must NOT have additional properties',
    ]);
    expect(messages({ type: 'object' }, value)).toEqual([]);
    expect(messages({ type: 'object', additionalProperties: { type: 'string' } }, value)).toHaveLength(1);
  });

  test.each<[string, JsonObject]>([
    ['an odd $id in an example', { type: 'string', example: { $id: ':::', $ref: '#/nowhere' } }],
    ['a format that nobody knows', { type: 'string', format: 'no-such-format' }],
    ['a keyword that nobody knows', { type: 'string', sparkle: { type: 5 } }],
    ['an extension', { type: 'string', 'x-y': { $ref: 'http://example.com/' } }],
    ['a discriminator', { type: 'string', discriminator: { propertyName: 'kind' } }],
  ])('ignores %s', (_, schema) => {
    expect(messages(schema, 'text')).toEqual([]);
    expect(messages(schema, 5)).toEqual(['must be string']);
  });

  /** JSON Schema 2020-12: the keyword, a value that fits, one that does not. */
  test.each<[string, JsonObject, unknown, unknown]>([
    ['type', { type: ['string', 'null'] }, null, 1],
    ['enum', { enum: ['a', null, 1] }, null, 'b'],
    ['const', { const: { a: [1] } }, { a: [1] }, { a: [2] }],
    ['multipleOf', { multipleOf: 3 }, 6, 7],
    ['minimum', { minimum: 3 }, 3, 2],
    ['exclusiveMinimum', { exclusiveMinimum: 3 }, 4, 3],
    ['maximum', { maximum: 3 }, 3, 4],
    ['exclusiveMaximum', { exclusiveMaximum: 3 }, 2, 3],
    ['minLength', { minLength: 2 }, '😀😀', '😀'],
    ['maxLength', { maxLength: 2 }, '😀😀', 'abc'],
    ['pattern', { pattern: 'b' }, 'abc', 'ac'],
    ['items', { items: { type: 'integer' } }, [1], ['a']],
    ['prefixItems', { prefixItems: [{ type: 'integer' }], items: false }, [1], [1, 2]],
    ['unevaluatedItems', { allOf: [{ prefixItems: [true] }], unevaluatedItems: false }, [1], [1, 2]],
    ['minItems', { minItems: 1 }, [1], []],
    ['maxItems', { maxItems: 1 }, [1], [1, 2]],
    ['uniqueItems', { uniqueItems: true }, [{ a: 1 }, { a: 2 }], [{ a: 1 }, { a: 1 }]],
    ['contains', { contains: { const: 1 } }, [0, 1], [0]],
    ['minContains', { contains: { const: 1 }, minContains: 2 }, [1, 1], [1]],
    ['maxContains', { contains: { const: 1 }, maxContains: 1 }, [1], [1, 1]],
    ['properties', { properties: { a: { type: 'integer' } } }, { a: 1 }, { a: 'x' }],
    ['patternProperties', { patternProperties: { '^x-': { type: 'integer' } } }, { a: 'x' }, { 'x-a': 'x' }],
    ['additionalProperties', { properties: { a: true }, additionalProperties: false }, { a: 1 }, { b: 1 }],
    ['unevaluatedProperties', { if: { required: ['a'] }, unevaluatedProperties: false }, {}, { b: 1 }],
    ['propertyNames', { propertyNames: { maxLength: 1 } }, { a: 1 }, { ab: 1 }],
    ['required', { required: ['a'] }, { a: null }, {}],
    ['minProperties', { minProperties: 1 }, { a: 1 }, {}],
    ['maxProperties', { maxProperties: 1 }, { a: 1 }, { a: 1, b: 1 }],
    ['dependentRequired', { dependentRequired: { a: ['b'] } }, { b: 1 }, { a: 1 }],
    ['dependentSchemas', { dependentSchemas: { a: { required: ['b'] } } }, { b: 1 }, { a: 1 }],
    ['allOf', { allOf: [{ minimum: 1 }, { maximum: 2 }] }, 1, 3],
    ['anyOf', { anyOf: [{ type: 'integer' }, { minimum: 1 }] }, 2, 0.5],
    ['oneOf', { oneOf: [{ type: 'integer' }, { minimum: 1 }] }, 1.5, 2],
    ['not', { not: { type: 'integer' } }, 'a', 1],
    ['if', { if: { minimum: 5 }, then: { multipleOf: 5 }, else: { multipleOf: 2 } }, 10, 6],
    ['else', { if: { minimum: 5 }, then: { multipleOf: 5 }, else: { multipleOf: 2 } }, 4, 3],
  ])('has the keyword %s, in all versions of OpenAPI', (_, schema, right, wrong) => {
    for (const openapi of ['3.0.3', '3.1.0', '3.2.0']) {
      expect(messages(schema, right, { openapi })).toEqual([]);
      expect(messages(schema, wrong, { openapi })).not.toEqual([]);
    }
  });

  test('that is true or false allows everything or nothing', () => {
    const schema = { properties: { a: true, b: false } };
    expect(messages(schema, { a: 1 })).toEqual([]);
    expect(messages(schema, { b: 1 })).toHaveLength(1);
  });

  test.each<[string, unknown, unknown]>([
    ['date-time', '2024-01-01T00:00:00+01:00', '2024-01-01'],
    ['date', '2024-02-29', '2023-02-29'],
    ['time', '10:00:00Z', '25:00:00Z'],
    ['duration', 'P1DT2H', '1 day'],
    ['email', 'a@example.com', 'a'],
    ['hostname', 'a.example', '-a'],
    ['ipv4', '127.0.0.1', '127.0.0.256'],
    ['ipv6', '::1', ':::1'],
    ['uri', 'https://a.example/', '/a'],
    ['uri-reference', '/a', '\\\\a'],
    ['uri-template', '/a/{b}', '/a/{b'],
    ['uuid', 'f81d4fae-7dec-11d0-a765-00a0c91e6bf6', 'f81d4fae'],
    ['json-pointer', '/a~1b', 'a'],
    ['regex', '^a$', '('],
    ['byte', 'YQ==', '***'],
    ['int32', 2_147_483_647, 2_147_483_648],
    ['int64', 2 ** 62, 2 ** 63],
  ])('validates the format %s', (format, right, wrong) => {
    expect(messages({ format }, right)).toEqual([]);
    expect(messages({ format }, wrong)).toHaveLength(1);
  });

  test('treats contentEncoding and similar keywords as annotations', () => {
    const contentSchema = { type: 'object' };
    const schema = { contentEncoding: 'base64', contentMediaType: 'application/json', contentSchema };
    expect(messages({ type: 'string', ...schema }, '***')).toEqual([]);
  });

  test('that names its subtypes only by discriminator is validated by its own keywords', () => {
    const kind = { properties: { kind: { type: 'string' } }, discriminator: { propertyName: 'kind' } };
    const Heir: JsonObject = { allOf: [{ $ref: '#/components/schemas/S' }, { required: ['more'] }] };
    expect(messages({ type: 'object', required: ['kind'], ...kind }, {}, { others: { Heir } })).toHaveLength(
      1,
    );
    expect(messages({ type: 'object', ...kind }, { kind: 'Heir' }, { others: { Heir } })).toEqual([]);
  });

  test('validates the formats of JSON Schema', () => {
    expect(messages({ format: 'date-time' }, '2024-01-01')).toHaveLength(1);
    expect(messages({ format: 'date-time' }, '2024-01-01T00:00:00Z')).toEqual([]);
  });

  test.each([
    '2024-01-01 00:00:00Z',
    '2024-01-01T00:00:00',
    '2024-01-01T00:00:00+1',
    '2024-01-01T00:00:00+01:0',
    '2024-02-30T00:00:00+0000',
    '2023-02-29T00:00:00Z',
    '2024-04-31T00:00:00.123Z',
    '2024-13-01T00:00:00Z',
    '2024-00-01T00:00:00Z',
    '2024-01-00T00:00:00Z',
    '2024-01-01T24:00:00Z',
    '2024-01-01T00:60:00Z',
    '2024-01-01T00:00:60Z',
    '2024-01-01T00:00:00.Z',
  ])('does not accept %s as a date-time, by RFC 3339', (text) => {
    expect(messages({ format: 'date-time' }, text)).toHaveLength(1);
  });

  test.each([
    '2024-02-29T23:59:59Z',
    '2024-12-31T00:00:00.123456789Z',
    '2016-12-31T23:59:60Z',
    '2024-01-01t00:00:00z',
  ])('accepts %s as a date-time', (text) => {
    expect(messages({ format: 'date-time' }, text)).toEqual([]);
  });

  test.each([
    ['date-time', '2024-01-01T00:00:00.5+0000'],
    ['date-time', '2024-01-01T00:00:00-0130'],
    ['date-time', '2024-01-01T00:00:00+00'],
    ['time', '00:00:00+0100'],
  ])('takes the offset of a %s as many servers write it: %s', (format, text) => {
    expect(messages({ format }, text)).toEqual([]);
  });

  test('tells what is not evaluated, with its place', () => {
    const schemas = {
      S: {
        properties: { list: { prefixItems: [true], contains: { const: 7 }, unevaluatedItems: false } },
        anyOf: [{ required: ['a'], properties: { a: true } }, true],
        unevaluatedProperties: { $ref: '#/components/schemas/T' },
      },
      T: { type: 'integer' },
    };
    const validate = new SchemaValidators({ openapi: '3.1.0', components: { schemas } }).at(
      '/components/schemas/S',
      'response',
    );
    expect(validate({ a: 'x', b: 1, list: ['x', 7] })).toEqual([]);
    expect(validate({ 'b/c': 'x', list: [1, 2, 7] })).toMatchObject([
      { instancePath: '/b~1c', keyword: 'type', descriptionPointer: '/components/schemas/T/type' },
      {
        instancePath: '/list',
        keyword: 'unevaluatedItems',
        params: { limit: 1 },
        descriptionPointer: '/components/schemas/S/properties/list/unevaluatedItems',
      },
    ]);
  });

  test('points to the violated place in the description, behind references too', () => {
    const schemas = {
      S: { properties: { 'a/b': { $ref: '#/components/schemas/T' } } },
      T: { items: { type: 'integer' } },
    };
    const validators = new SchemaValidators({ openapi: '3.1.0', components: { schemas } });
    expect(validators.at('/components/schemas/S', 'request')({ 'a/b': [1, 'x'] })).toMatchObject([
      {
        instancePath: '/a~1b/1',
        descriptionPointer: '/components/schemas/T/items/type',
        keyword: 'type',
        message: 'must be integer',
      },
    ]);
  });

  test('that cannot be compiled is reported with its pointer', () => {
    expect(() => messages({ properties: { a: { $ref: '#/nowhere' } } }, {})).toThrow(
      /\/components\/schemas\/S: .*nowhere/,
    );
  });
});

describe('times and durations', () => {
  test.each([
    ['time', '11:34:56', 'a time without an offset'],
    ['time', '11:34:56.78', 'a time without an offset'],
    ['time', '11:34', 'a time without seconds'],
    ['duration', 'P123DT22H14M12.011S', 'fractions'],
    ['duration', '-PT1H', 'a sign'],
  ])(
    'in the format %s may be %s, %s, where the version of the document does not define that',
    (format, text) => {
      expect(messages({ format }, text, { openapi: '3.0.3' })).toEqual([]);
      expect(messages({ format }, text, { openapi: '3.1.0' })).toHaveLength(1);
      expect(messages({ format }, text, { openapi: '3.2.0' })).toHaveLength(1);
    },
  );

  test.each([
    ['time', 'noon'],
    ['time', ''],
    ['time', '25:00:00'],
    ['time', '11:60:00'],
    ['time', '11:34:56 Z'],
    ['time', '2024-01-01T11:34:56Z'],
    ['duration', 'P'],
    ['duration', 'PT'],
    ['duration', 'P1DT'],
    ['duration', 'P1H'],
    ['duration', '1D'],
    ['duration', 'PT1S1H'],
    ['duration', 'PT1HT1S'],
    ['duration', '12'],
  ])('in the format %s are never %j', (format, text) => {
    for (const openapi of ['3.0.3', '3.1.0']) expect(messages({ format }, text, { openapi })).toHaveLength(1);
  });
});

describe('custom formats', () => {
  const document: JsonObject = { components: { schemas: { S: { type: 'string', format: 'even' } } } };
  const even = (text: string) => text.length % 2 === 0;
  const validate = (validators: SchemaValidators, value: Json) =>
    validators.at('/components/schemas/S', 'request')(value);

  test('are validated', () => {
    const validators = new SchemaValidators(document);
    validators.addFormats({ even });
    expect(validate(validators, 'ab')).toEqual([]);
    expect(validate(validators, 'abc')).toMatchObject([{ keyword: 'format', params: { format: 'even' } }]);
  });

  test('may be registered again, but new ones only before a schema is compiled', () => {
    const validators = new SchemaValidators(document);
    validators.addFormats({ even });
    validate(validators, 'ab');
    expect(() => validators.addFormats({ even })).not.toThrow();
    expect(() => validators.addFormats({ odd: even })).toThrow(/odd.*before/);
  });
});
