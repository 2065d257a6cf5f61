import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  canExpress,
  decodeParameter,
  encodeParameter,
  type Decoded,
  type WireParameter,
} from '../../../src/codec/parameters/parameter-codec.ts';
import { parseCookies, parseQuery, type RawParameters } from '../../../src/http/raw-parameters.ts';
import type { JsonObject } from '../../../src/base/json.ts';
import { compileContent } from '../../../src/description/compile/compile-content.ts';
import type { ParameterStyle } from '../../../src/description/model/media-type-object.ts';
import type { ParameterLocation } from '../../../src/description/model/parameter.ts';
import { shapeOf, type ValueShape } from '../../../src/description/schemas/value-shape.ts';

const DOCUMENT = { openapi: '3.1.0' };

function shape(definition: JsonObject | boolean): ValueShape {
  return shapeOf(DOCUMENT, { definition, pointer: '' });
}

type Notation = `${ParameterLocation} ${ParameterStyle}${'' | ' exploded'}`;

function parameter(notation: Notation, more: Partial<WireParameter> = {}): WireParameter {
  const [location, style, exploded] = notation.split(' ') as [ParameterLocation, ParameterStyle, string?];
  return {
    name: 'color',
    location,
    style,
    explode: exploded !== undefined,
    allowReserved: false,
    content: undefined,
    ...more,
  };
}

function asContent(range: string): Partial<WireParameter> {
  return { content: { range, schema: undefined, examples: [], encoding: new Map(), pointer: '' } };
}

function rawOf({ name, location }: WireParameter, text: string): RawParameters {
  return {
    path: new Map(location === 'path' ? [[name, text]] : []),
    query: location === 'query' ? parseQuery(text) : [],
    headers: location === 'header' ? Object.fromEntries([[name.toLowerCase(), text]]) : {},
    cookies: location === 'cookie' ? parseCookies(text) : [],
  };
}

function decode(
  found: WireParameter,
  schema: JsonObject | boolean,
  text: string,
  declared?: string[],
): Decoded {
  return decodeParameter(found, shape(schema), rawOf(found, text), new Set(declared));
}

/** The value, or the keyword of what is wrong with the text, or `absent`. */
function read(
  found: WireParameter,
  schema: JsonObject | boolean,
  text: string,
  declared?: string[],
): unknown {
  const decoded = decode(found, schema, text, declared);
  if (decoded.kind === 'value') return decoded.value;
  return decoded.kind === 'malformed' ? `malformed: ${decoded.keyword}` : decoded.kind;
}

const STRING = { type: 'string' };
const INTEGER = { type: 'integer' };
const STRINGS = { type: 'array', items: STRING };
const INTEGERS = { type: 'array', items: INTEGER };
const RGB = { type: 'object', properties: { R: INTEGER, G: INTEGER, B: INTEGER } };

const LIST = ['blue', 'black', 'brown'];
const OBJECT = { R: 100, G: 200, B: 150 };

/** OpenAPI 3.1.1, "Style Examples": the empty string, a string, an array and an object. `null`: not applicable. */
const STYLE_TABLE: [Notation, string | null, string | null, string, string][] = [
  ['path matrix', ';color', ';color=blue', ';color=blue,black,brown', ';color=R,100,G,200,B,150'],
  [
    'path matrix exploded',
    ';color',
    ';color=blue',
    ';color=blue;color=black;color=brown',
    ';R=100;G=200;B=150',
  ],
  ['path label', '.', '.blue', '.blue,black,brown', '.R,100,G,200,B,150'],
  ['path label exploded', '.', '.blue', '.blue.black.brown', '.R=100.G=200.B=150'],
  ['path simple', '', 'blue', 'blue,black,brown', 'R,100,G,200,B,150'],
  ['path simple exploded', '', 'blue', 'blue,black,brown', 'R=100,G=200,B=150'],
  ['header simple', '', 'blue', 'blue,black,brown', 'R,100,G,200,B,150'],
  ['header simple exploded', '', 'blue', 'blue,black,brown', 'R=100,G=200,B=150'],
  ['query form', 'color=', 'color=blue', 'color=blue,black,brown', 'color=R,100,G,200,B,150'],
  ['query form exploded', 'color=', 'color=blue', 'color=blue&color=black&color=brown', 'R=100&G=200&B=150'],
  ['cookie form', 'color=', 'color=blue', 'color=blue,black,brown', 'color=R,100,G,200,B,150'],
  [
    'cookie form exploded',
    'color=',
    'color=blue',
    'color=blue; color=black; color=brown',
    'R=100; G=200; B=150',
  ],
  ['query spaceDelimited', null, null, 'color=blue%20black%20brown', 'color=R%20100%20G%20200%20B%20150'],
  ['query pipeDelimited', null, null, 'color=blue%7Cblack%7Cbrown', 'color=R%7C100%7CG%7C200%7CB%7C150'],
];

