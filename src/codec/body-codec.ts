import { atPointer, pointerOfFragment } from '../base/json-pointer.ts';
import { stringMember, type JsonObject } from '../base/json.ts';
import { componentOf } from '../description/document/component-of.ts';
import type { MediaType } from '../description/model/media-type-object.ts';
import { ANY_SHAPE, shapeOf, type ValueShape } from '../description/schemas/value-shape.ts';
import { decodeText, encodeText } from '../http/charset.ts';
import { MalformedText } from '../http/malformed-text.ts';
import { essenceOf, parseMediaType, type MediaRange } from '../http/media-type.ts';
import { bodyFamily, concreteType, type BodyFamily } from './formats/body-family.ts';
import { decodeForm, encodeForm } from './formats/form-codec.ts';
import { isForm } from './formats/form-properties.ts';
import { decodeJson, writeJson } from './formats/json-codec.ts';
import { decodeStream, encodeStream, type StreamKind } from './formats/stream-codec.ts';
import { csv, xml, yaml } from './formats/on-demand.ts';
import { multipart } from './multipart/on-demand.ts';
import type { MultipartFormat } from './multipart/multipart-format.ts';
import { isComposite, readText, writeText } from './styles/value-text.ts';

/** How the description says that a body is written. */
export interface BodyFormat {
  readonly mediaType: MediaType;
  /** The document that the media type's schema belongs to. */
  readonly document: JsonObject;
}

/** The result of decoding a body. */
export type DecodedBody =
  | {
      readonly kind: 'value';
      /** Binary content is a `Uint8Array`, an integer that a double cannot hold a `bigint`. */
      readonly value: unknown;
    }
  | {
      readonly kind: 'malformed';
      readonly keyword: string;
      readonly message: string;
      /** JSON Pointer to the malformed part of the body. */
      readonly pointer: string;
    };

/** A body to send, with its content type. */
export interface EncodedBody {
  readonly bytes: Uint8Array;
  /** Without wildcards; includes the boundary of a multipart body. */
  readonly contentType: string;
}

/**
 * Decodes a body by its content type. The schema tells which texts are numbers, which elements arrays, which parts
 * files.
 */
export function decodeBody(bytes: Uint8Array, contentType: string, format: BodyFormat): DecodedBody {
  try {
    return { kind: 'value', value: decode(bytes, contentType, format) };
  } catch (error) {
    if (!(error instanceof MalformedText)) throw error;
    const { keyword, message, pointer } = error;
    return { kind: 'malformed', keyword, message, pointer };
  }
}

function decode(bytes: Uint8Array, contentType: string, format: BodyFormat): unknown {
  const shape = shapeOfBody(format);
  const type = parseMediaType(concreteType(contentType, shape));
  if (type === undefined) return bytes;
  const charset = type.parameters.get('charset');
  const family = bodyFamily(type, format.mediaType, shape);
  switch (family) {
    case 'json':
      return decodeJson(bytes, charset);
    case 'jsonLines':
    case 'jsonSequence':
    case 'events':
    case 'eventData':
      return decodeStream(decodeText(bytes, charset), family, itemShapeOf(format, shape));
    case 'form':
      return decodeForm(decodeText(bytes, charset), { shape, encoding: format.mediaType.encoding });
    case 'multipart':
      return multipart.get().decodeMultipart(bytes, multipartFormat(type, shape, format));
    case 'xml':
      return xml.get().decodeXml(decodeText(bytes, charset ?? xmlEncoding(bytes)), shape);
    case 'yaml':
      return yaml.get().decodeYaml(decodeText(bytes, charset));
    case 'csv':
      return csv.get().decodeCsv(decodeText(bytes, charset), shape);
    case 'text':
      return readBodyText(decodeText(bytes, charset), shape);
    case 'textOrBinary':
      return textOrBytes(bytes, charset);
    case 'binary':
      return bytes;
  }
}

/** Without a schema, a text is a string whatever it looks like. */
function readBodyText(text: string, shape: ValueShape): unknown {
  return shape.isKnown ? readText(text, shape) : text;
}

function textOrBytes(bytes: Uint8Array, charset: string | undefined): unknown {
  try {
    return decodeText(bytes, charset);
  } catch {
    return bytes;
  }
}

/** Returns the encoding that the XML declaration names. The declaration itself is ASCII. */
function xmlEncoding(bytes: Uint8Array): string | undefined {
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 200));
  return /^<\?xml[^>]*\sencoding\s*=\s*["']([\w.-]+)["']/.exec(start)?.[1];
}

