import { exactValue, parseExactJson, writeExactJson } from '../../base/exact-json.ts';
import { isObject } from '../../base/json.ts';
import type { PrimitiveType } from '../../description/schemas/schema-facets.ts';
import { type ValueShape, ANY_SHAPE } from '../../description/schemas/value-shape.ts';
import { givenTwice } from '../../http/malformed-text.ts';

/** JSON's number syntax (RFC 8259, section 6). */
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** One value as a text: strings as they are, other primitives as in JSON, an array or object inside another as JSON. */
export function writeText(value: unknown): string {
  if (value === undefined) return '';
  return typeof value === 'object' ? (writeExactJson(value) ?? '') : String(value);
}

/** The value of a text. One that cannot be read as a type that the shape allows stays a string. */
export function readText(text: string, shape: ValueShape): unknown {
  return (readPrimitive(text, shape) ?? readComposite(text, shape) ?? { value: looseNumber(text, shape) })
    .value;
}

/** The value of a text as one of the primitive types that the shape allows; undefined where it is none. */
export function readPrimitive(text: string, shape: ValueShape): { readonly value: unknown } | undefined {
  if (shape.strings.has(text)) return { value: text };
  for (const type of shape.primitives) {
    const found = readAs(type, text, shape);
    if (found !== undefined) return found;
  }
  return undefined;
}

function readAs(
  type: PrimitiveType,
  text: string,
  shape: ValueShape,
): { readonly value: unknown } | undefined {
  switch (type) {
    case 'string':
      return { value: text };
    case 'null':
      return text === 'null' || (text === '' && !shape.primitives.includes('string'))
        ? { value: null }
        : undefined;
    case 'boolean':
      return text === 'true' || text === 'false' ? { value: text === 'true' } : undefined;
    case 'integer':
    case 'number':
      return readNumber(type, text, shape);
  }
}

function readNumber(type: 'integer' | 'number', text: string, shape: ValueShape) {
  const value = NUMBER.test(text) ? Number(text) : Number.NaN;
  if (!Number.isFinite(value) || (type === 'integer' && !Number.isInteger(value))) return undefined;
  if (!Number.isInteger(value) || Number.isSafeInteger(value)) return { value };
  return shape.primitives.includes('string') ? undefined : { value: exactValue(text) };
}

/** `1.5` where an integer is meant is a number: the schema says best what is wrong with it. */
function looseNumber(text: string, shape: ValueShape): unknown {
  if (!shape.primitives.includes('integer') || !NUMBER.test(text)) return text;
  return Number.isFinite(Number(text)) ? Number(text) : text;
}

/** An array or object inside another is written as JSON: OpenAPI leaves it undefined (3.1, "Style Values"). */
function readComposite(text: string, shape: ValueShape): { readonly value: unknown } | undefined {
  const begins = (shape.allowsObject && text.startsWith('{')) || (shape.allowsArray && text.startsWith('['));
  if (!begins) return undefined;
  try {
    return { value: parseExactJson(text) };
  } catch {
    return undefined;
  }
}

/** The texts that came under one name. A single one is an array too, where an array is what is wanted. */
export function readTexts(texts: readonly string[], shape: ValueShape): unknown {
  const [text = ''] = texts;
  if (texts.length > 1) {
    if (shape.allowsArray) return readArray(texts, shape);
    throw givenTwice();
  }
  const primitive = readPrimitive(text, shape);
  if (primitive !== undefined) return primitive.value;
  return shape.allowsArray ? readArray(texts, shape) : readText(text, shape);
}

/** An empty text is the array of one empty string where there can be one, else the empty array. */
export function readArray(texts: readonly string[], shape: ValueShape): unknown[] {
  if (texts.length === 1 && texts[0] === '' && readPrimitive('', shape.item(0)) === undefined) return [];
  return texts.map((text, index) => readText(text, shape.item(index)));
}

/** Each name must come once. `__proto__` is a name like any other. */
export function readObject(entries: readonly (readonly [string, string])[], shape: ValueShape): object {
  const read = new Map<string, unknown>();
  for (const [name, text] of entries) {
    if (read.has(name)) throw givenTwice();
    read.set(name, readText(text, shape.property(name) ?? ANY_SHAPE));
  }
  return Object.fromEntries(read);
}

/** The members to write; those that are `undefined` are not there. */
export function writtenMembers(value: object): [string, unknown][] {
  return Object.entries(value).filter(([, member]) => member !== undefined);
}

export function isComposite(value: unknown): value is readonly unknown[] | object {
  return Array.isArray(value) || isObject(value);
}