describe.each(STYLE_TABLE)('the style table of OpenAPI 3.1, %s', (notation, empty, text, array, object) => {
  const cases: [string, JsonObject, unknown, string | null][] = [
    ['the empty string', STRING, '', empty],
    ['a string', STRING, 'blue', text],
    ['an array', STRINGS, LIST, array],
    ['an object', RGB, OBJECT, object],
  ];
  test.each(cases.filter(([, , , wire]) => wire !== null))(
    '%s is written and read as there',
    (_, schema, value, wire) => {
      const found = parameter(notation);
      expect(encodeParameter(found, value)).toBe(wire);
      expect(read(found, schema, wire ?? '')).toEqual(value);
    },
  );
});

describe('other forms of the style table', () => {
  test('deepObject has the keys in brackets, percent-encoded or not', () => {
    const found = parameter('query deepObject exploded');
    expect(encodeParameter(found, OBJECT)).toBe('color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150');
    expect(read(found, RGB, 'color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150')).toEqual(OBJECT);
    expect(read(found, RGB, 'color[R]=100&color[G]=200&color[B]=150')).toEqual(OBJECT);
  });

  test('a label that is not exploded is also read with the dots of OpenAPI 3.1.0', () => {
    expect(read(parameter('path label'), STRINGS, '.blue.black.brown')).toEqual(LIST);
    expect(read(parameter('path label'), RGB, '.R.100.G.200.B.150')).toEqual(OBJECT);
  });

  test('pipes and spaces are also read as they stand, and + as a space', () => {
    expect(read(parameter('query pipeDelimited'), STRINGS, 'color=blue|black|brown')).toEqual(LIST);
    expect(read(parameter('query spaceDelimited'), STRINGS, 'color=blue+black+brown')).toEqual(LIST);
  });

  test('exploded, spaceDelimited and pipeDelimited are like form', () => {
    for (const notation of ['query spaceDelimited exploded', 'query pipeDelimited exploded'] as const) {
      expect(encodeParameter(parameter(notation), LIST)).toBe('color=blue&color=black&color=brown');
      expect(read(parameter(notation), STRINGS, 'color=blue')).toEqual(['blue']);
    }
  });
});

describe('the collection formats of Swagger 2.0', () => {
  test.each<[Notation, string]>([
    ['query tabDelimited', 'color=blue%09black%09brown'],
    ['path spaceDelimited', 'blue%20black%20brown'],
    ['path pipeDelimited', 'blue%7Cblack%7Cbrown'],
    ['path tabDelimited', 'blue%09black%09brown'],
    ['header spaceDelimited', 'blue black brown'],
    ['header pipeDelimited', 'blue|black|brown'],
    ['header tabDelimited', 'blue\tblack\tbrown'],
  ])('separate the items in %s: %s', (notation, text) => {
    expect(encodeParameter(parameter(notation), LIST)).toBe(text);
    expect(read(parameter(notation), STRINGS, text)).toEqual(LIST);
  });

  test('take a comma for a part of an item, and pipes as they stand', () => {
    expect(read(parameter('path pipeDelimited'), STRINGS, 'a,b|c')).toEqual(['a,b', 'c']);
    expect(read(parameter('header pipeDelimited'), INTEGERS, '1 | 2')).toEqual([1, 2]);
  });

  test('separate what is inside the items too, each level by its own', () => {
    const table = { type: 'array', items: INTEGERS };
    const query = parameter('query pipeDelimited', { itemStyles: ['simple'] });
    expect(encodeParameter(query, [[1, 2], [3]])).toBe('color=1%2C2%7C3');
    expect(read(query, table, 'color=1,2|3')).toEqual([[1, 2], [3]]);
    expect(read(query, table, 'color=1,x|3')).toEqual([[1, 'x'], [3]]);
    const exploded = parameter('query form exploded', { itemStyles: ['pipeDelimited', 'simple'] });
    const rooms = { type: 'array', items: table };
    expect(encodeParameter(exploded, [[[1, 2], [3]], [[4]]])).toBe('color=1%2C2%7C3&color=4');
    expect(read(exploded, rooms, 'color=1%2C2%7C3&color=4')).toEqual([[[1, 2], [3]], [[4]]]);
    expect(canExpress(exploded, shape(rooms), [[[1, 2], [3]], [[4]]])).toBe(true);
    const commas = parameter('path simple', { itemStyles: ['simple'] });
    expect(read(commas, { type: 'array', items: STRINGS }, 'a%2Cb,c')).toEqual([['a', 'b'], ['c']]);
  });
});

