import type { MediaType } from '../../description/model/media-type-object.ts';
import type { ValueShape } from '../../description/schemas/value-shape.ts';
import { isJson, isXml, parseMediaType, type MediaRange } from '../../http/media-type.ts';
import { streamSyntaxOf } from '../../http/stream-syntax.ts';
import { isTabular } from './csv-codec.ts';

/** The ways in which bodies are written. */
export type BodyFamily =
  | 'json'
  | 'jsonLines'
  | 'jsonSequence'
  /** Server-sent events with their fields. */
  | 'events'
  /** Server-sent events of which the schema describes the data alone. */
  | 'eventData'
  | 'yaml'
  | 'csv'
  | 'form'
  | 'multipart'
  | 'xml'
  | 'text'
  /** Text if the bytes are that: a type that nothing is known of, with a schema that wants a string. */
  | 'textOrBinary'
  | 'binary';

const BINARY_TYPES = ['image', 'audio', 'video', 'font', 'model'];

const BINARY_SUBTYPES =
  /^(?:octet-stream|pdf|zip|gzip|x-gzip|x-tar|x-7z-compressed|wasm|x-protobuf|protobuf|grpc)$/;

/** How a body of this type is read and written, by its type first, then by what its schema wants. */
export function bodyFamily(type: MediaRange, mediaType: MediaType, shape: ValueShape): BodyFamily {
  return structuredFamily(type, mediaType, shape) ?? unstructuredFamily(type, shape);
}

function structuredFamily(
  type: MediaRange,
  { itemSchema }: MediaType,
  shape: ValueShape,
): BodyFamily | undefined {
  const { subtype } = type;
  if (isJson(type)) return 'json';
  const syntax = streamSyntaxOf(type);
  if (syntax !== undefined) return syntax === 'events' && !itemSchema ? eventFamily(shape) : syntax;
  if (isYaml(type)) return wantsText(shape) ? undefined : 'yaml';
  if (subtype === 'csv' && isTabular(shape)) return 'csv';
  if (subtype === 'x-www-form-urlencoded') return 'form';
  if (type.type === 'multipart') return 'multipart';
  return isXml(type) && shape.isKnown && !wantsText(shape) ? 'xml' : undefined;
}

function unstructuredFamily(type: MediaRange, shape: ValueShape): BodyFamily {
  if (shape.isBinary) return 'binary';
  if (type.type === 'text' || isXml(type)) return 'text';
  if (BINARY_TYPES.includes(type.type) || BINARY_SUBTYPES.test(type.subtype)) return 'binary';
  return shape.isKnown && shape.primitives.includes('string') ? 'textOrBinary' : 'binary';
}

function wantsText({ isKnown, primitives }: ValueShape): boolean {
  return isKnown && primitives.includes('string');
}

/** Before OpenAPI 3.2, `schema` was all there was to describe events: of one, or of an array of them. */
function eventFamily(shape: ValueShape): BodyFamily | undefined {
  const item = shape.allowsArray ? shape.item(0) : shape;
  if (!shape.isKnown || wantsText(shape) || !(shape.allowsArray || shape.allowsObject)) return undefined;
  const isEvent = item.propertyNames.every((name) => EVENT_FIELDS.includes(name));
  return isEvent ? 'events' : 'eventData';
}

/** HTML, section 9.2.6. */
const EVENT_FIELDS = ['data', 'event', 'id', 'retry'];

/** RFC 9512, and what was used before it. */
function isYaml({ subtype }: MediaRange): boolean {
  return /^(?:x-|vnd\.)?yaml$|\+yaml$/.test(subtype);
}

/** What a range becomes when it is sent, or when nobody has said what was sent. */
const CONCRETE: Readonly<Record<string, string>> = {
  text: 'text/plain',
  image: 'image/png',
  audio: 'audio/mpeg',
  video: 'video/mp4',
  multipart: 'multipart/form-data',
};

/** `range` itself unless it has a wildcard: then JSON, or text or bytes where that is what the value or schema is. */
export function concreteType(range: string, shape: ValueShape, value?: unknown): string {
  if (!range.includes('*')) return range;
  const known = CONCRETE[parseMediaType(range)?.type ?? ''];
  if (known !== undefined) return known;
  if (value instanceof Uint8Array || shape.isBinary) return 'application/octet-stream';
  return 'application/json';
}
