import { describe, expect, test } from '@jest/globals';
import { generateValue, type GenerateOptions } from '../../src/generate/generate-value.ts';
import { compileDescription } from '../../src/description/compile/compile-description.ts';
import type { Json, JsonObject } from '../../src/base/json.ts';

function describe31(schemas: JsonObject) {
  const paths = { '/': { get: { responses: { 200: { description: 'ok' } } } } };
  const document = { openapi: '3.1.0', info: { title: 'x', version: '1' }, paths, components: { schemas } };
  return compileDescription(document, { name: 'x', location: undefined });
}

function generate(schemas: JsonObject, options: Partial<GenerateOptions> = {}) {
  const definition: JsonObject = { $ref: '#/components/schemas/Subject' };
  const settings = { seed: 1, names: [], direction: 'response' as const, ...options };
  return generateValue(describe31(schemas), { definition, pointer: '/subject' }, settings);
}

function valueOf(schemas: JsonObject, options: Partial<GenerateOptions> = {}): Json {
  const made = generate(schemas, options);
  if (made.kind !== 'value') throw new Error(`unsatisfiable: ${JSON.stringify(made.errors)}`);
  return made.value;
}

describe('a generated value', () => {
  test('is the same for the same seed and names, and another for others', () => {
    const schemas = { Subject: { type: 'object', properties: { id: { type: 'string', format: 'uuid' } } } };
    expect(valueOf(schemas)).toEqual(valueOf(schemas));
    expect(valueOf(schemas, { seed: 2 })).not.toEqual(valueOf(schemas));
    expect(valueOf(schemas, { names: ['other'] })).not.toEqual(valueOf(schemas));
  });

  test('is finite when a schema refers to itself', () => {
    const children = { type: 'array', items: { $ref: '#/components/schemas/Subject' } };
    const schemas = { Subject: { type: 'object', properties: { name: { type: 'string' }, children } } };
    expect(JSON.stringify(valueOf(schemas)).length).toBeLessThan(100_000);
  });

  test('exists when a schema is combined with itself', () => {
    const self = { $ref: '#/components/schemas/Subject' };
    const other = { $ref: '#/components/schemas/Other' };
    const required = ['a'];
    expect(valueOf({ Subject: { type: 'object', required, allOf: [self] } })).toHaveProperty('a');
    expect(typeof valueOf({ Subject: { anyOf: [self, { type: 'string' }] } })).toBe('string');
    const round: JsonObject = {
      Subject: { allOf: [other, { type: 'object' }] },
      Other: { anyOf: [self, { type: 'string' }] },
    };
    expect(generate(round).kind).toMatch(/^(?:value|unsatisfiable)$/);
    expect(generate({ Subject: { anyOf: [self, self], oneOf: [self, self] } }).kind).toBe('unsatisfiable');
  });

  test('is always a number that JSON can express', () => {
    expect(Number.isFinite(valueOf({ Subject: { type: 'number', default: Infinity } }))).toBe(true);
  });

  test('does not exist when a schema requires itself', () => {
    const self = { $ref: '#/components/schemas/Subject' };
    const made = generate({ Subject: { type: 'object', required: ['self'], properties: { self } } });
    expect(made.kind).toBe('unsatisfiable');
  });

  test('stays small even when the schema allows megabytes', () => {
    const Subject = { type: 'string', maxLength: 5_000_000 };
    expect(String(valueOf({ Subject })).length).toBeLessThanOrEqual(200);
    expect(valueOf({ Subject: { type: 'array', items: Subject, maxItems: 1_000_000 } })).toHaveLength(2);
  });

  test('has the length that the schema requires', () => {
    expect(String(valueOf({ Subject: { type: 'string', minLength: 500 } }))).toHaveLength(500);
    expect(valueOf({ Subject: { type: 'array', items: {}, minItems: 7 } })).toHaveLength(7);
  });

  test('fits all schemas of allOf, including the limits of each', () => {
    const Subject: JsonObject = {
      allOf: [{ type: 'integer', minimum: 5 }, { maximum: 6 }, { multipleOf: 3 }],
    };
    expect(valueOf({ Subject })).toBe(6);
  });

  test('names its branch in the discriminator', () => {
    const kind = { type: 'string' };
    const schemas = {
      Subject: {
        oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }],
        discriminator: { propertyName: 'kind', mapping: { meow: '#/components/schemas/Cat' } },
      },
      Cat: { type: 'object', required: ['kind'], properties: { kind, lives: { type: 'integer' } } },
      Dog: { type: 'object', required: ['kind'], properties: { kind, bark: { type: 'boolean' } } },
    };
    expect(valueOf(schemas)).toMatchObject({ kind: 'meow', lives: expect.any(Number) });
  });

  test('omits read-only properties in requests and write-only ones in responses', () => {
    const Subject = {
      type: 'object',
      required: ['id', 'password'],
      properties: {
        id: { type: 'string', readOnly: true },
        password: { type: 'string', writeOnly: true },
      },
    };
    expect(Object.keys(valueOf({ Subject }, { direction: 'response' }) as object)).toEqual(['id']);
    expect(Object.keys(valueOf({ Subject }, { direction: 'request' }) as object)).toEqual(['password']);
  });

  test('has only required properties when only these are requested', () => {
    const Subject = { type: 'object', required: ['a'], properties: { a: { const: 1 }, b: { const: 2 } } };
    expect(valueOf({ Subject }, { optional: false })).toEqual({ a: 1 });
    expect(valueOf({ Subject })).toEqual({ a: 1, b: 2 });
  });

  test('has unique items when the schema requires them', () => {
    const items = { type: 'string', enum: ['a', 'b', 'c'] };
    const list = valueOf({ Subject: { type: 'array', uniqueItems: true, minItems: 3, items } });
    expect(new Set(list as string[]).size).toBe(3);
  });

  test.each([
    'date-time',
    'date',
    'time',
    'email',
    'uuid',
    'uri',
    'ipv4',
    'ipv6',
    'hostname',
    'duration',
    'byte',
  ])('is a valid %s for any seed', (format) => {
    for (let seed = 0; seed < 20; seed += 1) {
      expect(generate({ Subject: { type: 'string', format } }, { seed }).kind).toBe('value');
    }
  });

  test.each(['int32', 'int64', 'uint32', 'uint64', 'float', 'double', 'decimal', 'decimal128'])(
    'is a number as a text in the format %s',
    (format) => {
      for (let seed = 0; seed < 20; seed += 1) {
        expect(valueOf({ Subject: { type: 'string', format } }, { seed })).toMatch(
          /int/.test(format) ? /^[1-9]\d*$/ : /^[1-9]\d*\.\d$/,
        );
      }
    },
  );

  test('has __proto__ as an own property', () => {
    const properties = JSON.parse('{"__proto__":{"type":"integer"}}') as JsonObject;
    const value = valueOf({ Subject: { type: 'object', required: ['__proto__'], properties } });
    expect(Object.hasOwn(value as object, '__proto__')).toBe(true);
  });
});