/** RFC 6570, section 3.2: expressions that OpenAPI's styles can name, with the variables of section 3.2. */
const RFC_6570: [string, Notation, string, JsonObject, unknown, string][] = [
  ['{var}', 'path simple', 'var', STRING, 'value', 'value'],
  ['{hello}', 'path simple', 'hello', STRING, 'Hello World!', 'Hello%20World%21'],
  ['{half}', 'path simple', 'half', STRING, '50%', '50%25'],
  ['{base}', 'path simple', 'base', STRING, 'http://example.com/home/', 'http%3A%2F%2Fexample.com%2Fhome%2F'],
  ['{list*}', 'path simple exploded', 'list', STRINGS, ['red', 'green', 'blue'], 'red,green,blue'],
  [
    '{keys}',
    'path simple',
    'keys',
    { type: 'object' },
    { semi: ';', dot: '.', comma: ',' },
    'semi,%3B,dot,.,comma,%2C',
  ],
  [
    '{keys*}',
    'path simple exploded',
    'keys',
    { type: 'object' },
    { semi: ';', comma: ',' },
    'semi=%3B,comma=%2C',
  ],
  ['{.who}', 'path label', 'who', STRING, 'fred', '.fred'],
  ['{.half}', 'path label', 'half', STRING, '50%', '.50%25'],
  ['{.list}', 'path label', 'list', STRINGS, ['red', 'green', 'blue'], '.red,green,blue'],
  ['{.list*}', 'path label exploded', 'list', STRINGS, ['red', 'green', 'blue'], '.red.green.blue'],
  ['{;who}', 'path matrix', 'who', STRING, 'fred', ';who=fred'],
  ['{;empty}', 'path matrix', 'empty', STRING, '', ';empty'],
  ['{;list}', 'path matrix', 'list', STRINGS, ['red', 'green', 'blue'], ';list=red,green,blue'],
  [
    '{;list*}',
    'path matrix exploded',
    'list',
    STRINGS,
    ['red', 'green', 'blue'],
    ';list=red;list=green;list=blue',
  ],
  [
    '{;keys*}',
    'path matrix exploded',
    'keys',
    { type: 'object' },
    { semi: ';', dot: '.', comma: ',' },
    ';semi=%3B;dot=.;comma=%2C',
  ],
  ['{?who}', 'query form', 'who', STRING, 'fred', 'who=fred'],
  ['{?half}', 'query form exploded', 'half', STRING, '50%', 'half=50%25'],
  ['{?empty}', 'query form', 'empty', STRING, '', 'empty='],
  ['{?list}', 'query form', 'list', STRINGS, ['red', 'green', 'blue'], 'list=red,green,blue'],
  [
    '{?list*}',
    'query form exploded',
    'list',
    STRINGS,
    ['red', 'green', 'blue'],
    'list=red&list=green&list=blue',
  ],
  [
    '{?keys}',
    'query form',
    'keys',
    { type: 'object' },
    { semi: ';', dot: '.', comma: ',' },
    'keys=semi,%3B,dot,.,comma,%2C',
  ],
  [
    '{?keys*}',
    'query form exploded',
    'keys',
    { type: 'object' },
    { semi: ';', dot: '.', comma: ',' },
    'semi=%3B&dot=.&comma=%2C',
  ],
];

test.each(RFC_6570)('RFC 6570: %s is written and read as there', (_, notation, name, schema, value, wire) => {
  const found = parameter(notation, { name });
  expect(encodeParameter(found, value)).toBe(wire);
  expect(read(found, schema, wire)).toEqual(value);
  expect(canExpress(found, shape(schema), value)).toBe(true);
});

test('RFC 6570: an empty list or object is nothing at all in a query', () => {
  for (const notation of ['query form', 'query form exploded', 'query deepObject'] as const) {
    expect(encodeParameter(parameter(notation), [])).toBe('');
    expect(encodeParameter(parameter(notation), {})).toBe('');
    expect(canExpress(parameter(notation), shape(STRINGS), [])).toBe(false);
  }
});

