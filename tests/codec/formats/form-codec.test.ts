import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { equalJson } from '../../../src/base/json.ts';
import { createValidator } from '../../../src/validation/validator.ts';
import { loadDescriptionSync } from '../../../src/bundled/load-description.ts';
import { bytesOf, carried, judgeRequest, read, write, type Described } from '../bodies.ts';
import type { JsonObject } from '../../../src/base/json.ts';

const FORM = 'application/x-www-form-urlencoded';

function form(properties: JsonObject, encoding: JsonObject = {}, more: JsonObject = {}): Described {
  return { range: FORM, schema: { type: 'object', properties, ...more }, encoding };
}

const STRING = { type: 'string' };
const INTEGER = { type: 'integer' };

describe('the examples of OpenAPI 3.1, "Encoding the x-www-form-urlencoded Media Type"', () => {
  const id = 'f81d4fae-7dec-11d0-a765-00a0c91e6bf6';
  const address = { streetAddress: '123 Example Dr.', city: 'Somewhere', state: 'CA', zip: '99999+1234' };
  const described = form({ id: { ...STRING, format: 'uuid' }, address: { type: 'object', properties: {} } });

  test('an object is JSON', () => {
    const wire =
      'id=f81d4fae-7dec-11d0-a765-00a0c91e6bf6&address=%7B%22streetAddress%22:%22123+Example+Dr.%22,' +
      '%22city%22:%22Somewhere%22,%22state%22:%22CA%22,%22zip%22:%2299999%2B1234%22%7D';
    expect(read(described, wire)).toEqual({ id, address });
    const encoded = wire.replace(/:/g, '%3A').replace(/,/g, '%2C');
    expect(write(described, { id, address }).text).toBe(encoded);
  });

  test('a property with the content type application/json is JSON', () => {
    const asJson = form({ id: STRING }, { id: { contentType: 'application/json' } });
    const wire = 'id=%22f81d4fae-7dec-11d0-a765-00a0c91e6bf6%22';
    expect(read(asJson, wire)).toEqual({ id });
    expect(write(asJson, { id }).text).toBe(wire);
    expect(read(asJson, 'id=nothing')).toBe('malformed: json /id');
  });

  test('binary values are text in their contentEncoding', () => {
    const described64 = form(
      { name: STRING, icon: { ...STRING, contentEncoding: 'base64url' } },
      { icon: { contentType: 'image/png, image/jpeg' } },
    );
    const wire = 'name=example&icon=iVBORw0KGgoAAAANSUhEUgAAAAIggg%3D%3D';
    const value = { name: 'example', icon: 'iVBORw0KGgoAAAANSUhEUgAAAAIggg==' };
    expect(read(described64, wire)).toEqual(value);
    expect(write(described64, value).text).toBe(wire);
  });
});

