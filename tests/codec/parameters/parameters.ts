import {
  decodeParameter,
  type Decoded,
  type WireParameter,
} from '../../../src/codec/parameters/parameter-codec.ts';
import { parseCookies, parseQuery, type RawParameters } from '../../../src/http/raw-parameters.ts';
import type { JsonObject } from '../../../src/base/json.ts';
import type { ParameterStyle } from '../../../src/description/model/media-type-object.ts';
import type { ParameterLocation } from '../../../src/description/model/parameter.ts';
import { shapeOf, type ValueShape } from '../../../src/description/schemas/value-shape.ts';

export const DOCUMENT = { openapi: '3.1.0' };

export function shape(definition: JsonObject | boolean): ValueShape {
  return shapeOf(DOCUMENT, { definition, pointer: '' });
}

export type Notation = `${ParameterLocation} ${ParameterStyle}${'' | ' exploded'}`;

export function parameter(notation: Notation, more: Partial<WireParameter> = {}): WireParameter {
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

export function asContent(range: string): Partial<WireParameter> {
  return { content: { range, schema: undefined, examples: [], encoding: new Map(), pointer: '' } };
}

export function rawOf({ name, location }: WireParameter, text: string): RawParameters {
  return {
    path: new Map(location === 'path' ? [[name, text]] : []),
    query: location === 'query' ? parseQuery(text) : [],
    headers: location === 'header' ? Object.fromEntries([[name.toLowerCase(), text]]) : {},
    cookies: location === 'cookie' ? parseCookies(text) : [],
  };
}

export function decode(
  found: WireParameter,
  schema: JsonObject | boolean,
  text: string,
  declared?: string[],
): Decoded {
  return decodeParameter(found, shape(schema), rawOf(found, text), new Set(declared));
}

/** The value, or the keyword of what is wrong with the text, or `absent`. */
export function read(
  found: WireParameter,
  schema: JsonObject | boolean,
  text: string,
  declared?: string[],
): unknown {
  const decoded = decode(found, schema, text, declared);
  if (decoded.kind === 'value') return decoded.value;
  return decoded.kind === 'malformed' ? `malformed: ${decoded.keyword}` : decoded.kind;
}

export const STRING = { type: 'string' };

export const INTEGER = { type: 'integer' };

export const STRINGS = { type: 'array', items: STRING };

export const INTEGERS = { type: 'array', items: INTEGER };

export const RGB = { type: 'object', properties: { R: INTEGER, G: INTEGER, B: INTEGER } };

export const LIST = ['blue', 'black', 'brown'];

export const OBJECT = { R: 100, G: 200, B: 150 };

/** OpenAPI 3.1.1, "Style Examples": the empty string, a string, an array and an object. `null`: not applicable. */
export const STYLE_TABLE: [Notation, string | null, string | null, string, string][] = [
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
