import { describe, expect, test } from '@jest/globals';
import type { JsonObject } from '../../../src/base/json.ts';
import { shapeOf, type ValueShape } from '../../../src/description/schemas/value-shape.ts';

function shapeIn(definition: JsonObject | boolean, schemas: JsonObject = {}, openapi = '3.1.0'): ValueShape {
  const document = { openapi, components: { schemas } };
  return shapeOf(document, { definition, pointer: '' });
}

function typesOf(shape: ValueShape | undefined): string[] {
  if (shape === undefined) return ['nothing'];
  const composite = [shape.allowsArray ? 'array' : [], shape.allowsObject ? 'object' : []];
  return shape.isKnown ? [...shape.primitives, ...composite.flat()] : ['anything'];
}

describe('the types of a schema', () => {
  test('are the declared ones, the most specific first', () => {
    expect(typesOf(shapeIn({ type: 'integer' }))).toEqual(['integer']);
    expect(typesOf(shapeIn({ type: ['string', 'number', 'null'] }))).toEqual(['null', 'number', 'string']);
    expect(typesOf(shapeIn({ type: 'array' }))).toEqual(['array']);
  });

  test('are unknown without a declaration, and texts are strings', () => {
    const schemas: (JsonObject | boolean)[] = [
      true,
      {},
      { description: 'a thing' },
      { type: 'file' },
      { $ref: '#/nowhere' },
    ];
    for (const schema of schemas) {
      expect(typesOf(shapeIn(schema))).toEqual(['anything']);
      expect(shapeIn(schema).primitives[0]).toBe('string');
    }
  });

  test('are those of the values of an enum or const without a type', () => {
    expect(typesOf(shapeIn({ enum: ['all', 1, 2.5, null] }))).toEqual([
      'null',
      'integer',
      'number',
      'string',
    ]);
    expect(typesOf(shapeIn({ const: true }))).toEqual(['boolean']);
    expect([...shapeIn({ enum: ['1', 2] }).strings]).toEqual(['1']);
  });

  test('include null with nullable in OpenAPI 3.0 only', () => {
    const schema = { type: 'integer', nullable: true };
    expect(typesOf(shapeIn(schema, {}, '3.0.3'))).toEqual(['null', 'integer']);
    expect(typesOf(shapeIn(schema, {}, '3.1.0'))).toEqual(['integer']);
  });

  test('are found behind references and through allOf, oneOf and anyOf', () => {
    const schemas = {
      Id: { type: 'integer' },
      Ids: { type: 'array', items: { $ref: '#/components/schemas/Id' } },
    };
    const id = { $ref: '#/components/schemas/Id' };
    expect(typesOf(shapeIn(id, schemas))).toEqual(['integer']);
    expect(typesOf(shapeIn({ allOf: [id, { description: 'the id' }] }, schemas))).toEqual(['integer']);
    expect(typesOf(shapeIn({ allOf: [{ type: 'number' }, id] }, schemas))).toEqual(['integer']);
    expect(typesOf(shapeIn({ oneOf: [id, { type: 'string' }] }, schemas))).toEqual(['integer', 'string']);
    const either = shapeIn({ anyOf: [id, { $ref: '#/components/schemas/Ids' }] }, schemas);
    expect(typesOf(either)).toEqual(['integer', 'array']);
    expect(typesOf(either.item(0))).toEqual(['integer']);
  });

  test('follow from items or properties without a type', () => {
    expect(typesOf(shapeIn({ items: { type: 'string' } }))).toEqual(['array']);
    expect(typesOf(shapeIn({ properties: { a: {} } }))).toEqual(['object']);
  });
});

describe('the children of a schema', () => {
  test('are the items, those of a tuple by position', () => {
    const shape = shapeIn({ type: 'array', prefixItems: [{ type: 'string' }], items: { type: 'integer' } });
    expect([0, 1, 7].map((index) => typesOf(shape.item(index)))).toEqual([
      ['string'],
      ['integer'],
      ['integer'],
    ]);
    const legacy = shapeIn({ items: [{ type: 'string' }], additionalItems: { type: 'integer' } });
    expect([legacy.item(0), legacy.item(4)].map(typesOf)).toEqual([['string'], ['integer']]);
  });

  test('are the properties of all the parts of an allOf', () => {
    const shape = shapeIn({
      allOf: [
        { type: 'object', properties: { a: { type: 'integer' } } },
        { properties: { b: { type: 'boolean' } } },
      ],
    });
    expect(shape.propertyNames).toEqual(['a', 'b']);
    expect(typesOf(shape.property('a'))).toEqual(['integer']);
    expect(typesOf(shape.property('b'))).toEqual(['boolean']);
    expect(typesOf(shape.property('c'))).toEqual(['nothing']);
  });

  test('include additionalProperties and patternProperties', () => {
    const open = shapeIn({
      type: 'object',
      properties: { a: {} },
      additionalProperties: { type: 'integer' },
    });
    expect(typesOf(open.property('z'))).toEqual(['integer']);
    const patterned = shapeIn({ type: 'object', patternProperties: { '^x': { type: 'number' } } });
    expect(typesOf(patterned.property('x1'))).toEqual(['number']);
    expect(typesOf(shapeIn({ type: 'object' }).property('z'))).toEqual(['anything']);
    expect(typesOf(shapeIn({ type: 'object', additionalProperties: false }).property('z'))).toEqual([
      'nothing',
    ]);
  });

  test('do not include inherited members of objects', () => {
    const shape = shapeIn({ type: 'object', properties: { a: {} } });
    for (const name of ['constructor', '__proto__', 'toString']) expect(shape.property(name)).toBeUndefined();
  });

  test('are found to any depth in a recursive schema', () => {
    const node = { type: 'object', properties: { next: { $ref: '#/components/schemas/Node' } } };
    const shape = shapeIn({ $ref: '#/components/schemas/Node' }, { Node: node });
    expect(typesOf(shape.property('next')?.property('next')?.property('next'))).toEqual(['object']);
  });
});

test('a schema that is combined with itself has the shape of its other keywords', () => {
  const Loop: JsonObject = { allOf: [{ $ref: '#/components/schemas/Loop' }, { type: 'integer' }] };
  expect(typesOf(shapeIn({ $ref: '#/components/schemas/Loop' }, { Loop }))).toEqual(['integer']);
});

test('a union of recursive schemas is followed deeply without growing', () => {
  const branch = (other: string): JsonObject => ({
    type: 'object',
    properties: {
      next: { oneOf: [{ $ref: '#/components/schemas/A' }, { $ref: `#/components/schemas/${other}` }] },
    },
  });
  const shape = shapeIn(
    { anyOf: [{ $ref: '#/components/schemas/A' }, { $ref: '#/components/schemas/B' }] },
    { A: branch('B'), B: branch('A') },
  );
  let deep: ValueShape | undefined = shape;
  for (let level = 0; level < 100; level += 1) deep = deep?.property('next') ?? deep;
  expect(deep.propertyNames.length).toBeLessThan(2);
});

test('a shape is computed once per schema', () => {
  const schema = { definition: { type: 'integer' }, pointer: '' };
  const document = { openapi: '3.1.0' };
  expect(shapeOf(document, schema)).toBe(shapeOf(document, schema));
});