describe('a text becomes the primitive type that is meant', () => {
  const query = parameter('query form exploded');

  test.each([
    ['0', 0],
    ['-12', -12],
    ['1e3', 1000],
    ['9007199254740993', 9007199254740993n],
    ['9007199254740992', 9007199254740992],
    ['', ''],
    ['%201', ' 1'],
    ['+1', ' 1'],
    ['%2B1', '+1'],
    ['0x1', '0x1'],
    ['01', '01'],
    ['1.', '1.'],
    ['1e999', '1e999'],
    ['NaN', 'NaN'],
    ['Infinity', 'Infinity'],
  ])('a number in the syntax of JSON only: %s', (text, value) => {
    expect(read(query, { type: 'number' }, `color=${text}`)).toBe(value);
    expect(read(query, INTEGER, `color=${text}`)).toBe(value);
  });

  test('a fraction where an integer is meant is left to the schema to refuse', () => {
    expect(read(query, INTEGER, 'color=1.5')).toBe(1.5);
    expect(read(query, { type: ['integer', 'string'] }, 'color=1.5')).toBe('1.5');
  });

  test('an integer too big to be exact stays a string where a string is allowed', () => {
    const big = '12345678901234567890';
    expect(read(query, { type: ['integer', 'string'] }, `color=${big}`)).toBe(big);
    expect(read(query, INTEGER, `color=${big}`)).toBe(BigInt(big));
  });

  test('booleans are exactly true and false', () => {
    const texts = ['true', 'false', 'True', '1', 'yes', ''];
    const values = texts.map((text) => read(query, { type: 'boolean' }, `color=${text}`));
    expect(values).toEqual([true, false, 'True', '1', 'yes', '']);
  });

  test('null is null where it is allowed; so is nothing where no string is', () => {
    expect(read(query, { type: ['integer', 'null'] }, 'color=null')).toBeNull();
    expect(read(query, { type: ['integer', 'null'] }, 'color=')).toBeNull();
    expect(read(query, { type: ['string', 'null'] }, 'color=')).toBe('');
    expect(read(query, STRING, 'color=null')).toBe('null');
  });

  test('strings that look like something else stay strings, also by enum', () => {
    expect(read(query, STRING, 'color=5')).toBe('5');
    expect(read(query, true, 'color=5')).toBe('5');
    expect(read(query, { enum: ['1', 2] }, 'color=1')).toBe('1');
    expect(read(query, { enum: ['1', 2] }, 'color=2')).toBe(2);
  });

  test('the most particular type of several is taken', () => {
    const schema = { oneOf: [{ enum: ['latest'] }, INTEGER] };
    expect(read(query, schema, 'color=5')).toBe(5);
    expect(read(query, schema, 'color=latest')).toBe('latest');
  });
});

describe('an array', () => {
  test.each<[Notation, string]>([
    ['query form', 'color=5'],
    ['query form exploded', 'color=5'],
    ['query spaceDelimited', 'color=5'],
    ['query pipeDelimited', 'color=5'],
    ['query deepObject', 'color=5'],
    ['query deepObject', 'color[]=5'],
    ['query deepObject', 'color[0]=5'],
    ['cookie form exploded', 'color=5'],
    ['header simple', '5'],
    ['path simple', '5'],
    ['path label', '.5'],
    ['path matrix', ';color=5'],
    ['path matrix exploded', ';color=5'],
  ])('of a single item stays an array in %s: %s', (notation, text) => {
    expect(read(parameter(notation), INTEGERS, text)).toEqual([5]);
    expect(canExpress(parameter(notation), shape(INTEGERS), [5])).toBe(true);
  });

  test('of strings has one empty item in an empty text, of others none', () => {
    for (const notation of ['query form', 'query form exploded', 'query pipeDelimited'] as const) {
      expect(read(parameter(notation), STRINGS, 'color=')).toEqual(['']);
      expect(read(parameter(notation), INTEGERS, 'color=')).toEqual([]);
    }
    expect(canExpress(parameter('query form'), shape(STRINGS), [''])).toBe(true);
  });

  test('keeps items that are no such type as strings, for the schema to refuse', () => {
    expect(read(parameter('query form'), INTEGERS, 'color=1,x,3')).toEqual([1, 'x', 3]);
  });

  test('keeps an encoded comma inside its item, unless no item can contain one', () => {
    expect(read(parameter('query form'), STRINGS, 'color=a%2Cb,c')).toEqual(['a,b', 'c']);
    expect(read(parameter('query form'), INTEGERS, 'color=1%2C2')).toEqual([1, 2]);
  });

  test('is also read from a repeated name where its items stand in one, if no item is a list itself', () => {
    expect(read(parameter('query form'), INTEGERS, 'color=1&color=2')).toEqual([1, 2]);
    expect(read(parameter('query pipeDelimited'), STRINGS, 'color=a&color=b')).toEqual(['a', 'b']);
    expect(read(parameter('query form'), STRINGS, 'color=a,b&color=c')).toBe('malformed: repeated');
  });

  test('beside a lone value is taken where there are several', () => {
    const schema = { oneOf: [STRING, STRINGS] };
    expect(read(parameter('query form exploded'), schema, 'color=a')).toBe('a');
    expect(read(parameter('query form exploded'), schema, 'color=a&color=b')).toEqual(['a', 'b']);
    expect(read(parameter('query form'), schema, 'color=a,b')).toEqual(['a', 'b']);
    expect(canExpress(parameter('query form exploded'), shape(schema), ['a'])).toBe(false);
  });

  test('has its items by their place in a tuple', () => {
    const schema = { type: 'array', prefixItems: [STRING, INTEGER] };
    expect(read(parameter('header simple'), schema, '1, 2')).toEqual(['1', 2]);
  });

  test('has objects inside it as JSON', () => {
    const schema = { type: 'array', items: RGB };
    expect(read(parameter('query form exploded'), schema, 'color={"R":1}&color={"R":2}')).toEqual([
      { R: 1 },
      { R: 2 },
    ]);
    expect(canExpress(parameter('query form'), shape(schema), [OBJECT, OBJECT])).toBe(true);
  });
});