/**
 * Encodes a value as a media type or range. The counterpart of `decodeBody`. Bytes are sent unchanged, and so is a
 * string where the schema describes another type, since examples often show the body as text.
 */
export function encodeBody(value: unknown, range: string, format: BodyFormat): EncodedBody {
  const shape = shapeOfBody(format);
  const contentType = concreteType(range, shape, value);
  const type = parseMediaType(contentType);
  if (type === undefined || value instanceof Uint8Array) {
    return { bytes: value instanceof Uint8Array ? value : encodeText(writeText(value)), contentType };
  }
  const family = bodyFamily(type, format.mediaType, shape);
  if (family === 'multipart' && typeof value !== 'string') {
    return multipart.get().encodeMultipart(value, multipartFormat(type, shape, format));
  }
  return { bytes: encodeText(textOf(value, family, shape, format)), contentType: inUtf8(type, contentType) };
}

/**
 * Returns the content type with which all values but bytes are written as JSON; undefined for a media type that is written
 * in another format, or that depends on the value.
 */
export function jsonContentType(format: BodyFormat): string | undefined {
  const { mediaType } = format;
  const type = mediaType.range.includes('*') ? undefined : parseMediaType(mediaType.range);
  if (type === undefined || bodyFamily(type, mediaType, shapeOfBody(format)) !== 'json') return undefined;
  return inUtf8(type, mediaType.range);
}

function textOf(value: unknown, family: BodyFamily, shape: ValueShape, format: BodyFormat): string {
  if (family === 'json') return writeJson(value);
  if (typeof value === 'string' && !isJsonText(value, family)) return value;
  if (isStream(family)) return encodeStream(Array.isArray(value) ? value : [value], family);
  if (family === 'form' && isForm(value)) {
    return encodeForm(value, { shape, encoding: format.mediaType.encoding });
  }
  if (family === 'yaml') return yaml.get().encodeYaml(value);
  if (family === 'csv' && Array.isArray(value)) return csv.get().encodeCsv(value, shape);
  if (family === 'xml' && isComposite(value)) return xml.get().encodeXml(value, shape, rootNameOf(format));
  return writeText(value);
}

/** True for a text that is one item of JSON Lines, or of a JSON sequence: not a sequence that was written as a text. */
function isJsonText(value: string, family: BodyFamily): boolean {
  if (family !== 'jsonLines' && family !== 'jsonSequence') return false;
  try {
    return value === '' || decodeStream(value, family, ANY_SHAPE).length === 0;
  } catch {
    return true;
  }
}

function isStream(family: BodyFamily): family is StreamKind {
  return ['jsonLines', 'jsonSequence', 'events', 'eventData'].includes(family);
}

/** Replaces another charset: bodies are always encoded in UTF-8. */
function inUtf8(type: MediaRange, contentType: string): string {
  const charset = type.parameters.get('charset');
  if (charset === undefined || /^utf-?8$/i.test(charset)) return contentType;
  return `${essenceOf(type)}; charset=utf-8`;
}

/**
 * Returns the name of the component that the schema refers to, or `root`. In Swagger 2.0, the schema of a media type
 * refers to that of a response or a body parameter, which may refer to a component itself.
 */
function rootNameOf({ mediaType: { schema }, document }: BodyFormat): string {
  let definition: unknown = schema?.definition;
  for (let step = 0; step < MAX_STEPS; step += 1) {
    const reference = stringMember(definition, '$ref');
    if (reference === undefined) break;
    if (!/^#.*\/schema$/.test(reference) || /\/(schemas|definitions)\/schema$/.test(reference)) {
      return componentOf(reference) ?? 'root';
    }
    definition = atPointer(document, pointerOfFragment(reference.slice(1)));
  }
  return 'root';
}

/** More references in a row than this are a circle. */
const MAX_STEPS = 10;

function multipartFormat(
  type: MediaRange,
  shape: ValueShape,
  { mediaType, document }: BodyFormat,
): MultipartFormat {
  const { itemSchema } = mediaType;
  return { ...mediaType, type, shape, itemShape: itemSchema && shapeOf(document, itemSchema) };
}

function shapeOfBody({ mediaType, document }: BodyFormat): ValueShape {
  return mediaType.schema === undefined ? ANY_SHAPE : shapeOf(document, mediaType.schema);
}

function itemShapeOf({ mediaType, document }: BodyFormat, shape: ValueShape): ValueShape {
  if (mediaType.itemSchema !== undefined) return shapeOf(document, mediaType.itemSchema);
  return shape.isKnown && shape.allowsArray ? shape.item(0) : shape;
}
