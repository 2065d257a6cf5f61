import { exactJsonIn, exactValue, writeExactJson } from '../../base/exact-json.ts';
import { isObject } from '../../base/json.ts';
import type { PrimitiveType } from '../../description/schemas/schema-facets.ts';
import { type ValueShape, ANY_SHAPE } from '../../description/schemas/value-shape.ts';
import { givenTwice } from '../../http/malformed-text.ts';

/** JSON's number syntax (RFC 8259, section 6). */
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** Writes a value as text: strings unchanged, everything else as JSON. */
export function writeText(value: unknown): string {
  if (value === undefined) return '';
  return typeof value === 'object' ? (writeExactJson(value) ?? '') : String(value);
}

/** Reads the value of a text. One that cannot be read as a type that the shape allows stays a string. */
export function readText(text: string, shape: ValueShape): unknown {
  return (readPrimitive(text, shape) ?? readComposite(text, shape) ?? { value: looseNumber(text, shape) })
    .value;
}

/** Reads a text as one of the primitive types that the shape allows; undefined where none fits. */
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

/** Reads `1.5` as a number where an integer is expected, so that validation names the precise fault. */
function looseNumber(text: string, shape: ValueShape): unknown {
  if (!shape.primitives.includes('integer') || !NUMBER.test(text)) return text;
  return Number.isFinite(Number(text)) ? Number(text) : text;
}

/** Reads an array or object inside another as JSON, since OpenAPI leaves it undefined (3.1, "Style Values"). */
function readComposite(text: string, shape: ValueShape): { readonly value: unknown } | undefined {
  const begins = (shape.allowsObject && text.startsWith('{')) || (shape.allowsArray && text.startsWith('['));
  const value = begins ? exactJsonIn(text) : undefined;
  return value === undefined ? undefined : { value };
}

/** Reads the texts of one name. A single text is an array too, where the shape allows it and no primitive fits. */
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

/** Reads an array. A single empty text is one empty item where the items may be empty, else the empty array. */
export function readArray(texts: readonly string[], shape: ValueShape): unknown[] {
  if (texts.length === 1 && texts[0] === '' && readPrimitive('', shape.item(0)) === undefined) return [];
  return texts.map((text, index) => readText(text, shape.item(index)));
}

/** Reads an object. Each name must occur once; `__proto__` is an ordinary name. */
export function readObject(entries: readonly (readonly [string, string])[], shape: ValueShape): object {
  const read = new Map<string, unknown>();
  for (const [name, text] of entries) {
    if (read.has(name)) throw givenTwice();
    read.set(name, readText(text, shape.property(name) ?? ANY_SHAPE));
  }
  return Object.fromEntries(read);
}

/** Returns the members of an object without those that are undefined. */
export function writtenMembers(value: object): [string, unknown][] {
  return Object.entries(value).filter(([, member]) => member !== undefined);
}

export function isComposite(value: unknown): value is readonly unknown[] | object {
  return Array.isArray(value) || isObject(value);
}