describe('an exploded object in a query', () => {
  const query = parameter('query form exploded');

  test('has the properties that it names, whatever else the query has', () => {
    expect(read(query, RGB, 'page=2&R=100')).toEqual({ R: 100 });
    expect(read(query, RGB, 'page=2')).toBe('absent');
  });

  test('has all the others too where it allows them, except what other parameters are called', () => {
    const schema = { ...RGB, additionalProperties: { type: 'integer' } };
    expect(read(query, schema, 'R=1&x=2&page=3&filter[a]=4', ['page', 'filter'])).toEqual({ R: 1, x: 2 });
    expect(read(query, { type: 'object' }, 'x=2&page=3', ['page'])).toEqual({ x: '2' });
  });

  test('has array properties from repeated names, and no others', () => {
    const schema = { type: 'object', properties: { tag: STRINGS, size: INTEGER } };
    expect(read(query, schema, 'tag=a&size=1&tag=b')).toEqual({ tag: ['a', 'b'], size: 1 });
    expect(read(query, schema, 'tag=a')).toEqual({ tag: ['a'] });
    expect(read(query, schema, 'size=1&size=2')).toBe('malformed: repeated');
  });
});

describe('a deep object', () => {
  const query = parameter('query deepObject exploded', { name: 'a' });
  const schema = {
    type: 'object',
    properties: { b: { type: 'object', properties: { c: INTEGER } }, tags: INTEGERS },
  };

  test('has objects inside objects', () => {
    expect(read(query, schema, 'a[b][c]=1')).toEqual({ b: { c: 1 } });
    expect(encodeParameter(query, { b: { c: 1 } })).toBe('a%5Bb%5D%5Bc%5D=1');
  });

  test.each([
    'a[tags]=1&a[tags]=2',
    'a[tags][]=1&a[tags][]=2',
    'a[tags][0]=1&a[tags][1]=2',
    'a[tags][1]=2&a[tags][0]=1',
  ])('has arrays inside, however they are written: %s', (text) => {
    expect(read(query, schema, text)).toEqual({ tags: [1, 2] });
  });

  test('keeps keys that nobody described, for the schema to refuse', () => {
    expect(read(query, { ...RGB, additionalProperties: false }, 'a[x]=1')).toEqual({ x: '1' });
  });

  test('may be something else where its schema says so', () => {
    const range = { anyOf: [{ type: 'object', properties: { gt: INTEGER } }, INTEGER] };
    expect(read(query, range, 'a[gt]=5')).toEqual({ gt: 5 });
    expect(read(query, range, 'a=5')).toBe(5);
    expect(read(query, STRINGS, 'a[]=x')).toEqual(['x']);
  });

  test('is absent, repeated or contradictory', () => {
    expect(read(query, schema, 'ab[c]=1&a[=2&b=3')).toBe('absent');
    expect(read(query, schema, 'a[b][c]=1&a[b][c]=2')).toBe('malformed: repeated');
    expect(read(query, schema, 'a[b]=1&a[b][c]=2')).toBe('malformed: style');
    expect(read(query, schema, `a${'[x]'.repeat(5000)}=1`)).toBe('malformed: style');
  });
});

