import { describe, expect, test } from '@jest/globals';
import {
  canExpress,
  decodeParameter,
  encodeParameter,
} from '../../../src/codec/parameters/parameter-codec.ts';
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
  LIST,
  OBJECT,
  STYLE_TABLE,
} from './parameters.ts';

describe.each(STYLE_TABLE)('the style table of OpenAPI 3.1, %s', (notation, empty, text, array, object) => {
  const cases: [string, JsonObject, unknown, string | null][] = [
    ['the empty string', STRING, '', empty],
    ['a string', STRING, 'blue', text],
    ['an array', STRINGS, LIST, array],
    ['an object', RGB, OBJECT, object],
  ];
  test.each(cases.filter(([, , , wire]) => wire !== null))(
    '%s is written and read as in the table',
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

  test('treat a comma as part of an item, and accept pipes unencoded', () => {
    expect(read(parameter('path pipeDelimited'), STRINGS, 'a,b|c')).toEqual(['a,b', 'c']);
    expect(read(parameter('header pipeDelimited'), INTEGERS, '1 | 2')).toEqual([1, 2]);
  });

  test('separate nested items too, each level by its own collectionFormat', () => {
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

test.each(RFC_6570)(
  'RFC 6570: %s is written and read as in the RFC',
  (_, notation, name, schema, value, wire) => {
    const found = parameter(notation, { name });
    expect(encodeParameter(found, value)).toBe(wire);
    expect(read(found, schema, wire)).toEqual(value);
    expect(canExpress(found, shape(schema), value)).toBe(true);
  },
);

test('RFC 6570: an empty list or object is absent in a query', () => {
  for (const notation of ['query form', 'query form exploded', 'query deepObject'] as const) {
    expect(encodeParameter(parameter(notation), [])).toBe('');
    expect(encodeParameter(parameter(notation), {})).toBe('');
    expect(canExpress(parameter(notation), shape(STRINGS), [])).toBe(false);
  }
});

describe('malformed texts', () => {
  test('a repeated name for a single value', () => {
    expect(decode(parameter('query form exploded'), STRING, 'color=a&color=b')).toEqual({
      kind: 'malformed',
      keyword: 'repeated',
      message: 'must be given once',
    });
    expect(read(parameter('query form'), RGB, 'color=R,1,R,2')).toBe('malformed: repeated');
  });

  test('malformed percent-encoding in queries, paths and cookies', () => {
    expect(decode(parameter('query form exploded'), STRING, 'color=%E9')).toEqual({
      kind: 'malformed',
      keyword: 'percentEncoding',
      message: 'must be percent-encoded correctly',
    });
    expect(read(parameter('path simple'), STRING, '100%')).toBe('malformed: percentEncoding');
    expect(read(parameter('cookie form'), STRING, 'color=%zz')).toBe('malformed: percentEncoding');
    expect(read(parameter('header simple'), STRING, '100%')).toBe('100%');
  });

  test('malformed percent-encoding of another parameter does not matter', () => {
    expect(read(parameter('query form exploded'), STRING, '%E9=1&page=%E9&color=blue')).toBe('blue');
  });

  test('a text that does not follow the style', () => {
    expect(read(parameter('path label'), STRING, 'blue')).toBe('malformed: style');
    expect(read(parameter('path matrix'), STRING, ';colour=blue')).toBe('malformed: style');
    expect(read(parameter('path simple'), RGB, 'R,100,G')).toBe('malformed: style');
    expect(read(parameter('header simple exploded'), RGB, 'R=100,G')).toBe('malformed: style');
  });
});

describe('what surrounds a value', () => {
  test('allowReserved leaves reserved characters in a query unencoded, except those that would end it', () => {
    const found = parameter('query form', { allowReserved: true });
    expect(encodeParameter(found, 'http://x/?a=b,c;d')).toBe('color=http://x/?a=b,c;d');
    expect(encodeParameter(found, 'a&b#c+d[e]%')).toBe('color=a%26b%23c%2Bd%5Be%5D%25');
    expect(encodeParameter(found, ['a/b', 'c,d'])).toBe('color=a/b,c%2Cd');
    expect(canExpress(found, shape(STRINGS), ['a/b', 'c,d'])).toBe(true);
  });

  test('allowReserved leaves reserved characters that end nothing unencoded in paths and cookies too', () => {
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

  test('allowEmptyValue allows a parameter without a value, regardless of its schema', () => {
    const found = parameter('query form exploded', { allowEmptyValue: true });
    const without = { kind: 'value', value: '', isWithoutValue: true };
    expect(decode(found, INTEGER, 'color=')).toEqual(without);
    expect(decode(found, INTEGER, 'color')).toEqual(without);
    expect(decode(found, INTEGER, 'color=5')).toEqual({ kind: 'value', value: 5 });
    expect(decode(parameter('query form exploded'), INTEGER, 'color')).toEqual({ kind: 'value', value: '' });
  });

  test('whitespace around the commas of a header does not belong to its items', () => {
    expect(read(parameter('header simple'), STRINGS, ' blue ,\tblack,brown ')).toEqual(LIST);
    expect(read(parameter('header simple'), STRING, ' a, b ')).toBe('a, b');
  });

  test('several lines of a header are one list, and its name is case-insensitive', () => {
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

  test('parameters called like inherited members of objects can be absent', () => {
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
  test('a path segment that is empty, or consists of dots', () => {
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

  test('a delimiter inside an item when it cannot be distinguished', () => {
    expect(canExpress(parameter('query pipeDelimited'), shape(STRINGS), ['a|b'])).toBe(false);
    expect(canExpress(parameter('query spaceDelimited'), shape(STRINGS), ['a b'])).toBe(false);
    expect(canExpress(parameter('query form'), shape(STRINGS), ['a,b'])).toBe(true);
    expect(canExpress(parameter('path label exploded'), shape(STRINGS), ['a.b'])).toBe(false);
  });

  test('a value whose text reads as another type that the schema allows', () => {
    const query = parameter('query form exploded');
    expect(canExpress(query, shape(INTEGER), '5')).toBe(false);
    expect(canExpress(query, shape(INTEGER), 'five')).toBe(true);
    expect(canExpress(query, shape(STRING), 5)).toBe(false);
    expect(canExpress(query, shape(STRING), null)).toBe(false);
  });

  test('undefined, lone surrogates, and numbers that JSON cannot express', () => {
    for (const value of [undefined, '\uD800', Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(canExpress(parameter('query form exploded'), shape(STRING), value)).toBe(false);
    }
  });
});
