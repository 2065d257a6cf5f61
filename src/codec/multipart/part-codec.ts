import type { ValueShape } from '../../description/schemas/value-shape.ts';
import { decodeText, encodeText } from '../../http/charset.ts';
import { MalformedText } from '../../http/malformed-text.ts';
import { isJson, isXml, parseMediaType, specificity } from '../../http/media-type.ts';
import { decodeJson, encodeJson } from '../formats/json-codec.ts';
import { xml } from '../formats/on-demand.ts';
import { isComposite, writeText } from '../styles/value-text.ts';
import type { Part } from './multipart-parts.ts';

/** A received part, with the names from its `Content-Disposition`. */
export interface ReceivedPart extends Part {
  readonly name: string | undefined;
  readonly filename: string | undefined;
}

/** A part that its content type turns into a value, or a text to be read together with the others of its name. */
export type DecodedPart =
  { readonly kind: 'value'; readonly value: unknown } | { readonly kind: 'text'; readonly text: string };

/** Decodes a part. `allowed`: the content types of its Encoding Object. @throws MalformedText */
export function decodePart(part: ReceivedPart, shape: ValueShape, allowed?: string): DecodedPart {
  const field = part.headers.get('content-type');
  if (field !== undefined && allowed !== undefined) requireType(field, allowed);
  if (shape.isBinary || isFileOfAnyKind(part, shape)) return { kind: 'value', value: part.body };
  const type = parseMediaType(field ?? firstType(allowed) ?? defaultType(shape));
  if (type === undefined) return decodeUntyped(part, shape);
  const charset = type.parameters.get('charset');
  if (isJson(type)) return { kind: 'value', value: decodeJson(part.body, charset) };
  if (isXml(type) && shape.isKnown && !shape.primitives.includes('string')) {
    return { kind: 'value', value: xml.get().decodeXml(decodeText(part.body, charset), shape) };
  }
  return type.type === 'text'
    ? { kind: 'text', text: decodeText(part.body, charset) }
    : decodeUntyped(part, shape);
}

/** Without a schema, a part with a file name is a file. */
function isFileOfAnyKind({ filename }: ReceivedPart, { isKnown }: ValueShape): boolean {
  return !isKnown && filename !== undefined;
}

/** Decodes a part of an unknown type: as text where there is a schema and the bytes are valid text, else as bytes. */
function decodeUntyped({ body }: ReceivedPart, shape: ValueShape): DecodedPart {
  if (!shape.isKnown) return { kind: 'value', value: body };
  try {
    return { kind: 'text', text: decodeText(body) };
  } catch {
    return { kind: 'value', value: body };
  }
}

function requireType(field: string, allowed: string): void {
  const type = parseMediaType(field);
  const fits = (text: string) => {
    const range = parseMediaType(text);
    return range !== undefined && type !== undefined && specificity(range, type) > 0;
  };
  if (!allowed.split(',').some(fits)) {
    throw new MalformedText('contentType', `must be ${allowed}, not ${field}`);
  }
}

/** Returns the first of a list of media types that is not a range. */
export function firstType(allowed: string | undefined): string | undefined {
  return allowed
    ?.split(',')
    .map((text) => text.trim())
    .find((text) => !text.includes('*'));
}

/** The default of OpenAPI 3.1, Encoding Object, `contentType`; without a schema, text (RFC 7578, section 4.4). */
function defaultType(shape: ValueShape): string {
  return shape.isKnown && shape.primitives.length === 0 ? 'application/json' : 'text/plain';
}

/**
 * Encodes a part, without a `Content-Disposition`. Text has no type unless one is given. The counterpart of
 * `decodePart`.
 */
export function encodePart(value: unknown, shape: ValueShape, contentType: string | undefined): Part {
  if (isFile(value, shape)) {
    const body = value instanceof Uint8Array ? value : encodeText(writeText(value));
    return partOf(contentType ?? 'application/octet-stream', body);
  }
  const type = parseMediaType(contentType ?? '');
  if (type !== undefined && isXml(type) && isComposite(value)) {
    return partOf(contentType, encodeText(xml.get().encodeXml(value, shape, 'item')));
  }
  const asJson = type === undefined ? isComposite(value) : isJson(type);
  return asJson
    ? partOf(contentType ?? 'application/json', encodeJson(value))
    : partOf(contentType, encodeText(writeText(value)));
}

/** True for values that are sent as a file, with a file name. */
export function isFile(value: unknown, shape: ValueShape): boolean {
  return value instanceof Uint8Array || (shape.isBinary && typeof value === 'string');
}

function partOf(contentType: string | undefined, body: Uint8Array): Part {
  return { headers: new Map(contentType === undefined ? [] : [['content-type', contentType]]), body };
}