describe('texts that no value is written as', () => {
  test('a name given twice where one value is meant', () => {
    expect(decode(parameter('query form exploded'), STRING, 'color=a&color=b')).toEqual({
      kind: 'malformed',
      keyword: 'repeated',
      message: 'must be given once',
    });
    expect(read(parameter('query form'), RGB, 'color=R,1,R,2')).toBe('malformed: repeated');
  });

  test('broken percent-encoding, in queries, paths and cookies', () => {
    expect(decode(parameter('query form exploded'), STRING, 'color=%E9')).toEqual({
      kind: 'malformed',
      keyword: 'percentEncoding',
      message: 'must be percent-encoded correctly',
    });
    expect(read(parameter('path simple'), STRING, '100%')).toBe('malformed: percentEncoding');
    expect(read(parameter('cookie form'), STRING, 'color=%zz')).toBe('malformed: percentEncoding');
    expect(read(parameter('header simple'), STRING, '100%')).toBe('100%');
  });

  test('broken percent-encoding of another parameter is no fault of this one', () => {
    expect(read(parameter('query form exploded'), STRING, '%E9=1&page=%E9&color=blue')).toBe('blue');
  });

  test('a style that is not kept to', () => {
    expect(read(parameter('path label'), STRING, 'blue')).toBe('malformed: style');
    expect(read(parameter('path matrix'), STRING, ';colour=blue')).toBe('malformed: style');
    expect(read(parameter('path simple'), RGB, 'R,100,G')).toBe('malformed: style');
    expect(read(parameter('header simple exploded'), RGB, 'R=100,G')).toBe('malformed: style');
  });
});

describe('content', () => {
  test.each<Notation>(['query form exploded', 'cookie form exploded', 'path simple', 'header simple'])(
    'of JSON is JSON in %s, with values of any kind',
    (notation) => {
      const found = parameter(notation, asContent('application/json'));
      for (const value of [null, 0, false, '', 'ü€😀', [], [1], {}, { 'a&b': ['=;,% +'] }]) {
        expect(canExpress(found, shape(true), value)).toBe(true);
      }
      const text = notation.startsWith('query') || notation.startsWith('cookie') ? 'color=%7B' : '{';
      expect(read(found, true, text)).toBe('malformed: json');
    },
  );

  test('of JSON is percent-encoded in a query, and may come once', () => {
    const found = parameter('query form exploded', asContent('application/vnd.api+json; version=1'));
    expect(encodeParameter(found, { a: 1 })).toBe('color=%7B%22a%22%3A1%7D');
    expect(read(found, true, 'color=1&color=2')).toBe('malformed: repeated');
  });

  test('of a form is an object, read and written by its Encoding Objects', () => {
    const encoding = { B: { style: 'pipeDelimited', explode: false } };
    const content = compileContent({}, { 'application/x-www-form-urlencoded': { encoding } }, '')[0];
    const schema = { type: 'object', properties: { R: INTEGER, B: INTEGERS } };
    for (const notation of ['query form exploded', 'header simple', 'path simple'] as const) {
      const found = parameter(notation, { content });
      expect(canExpress(found, shape(schema), { R: 100, B: [1, 2] })).toBe(true);
    }
    const query = parameter('query form exploded', { content });
    expect(encodeParameter(query, { R: 100, B: [1, 2] })).toBe('color=R%3D100%26B%3D1%257C2');
    expect(read(query, schema, 'color=R%3D100%26B%3D1%7C2')).toEqual({ R: 100, B: [1, 2] });
  });

  test('of XML is what its schema says, and is refused where it is none', () => {
    const found = parameter('query form exploded', asContent('application/xml'));
    const text = encodeURIComponent('<color><R>100</R><G>2</G></color>');
    expect(read(found, RGB, `color=${text}`)).toEqual({ R: 100, G: 2 });
    expect(read(found, RGB, 'color=%3Ccolor%3E')).toBe('malformed: xml');
    expect(read(found, STRING, 'color=%3Ccolor%3E')).toBe('<color>');
    expect(canExpress(found, shape(RGB), OBJECT)).toBe(true);
  });

  test('of another media type is text', () => {
    const found = parameter('query form exploded', asContent('text/plain'));
    expect(read(found, STRING, 'color=%7B%7D')).toBe('{}');
    expect(read(found, INTEGER, 'color=5')).toBe(5);
  });
});