describe('a form body', () => {
  const styles: [string, JsonObject, JsonObject, unknown, string][] = [
    ['form, exploded', { type: 'array', items: STRING }, { style: 'form' }, ['a', 'b'], 'x=a&x=b'],
    ['form', { type: 'array', items: INTEGER }, { style: 'form', explode: false }, [1, 2], 'x=1,2'],
    ['form', { type: 'array', items: INTEGER }, { explode: false }, [1], 'x=1'],
    ['pipeDelimited', { type: 'array', items: STRING }, { style: 'pipeDelimited' }, ['a', 'b'], 'x=a%7Cb'],
    ['spaceDelimited', { type: 'array', items: STRING }, { style: 'spaceDelimited' }, ['a', 'b'], 'x=a+b'],
    [
      'deepObject',
      { type: 'object', properties: { a: INTEGER, b: { type: 'array', items: STRING } } },
      { style: 'deepObject', explode: true },
      { a: 1, b: ['c', 'd'] },
      'x%5Ba%5D=1&x%5Bb%5D%5B%5D=c&x%5Bb%5D%5B%5D=d',
    ],
    [
      'form, exploded',
      { type: 'object', properties: { a: INTEGER, b: STRING } },
      { style: 'form' },
      { a: 1, b: 'c' },
      'a=1&b=c',
    ],
    ['allowReserved', STRING, { allowReserved: true }, 'a/b?c:d', 'x=a/b?c:d'],
  ];

  test.each(styles)(
    'in the style %s is written and read like a query (%#)',
    (_, schema, encoding, value, wire) => {
      const described = form({ x: schema, other: STRING }, { x: encoding });
      expect(write(described, { x: value, other: 'o' }).text).toBe(`${wire}&other=o`);
      expect(read(described, `${wire}&other=o`)).toEqual({ x: value, other: 'o' });
    },
  );

  test('is converted to the types of its schema', () => {
    const described = form({
      name: STRING,
      age: INTEGER,
      on: { type: 'boolean' },
      none: { type: ['integer', 'null'] },
      tags: { type: 'array', items: STRING },
      rows: { type: 'array', items: { type: 'object', properties: { n: INTEGER } } },
    });
    expect(read(described, 'name=1&age=2&on=true&none=&tags=a&rows=%7B%22n%22%3A1%7D')).toEqual({
      name: '1',
      age: 2,
      on: true,
      none: null,
      tags: ['a'],
      rows: [{ n: 1 }],
    });
  });

  test.each([
    ['tags[]=a&tags[]=b', { tags: ['a', 'b'] }],
    ['tags%5B0%5D=a&tags%5B1%5D=b', { tags: ['a', 'b'] }],
    ['at[city]=X&at[zip]=7', { at: { city: 'X', zip: 7 } }],
    ['at={"city":"X"}', { at: { city: 'X' } }],
    ['other[a]=1&other[b]=2', { other: { a: '1', b: '2' } }],
    ['free=1&free=2', { free: ['1', '2'] }],
    ['a+b=c+d%2B', { 'a b': 'c d+' }],
    ['', {}],
    ['tags=a&tags[]=b', 'malformed: style /tags'],
    ['name=a&name=b', 'malformed: repeated /name'],
    ['name=%zz', 'malformed: percentEncoding /name'],
  ])('as HTML forms often send it, %s, is read as %j', (wire, expected) => {
    const described = form({
      name: STRING,
      tags: { type: 'array', items: STRING },
      at: { type: 'object', properties: { city: STRING, zip: INTEGER } },
    });
    expect(read(described, wire)).toEqual(expected);
  });

  test('may have a property whose name ends in brackets', () => {
    const described = form({ 'tags[]': { type: 'array', items: STRING } });
    expect(read(described, 'tags[]=a&tags[]=b')).toEqual({ 'tags[]': ['a', 'b'] });
    expect(carried(described, { 'tags[]': ['a', 'b'] })).toEqual({ 'tags[]': ['a', 'b'] });
  });

  test('with undocumented names, including __proto__, breaks a schema without additional properties', () => {
    const requestBody = {
      content: {
        [FORM]: {
          schema: {
            type: 'object',
            required: ['a'],
            additionalProperties: false,
            properties: { a: INTEGER },
          },
        },
      },
    };
    const judge = (body: string) =>
      judgeRequest(requestBody, { headers: { 'content-type': `${FORM}; charset=UTF-8` }, body });
    expect(judge('a=1').violations).toEqual([]);
    expect(judge('a=x').violations).toMatchObject([{ pointer: '/a', keyword: 'type' }]);
    expect(judge('a=1&__proto__=x').violations).toMatchObject([
      { keyword: 'additionalProperties', params: { additionalProperty: '__proto__' } },
    ]);
    expect(judge('b=1').violations.map(({ keyword }) => keyword)).toEqual([
      'required',
      'additionalProperties',
    ]);
  });

  test('that is required may be empty when none of its properties is', () => {
    const requestBody = { required: true, content: { [FORM]: { schema: { type: 'object' } } } };
    const judged = judgeRequest(requestBody, { headers: { 'content-type': FORM } });
    expect([judged.violations, judged.values.body]).toEqual([[], {}]);
    expect(judgeRequest(requestBody, {}).violations).toMatchObject([{ keyword: 'required', pointer: '' }]);
  });

  test('comes back as it was written', () => {
    const described = form({
      text: STRING,
      count: INTEGER,
      ratio: { type: 'number' },
      flag: { type: 'boolean' },
      list: { type: 'array', items: STRING },
      at: { type: 'object', properties: { city: STRING } },
    });
    const text = fc.string({ unit: 'binary' });
    const values = fc.record(
      {
        text,
        count: fc.integer(),
        ratio: fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
        flag: fc.boolean(),
        list: fc.array(text, { minLength: 1 }),
        at: fc.record({ city: text }),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(values, (value) => {
        const wellFormed: unknown = JSON.parse(JSON.stringify(value).replace(/\\ud[89a-f]../g, '\uFFFD'));
        expect(carried(described, wellFormed)).toEqual(wellFormed);
      }),
    );
  });
});

describe('what a form can carry', () => {
  const described = form({ list: { type: 'array', items: STRING }, text: STRING, count: INTEGER });
  const canCarry = (value: unknown) => equalJson(carried(described, value), value);

  test('is decided by writing a value and reading it again', () => {
    expect(canCarry({ list: ['a'], text: 'b', count: 1 })).toBe(true);
    expect(canCarry({ list: [] })).toBe(false);
    expect(canCarry({ text: 1 })).toBe(false);
    expect(canCarry({ count: 'x' })).toBe(true);
    expect(canCarry({ count: '1' })).toBe(false);
    expect(canCarry(null)).toBe(false);
  });
});

describe('a form of Swagger 2.0', () => {
  const row = { type: 'array', items: INTEGER };
  const fields = [
    { name: 'age', in: 'formData', type: 'integer', allowEmptyValue: true, required: true },
    { name: 'size', in: 'formData', type: 'integer' },
    { name: 'grid', in: 'formData', type: 'array', items: row, collectionFormat: 'pipes' },
  ];
  const description = loadDescriptionSync({
    swagger: '2.0',
    info: { title: 'T', version: '1' },
    paths: { '/a': { post: { parameters: fields, responses: {} } } },
  });

  function judge(text: string) {
    const [operation] = description.operations;
    if (operation === undefined) throw new Error('there is no operation');
    const headers = { 'content-type': FORM };
    const request = { method: 'POST', target: '/a', headers, body: bytesOf(text) };
    const { values, violations } = createValidator(description).request(operation)(request, new Map());
    return { body: values.body, broken: violations.map(({ keyword, pointer }) => `${keyword} ${pointer}`) };
  }

  test('accepts fields without a value only when allowEmptyValue is set', () => {
    expect(judge('age=')).toEqual({ body: { age: '' }, broken: [] });
    expect(judge('age=7')).toEqual({ body: { age: 7 }, broken: [] });
    expect(judge('age=old').broken).toContain('type /age');
    expect(judge('age=7&size=').broken).toEqual(['type /size']);
    expect(judge('size=1').broken).toEqual(['required ']);
  });

  test('has nested arrays, each level in its own collectionFormat', () => {
    expect(judge('age=1&grid=1,2|3').body).toEqual({ age: 1, grid: [[1, 2], [3]] });
    expect(judge('age=1&grid=1,x').broken).toEqual(['type /grid/0/1']);
  });
});
