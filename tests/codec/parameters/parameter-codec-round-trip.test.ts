import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { canExpress, encodeParameter } from '../../../src/codec/parameters/parameter-codec.ts';
import type { JsonObject } from '../../../src/base/json.ts';
import {
  shape,
  type Notation,
  parameter,
  decode,
  read,
  STRING,
  INTEGER,
  STRINGS,
  INTEGERS,
  RGB,
  STYLE_TABLE,
} from './parameters.ts';

const NOTATIONS: Notation[] = [
  ...STYLE_TABLE.map(([notation]) => notation),
  'query spaceDelimited exploded',
  'query pipeDelimited exploded',
  'query deepObject exploded',
];

describe.each(NOTATIONS)('parameters in %s', (notation) => {
  const ordinaryString = fc
    .stringMatching(/^[A-Za-z][A-Za-z0-9_~-]{0,12}$/)
    .filter((text) => text !== 'null');
  const primitives: [JsonObject, fc.Arbitrary<unknown>][] = [
    [STRING, ordinaryString],
    [INTEGER, fc.maxSafeInteger()],
    [{ type: 'boolean' }, fc.boolean()],
    [{ type: ['integer', 'null'] }, fc.option(fc.integer())],
  ];
  const ordinary = fc.constantFrom(...primitives).chain(([schema, values]) =>
    fc.oneof(
      values.map((value) => ({ schema, value })),
      fc
        .array(values, { minLength: 1, maxLength: 5 })
        .map((value) => ({ schema: { type: 'array', items: schema }, value })),
      fc
        .dictionary(ordinaryString, values, { minKeys: 1, maxKeys: 4, noNullPrototype: true })
        .map((value) => ({ schema: { type: 'object', additionalProperties: schema }, value })),
    ),
  );
  const schemas = fc.constantFrom<JsonObject | boolean>(
    true,
    STRING,
    INTEGER,
    STRINGS,
    INTEGERS,
    RGB,
    { type: 'object' },
    { type: ['array', 'string'], items: STRING },
    { type: ['object', 'null', 'number'], additionalProperties: STRINGS },
    { type: ['array', 'object'], items: { type: 'array', items: RGB } },
  );

  const anyText = fc.string({ unit: 'grapheme' });
  const anything = fc.oneof(
    fc.jsonValue({ maxDepth: 3 }),
    anyText,
    fc.string(),
    fc.array(fc.oneof(anyText, fc.string())),
    fc.array(fc.integer()),
    fc.dictionary(anyText, fc.oneof(anyText, fc.array(anyText)), { noNullPrototype: true }),
  );

  test('an ordinary value is read back as it was written', () => {
    fc.assert(
      fc.property(ordinary, fc.boolean(), ({ schema, value }, allowReserved) => {
        const found = parameter(notation, { allowReserved });
        expect(canExpress(found, shape(schema), value)).toBe(true);
        expect(read(found, schema, encodeParameter(found, value))).toEqual(value);
      }),
      { numRuns: 200 },
    );
  });

  test('every value that can be expressed is read back as it was written', () => {
    let expressed = 0;
    fc.assert(
      fc.property(schemas, anything, fc.boolean(), (schema, value, allowReserved) => {
        const found = parameter(notation, { allowReserved });
        if (!canExpress(found, shape(schema), value)) return;
        expressed += 1;
        expect(JSON.stringify(sorted(read(found, schema, encodeParameter(found, value))))).toBe(
          JSON.stringify(sorted(value)),
        );
      }),
      { numRuns: 200 },
    );
    expect(expressed).toBeGreaterThan(10);
  });

  test('any text is read without an exception', () => {
    const piece = fc.oneof(
      fc.constantFrom('color', '=', '&', ';', ',', '.', '[', ']', '%', '+', '%2C', '{', '__proto__'),
      fc.string(),
    );
    fc.assert(
      fc.property(
        schemas,
        fc.array(piece).map((pieces) => pieces.join('')),
        (schema, text) => {
          expect(['absent', 'value', 'malformed']).toContain(decode(parameter(notation), schema, text).kind);
        },
      ),
      { numRuns: 200 },
    );
  });
});

/** With `-0` as `0` and members in order, as JSON Schema compares. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return Object.is(value, -0) ? 0 : value;
  return Object.entries(value)
    .map(([name, member]) => [name, sorted(member)])
    .toSorted(([left], [right]) => (String(left) < String(right) ? -1 : 1));
}