describe('what surrounds a value', () => {
  test('allowReserved leaves reserved characters in a query as they are, but for those that would end it', () => {
    const found = parameter('query form', { allowReserved: true });
    expect(encodeParameter(found, 'http://x/?a=b,c;d')).toBe('color=http://x/?a=b,c;d');
    expect(encodeParameter(found, 'a&b#c+d[e]%')).toBe('color=a%26b%23c%2Bd%5Be%5D%25');
    expect(encodeParameter(found, ['a/b', 'c,d'])).toBe('color=a/b,c%2Cd');
    expect(canExpress(found, shape(STRINGS), ['a/b', 'c,d'])).toBe(true);
  });

  test('allowReserved leaves what ends nothing as it is in paths and cookies too', () => {
    const path = parameter('path simple', { allowReserved: true });
    expect(encodeParameter(path, 'a:b@c/d?e#f g%')).toBe('a:b@c%2Fd%3Fe%23f%20g%25');
    const cookie = parameter('cookie form exploded', { allowReserved: true });
    expect(encodeParameter(cookie, 'a/b?c;d,e f')).toBe('color=a/b?c%3Bd%2Ce%20f');
    const all = String.fromCharCode(...Array.from({ length: 95 }, (_, index) => index + 32));
    const anywhere: Notation[] = ['path simple', 'path label', 'path matrix', 'cookie form'];
    for (const notation of anywhere) {
      const found = parameter(notation, { allowReserved: true });
      expect(canExpress(found, shape(STRING), all)).toBe(true);
      expect(canExpress(found, shape(STRINGS), [all, 'b'])).toBe(true);
    }
  });

  test('the style cookie escapes nothing, and cannot carry what needs it', () => {
    const found = parameter('cookie cookie exploded');
    expect(encodeParameter(found, 'a%20b/"c"')).toBe('color=a%20b/"c"');
    expect(read(found, STRING, 'other=1; color=a%20b%zz')).toBe('a%20b%zz');
    expect(read(found, INTEGERS, 'color=1; color=2')).toEqual([1, 2]);
    expect(read(parameter('cookie cookie'), INTEGERS, 'color=1,2')).toEqual([1, 2]);
    for (const text of ['a;b', 'é', ' a', '"a"']) expect(canExpress(found, shape(STRING), text)).toBe(false);
    expect(canExpress(found, shape(STRING), 'a=b c')).toBe(true);
  });

  test('allowEmptyValue lets a parameter come without a value, whatever its schema', () => {
    const found = parameter('query form exploded', { allowEmptyValue: true });
    const without = { kind: 'value', value: '', isWithoutValue: true };
    expect(decode(found, INTEGER, 'color=')).toEqual(without);
    expect(decode(found, INTEGER, 'color')).toEqual(without);
    expect(decode(found, INTEGER, 'color=5')).toEqual({ kind: 'value', value: 5 });
    expect(decode(parameter('query form exploded'), INTEGER, 'color')).toEqual({ kind: 'value', value: '' });
  });

  test('whitespace around the commas of a header is none of its items', () => {
    expect(read(parameter('header simple'), STRINGS, ' blue ,\tblack,brown ')).toEqual(LIST);
    expect(read(parameter('header simple'), STRING, ' a, b ')).toBe('a, b');
  });

  test('several lines of a header are one list, and its name has no case', () => {
    const found = parameter('header simple', { name: 'X-Color' });
    const raw = { path: new Map(), query: [], cookies: [], headers: { 'x-color': ['blue', 'black, brown'] } };
    expect(decodeParameter(found, shape(STRINGS), raw)).toEqual({ kind: 'value', value: LIST });
  });

  test('names are compared decoded, and written encoded', () => {
    const found = parameter('query form exploded', { name: 'f[a] b' });
    expect(encodeParameter(found, 1)).toBe('f%5Ba%5D%20b=1');
    for (const text of ['f[a]%20b=1', 'f%5Ba%5D+b=1']) expect(read(found, INTEGER, text)).toBe(1);
  });

  test('+ is a space in a query and itself elsewhere', () => {
    expect(read(parameter('query form exploded'), STRING, 'color=a+b%2Bc')).toBe('a b+c');
    expect(read(parameter('path simple'), STRING, 'a+b')).toBe('a+b');
    expect(read(parameter('cookie form'), STRING, 'color=a+b')).toBe('a+b');
  });

  test('names of what every object inherits are absent like others', () => {
    for (const name of ['constructor', '__proto__']) {
      const raw = { path: new Map(), query: [], cookies: [], headers: {} };
      expect(decodeParameter(parameter('header simple', { name }), shape(STRING), raw)).toEqual({
        kind: 'absent',
      });
    }
  });
});

