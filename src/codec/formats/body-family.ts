import type { MediaType } from '../../description/model/media-type-object.ts';
import type { ValueShape } from '../../description/schemas/value-shape.ts';
import { isJson, isXml, parseMediaType, type MediaRange } from '../../http/media-type.ts';
import { streamSyntaxOf } from '../../http/stream-syntax.ts';

/** The formats that bodies are read and written in. */
export type BodyFamily =
  | 'json'
  | 'jsonLines'
  | 'jsonSequence'
  /** Server-sent events with their fields. */
  | 'events'
  /** Server-sent events whose schema describes the data alone. */
  | 'eventData'
  | 'yaml'
  | 'csv'
  | 'form'
  | 'multipart'
  | 'xml'
  | 'text'
  /** Text if the bytes are valid text: an unknown media type whose schema allows a string. */
  | 'textOrBinary'
  | 'binary';

const BINARY_TYPES = ['image', 'audio', 'video', 'font', 'model'];

const BINARY_SUBTYPES =
  /^(?:octet-stream|pdf|zip|gzip|x-gzip|x-tar|x-7z-compressed|wasm|x-protobuf|protobuf|grpc)$/;

/** Chooses the format of a body, by its media type first, then by its schema. */
export function bodyFamily(type: MediaRange, mediaType: MediaType, shape: ValueShape): BodyFamily {
  return structuredFamily(type, mediaType, shape) ?? unstructuredFamily(type, shape);
}

function structuredFamily(
  type: MediaRange,
  { itemSchema, syntax: given }: MediaType,
  shape: ValueShape,
): BodyFamily | undefined {
  const { subtype } = type;
  if (isJson(type)) return given ?? 'json';
  const syntax = streamSyntaxOf(type);
  if (syntax !== undefined) return syntax === 'events' && !itemSchema ? eventFamily(shape) : syntax;
  if (isYaml(type)) return allowsString(shape) ? undefined : 'yaml';
  if (subtype === 'csv' && isTabular(shape)) return 'csv';
  if (subtype === 'x-www-form-urlencoded') return 'form';
  if (type.type === 'multipart') return 'multipart';
  return isXml(type) && shape.isKnown && !allowsString(shape) ? 'xml' : undefined;
}

function unstructuredFamily(type: MediaRange, shape: ValueShape): BodyFamily {
  if (shape.isBinary) return 'binary';
  if (type.type === 'text' || isXml(type)) return 'text';
  if (BINARY_TYPES.includes(type.type) || BINARY_SUBTYPES.test(type.subtype)) return 'binary';
  return shape.isKnown && shape.primitives.includes('string') ? 'textOrBinary' : 'binary';
}

function allowsString({ isKnown, primitives }: ValueShape): boolean {
  return isKnown && primitives.includes('string');
}

/** Before OpenAPI 3.2, events could only be described by `schema`: that of one event, or of an array of them. */
function eventFamily(shape: ValueShape): BodyFamily | undefined {
  const item = shape.allowsArray ? shape.item(0) : shape;
  if (!shape.isKnown || allowsString(shape) || !(shape.allowsArray || shape.allowsObject)) return undefined;
  const isEvent = item.propertyNames.every((name) => EVENT_FIELDS.includes(name));
  return isEvent ? 'events' : 'eventData';
}

/** The fields of a server-sent event (HTML, section 9.2.6). */
const EVENT_FIELDS = ['data', 'event', 'id', 'retry'];

/** True for YAML's media type (RFC 9512), and those that were used before it. */
function isYaml({ subtype }: MediaRange): boolean {
  return /^(?:x-|vnd\.)?yaml$|\+yaml$/.test(subtype);
}

/** The concrete media type for a range, by its type. */
const CONCRETE: Readonly<Record<string, string>> = {
  text: 'text/plain',
  image: 'image/png',
  audio: 'audio/mpeg',
  video: 'video/mp4',
  multipart: 'multipart/form-data',
};

/**
 * Returns a media type for a range with a wildcard: by its type, else bytes for binary values or schemas, else JSON.
 */
export function concreteType(range: string, shape: ValueShape, value?: unknown): string {
  if (!range.includes('*')) return range;
  const known = CONCRETE[parseMediaType(range)?.type ?? ''];
  if (known !== undefined) return known;
  if (value instanceof Uint8Array || shape.isBinary) return 'application/octet-stream';
  return 'application/json';
}

/** True for arrays whose items can be written as lines. */
function isTabular(shape: ValueShape): boolean {
  const item = shape.item(0);
  const isArray = shape.isKnown && shape.allowsArray && !shape.primitives.includes('string');
  return isArray && item.isKnown && (item.allowsObject || item.allowsArray);
}
