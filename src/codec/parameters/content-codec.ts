import { writeExactJson } from '../../base/exact-json.ts';
import type { MediaType } from '../../description/model/media-type-object.ts';
import { ANY_SHAPE, type ValueShape } from '../../description/schemas/value-shape.ts';
import { givenTwice } from '../../http/malformed-text.ts';
import { isXml, parseMediaType } from '../../http/media-type.ts';
import type { Escaping } from '../../http/percent-encoding.ts';
import type { RawPair } from '../../http/raw-parameters.ts';
import { bodyFamily, type BodyFamily } from '../formats/body-family.ts';
import { decodeForm, encodeForm } from '../formats/form-codec.ts';
import { isForm } from '../formats/form-properties.ts';
import { readJson } from '../formats/json-codec.ts';
import { xml } from '../formats/on-demand.ts';
import { nameOf } from '../styles/pairs-codec.ts';
import { isComposite, readText, writeText } from '../styles/value-text.ts';

/**
 * Writes a parameter that `content` describes (OpenAPI 3.1, "Fixed Fields for use with content"). JSON is written in
 * ASCII, which header fields can carry too; XML with the names of its members. A string is written unchanged, except
 * in JSON.
 */
export function encodeContent(value: unknown, content: MediaType): string {
  const family = familyOf(content, ANY_SHAPE);
  if (family === 'json') return inAscii(writeExactJson(value) ?? 'null');
  if (family === 'form' && isForm(value)) return encodeForm(value, formatOf(content, ANY_SHAPE));
  return isXmlContent(content) && isComposite(value)
    ? xml.get().encodeXml(value, ANY_SHAPE, 'root')
    : writeText(value);
}

/** Escapes what header fields cannot carry. */
function inAscii(json: string): string {
  return json.replace(
    /[^\0-\x7E]/g,
    (unit) => String.raw`\u` + unit.charCodeAt(0).toString(16).padStart(4, '0'),
  );
}

/** Reads JSON, forms and XML by their schema, everything else as text. @throws MalformedText */
export function decodeContent(text: string, content: MediaType, shape: ValueShape): unknown {
  switch (familyOf(content, shape)) {
    case 'json':
      return readJson(text);
    case 'form':
      return decodeForm(text, formatOf(content, shape));
    case 'xml':
      return xml.get().decodeXml(text, shape);
    default:
      return readText(text, shape);
  }
}

function familyOf(content: MediaType, shape: ValueShape): BodyFamily | undefined {
  const type = parseMediaType(content.range);
  return type && bodyFamily(type, content, shape);
}

function isXmlContent({ range }: MediaType): boolean {
  const type = parseMediaType(range);
  return type !== undefined && isXml(type);
}

function formatOf({ encoding }: MediaType, shape: ValueShape) {
  return { shape, encoding };
}

/** Reads the pair with a name; undefined where there is none. @throws MalformedText */
export function decodeContentPair(
  pairs: readonly RawPair[],
  { name, escaping }: { readonly name: string; readonly escaping: Escaping },
  content: MediaType,
  shape: ValueShape,
): { readonly value: unknown } | undefined {
  const [pair, ...others] = pairs.filter((candidate) => nameOf(candidate, escaping) === name);
  if (pair === undefined) return undefined;
  if (others.length > 0) throw givenTwice();
  return { value: decodeContent(escaping.decode(pair.value), content, shape) };
}