test.each<[Notation, string]>([
  ['query form exploded', '__proto__=1'],
  ['query form', 'color=__proto__,1'],
  ['query deepObject', 'color[__proto__]=1'],
  ['header simple exploded', '__proto__=1'],
  ['path matrix exploded', ';__proto__=1'],
])('__proto__ is an ordinary key in %s', (notation, text) => {
  const value = read(parameter(notation), { type: 'object' }, text);
  expect(Object.entries(value as object)).toEqual([['__proto__', '1']]);
  expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  expect(canExpress(parameter(notation), shape({ type: 'object' }), value)).toBe(true);
});

describe('what a wire format cannot carry', () => {
  test('a path segment that is empty, or dots', () => {
    for (const value of ['', '.', '..'])
      expect(canExpress(parameter('path simple'), shape(STRING), value)).toBe(false);
    expect(canExpress(parameter('path simple'), shape(STRING), '...')).toBe(true);
    expect(canExpress(parameter('path label'), shape(STRING), '')).toBe(false);
  });

  test('header texts beyond visible ASCII, or with space around them', () => {
    for (const value of ['ü', 'a\nb', ' a', 'a ', '\0']) {
      expect(canExpress(parameter('header simple'), shape(STRING), value)).toBe(false);
    }
    expect(canExpress(parameter('header simple'), shape(STRINGS), ['a,b'])).toBe(false);
    expect(canExpress(parameter('header simple'), shape(STRING), 'a,b')).toBe(true);
  });

  test('a delimiter inside an item, where it is not told from the others', () => {
    expect(canExpress(parameter('query pipeDelimited'), shape(STRINGS), ['a|b'])).toBe(false);
    expect(canExpress(parameter('query spaceDelimited'), shape(STRINGS), ['a b'])).toBe(false);
    expect(canExpress(parameter('query form'), shape(STRINGS), ['a,b'])).toBe(true);
    expect(canExpress(parameter('path label exploded'), shape(STRINGS), ['a.b'])).toBe(false);
  });

  test('a value of another type than the schema allows, where the text reads as an allowed one', () => {
    const query = parameter('query form exploded');
    expect(canExpress(query, shape(INTEGER), '5')).toBe(false);
    expect(canExpress(query, shape(INTEGER), 'five')).toBe(true);
    expect(canExpress(query, shape(STRING), 5)).toBe(false);
    expect(canExpress(query, shape(STRING), null)).toBe(false);
  });

  test('nothing, half characters and numbers that JSON lacks', () => {
    for (const value of [undefined, '\uD800', Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(canExpress(parameter('query form exploded'), shape(STRING), value)).toBe(false);
    }
  });
});

describe('parsing', () => {
  test('a query is split at & and at each first =', () => {
    expect(parseQuery('a=1&&b=x=y&c&=d')).toEqual([
      { name: 'a', value: '1' },
      { name: 'b', value: 'x=y' },
      { name: 'c', value: '', bare: true },
      { name: '', value: 'd' },
    ]);
    expect(parseQuery('')).toEqual([]);
  });

  test('cookies are split at semicolons, without the quotes around their values', () => {
    expect(parseCookies('a=1; b="x=y";c = d ;; e')).toEqual([
      { name: 'a', value: '1' },
      { name: 'b', value: 'x=y' },
      { name: 'c', value: 'd' },
      { name: 'e', value: '', bare: true },
    ]);
  });
});

const NOTATIONS: Notation[] = [
  ...STYLE_TABLE.map(([notation]) => notation),
  'query spaceDelimited exploded',
  'query pipeDelimited exploded',
  'query deepObject exploded',
];

describe.each(NOTATIONS)('of any value, in %s', (notation) => {
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

  test('an ordinary one is carried there and back', () => {
    fc.assert(
      fc.property(ordinary, fc.boolean(), ({ schema, value }, allowReserved) => {
        const found = parameter(notation, { allowReserved });
        expect(canExpress(found, shape(schema), value)).toBe(true);
        expect(read(found, schema, encodeParameter(found, value))).toEqual(value);
      }),
      { numRuns: 300 },
    );
  });

  test('what can be expressed is carried there and back, and that is not nothing', () => {
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
      { numRuns: 500 },
    );
    expect(expressed).toBeGreaterThan(10);
  });

  test('any text at all is read without an exception', () => {
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
      { numRuns: 500 },
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
