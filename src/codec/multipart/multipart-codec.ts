import { groupBy } from '../../base/group-by.ts';
import { formatPointer } from '../../base/json-pointer.ts';
import type { Encoding, PartEncodings } from '../../description/model/media-type-object.ts';
import { ANY_SHAPE, type ValueShape } from '../../description/schemas/value-shape.ts';
import { decodeText, encodeText } from '../../http/charset.ts';
import { decodingAt, givenTwice, MalformedText } from '../../http/malformed-text.ts';
import { parseMediaType } from '../../http/media-type.ts';
import { VERBATIM } from '../../http/percent-encoding.ts';
import { decodeForm, encodeForm } from '../formats/form-codec.ts';
import { decodeProperties, encodeProperty, isForm, type Form } from '../formats/form-properties.ts';
import { isComposite, readText, writtenMembers } from '../styles/value-text.ts';
import { isList, itemEncodingOf, itemShapeOf, type MultipartFormat } from './multipart-format.ts';
import { joinParts, readDisposition, splitParts, writeDisposition, type Part } from './multipart-parts.ts';
import {
  decodePart,
  encodePart,
  firstType,
  isFile,
  type DecodedPart,
  type ReceivedPart,
} from './part-codec.ts';
import { writtenHeaders } from './part-headers.ts';

/** Limits how deep multipart bodies may be nested. */
const MAX_DEPTH = 10;

const NO_ENCODINGS: PartEncodings = { encoding: new Map() };

/** Writes an object as the named parts of a form (RFC 7578), and any other value as a list of parts without names. */
export function encodeMultipart(
  value: unknown,
  format: MultipartFormat,
): { bytes: Uint8Array; contentType: string } {
  const parts = isForm(value)
    ? writtenMembers(value).flatMap(([name, one]) => encodeNamed(name, one, format))
    : (Array.isArray(value) ? value : [value]).map((item, index) =>
        encodeOne(item, itemShapeOf(format, index), itemEncodingOf(format, index)),
      );
  const { bytes, boundary } = joinParts(parts);
  return { bytes, contentType: `${format.type.type}/${format.type.subtype}; boundary=${boundary}` };
}

/**
 * Reads a multipart body. Files are bytes, other parts are read by their type and schema; parts of one name are the
 * items of an array. @throws MalformedText
 */
export function decodeMultipart(bytes: Uint8Array, format: MultipartFormat): unknown {
  const boundary = format.type.parameters.get('boundary');
  if (boundary === undefined || boundary === '') {
    throw new MalformedText('boundary', 'must have a boundary in its content type');
  }
  const parts = splitParts(bytes, boundary).map((part) => ({ ...part, ...readDisposition(part) }));
  return isList(parts, format)
    ? parts.map((part, index) => decodeItem(part, index, format))
    : decodeNamed(parts, format);
}

function decodeItem(part: ReceivedPart, index: number, format: MultipartFormat): unknown {
  const shape = itemShapeOf(format, index);
  const encoding = itemEncodingOf(format, index);
  return decodingAt(formatPointer([index]), () => toValue(decodeOne(part, shape, encoding, format), shape));
}

/** Decodes one part. One that is multipart or a form itself has encodings of its own (OpenAPI 3.2, Encoding Object). */
function decodeOne(
  part: ReceivedPart,
  shape: ValueShape,
  encoding: Encoding | undefined,
  { depth = 0 }: MultipartFormat,
): DecodedPart {
  const allowed = encoding?.contentType;
  const type = isCompositeOnly(shape)
    ? parseMediaType(part.headers.get('content-type') ?? firstType(allowed) ?? '')
    : undefined;
  const parts = encoding?.parts ?? NO_ENCODINGS;
  if (type?.type === 'multipart') {
    if (depth >= MAX_DEPTH) throw new MalformedText('depth', `must NOT be deeper than ${MAX_DEPTH} levels`);
    return {
      kind: 'value',
      value: decodeMultipart(part.body, { ...parts, type, shape, depth: depth + 1 }),
    };
  }
  if (type?.subtype === 'x-www-form-urlencoded') {
    return { kind: 'value', value: decodeForm(decodeText(part.body), { ...parts, shape }) };
  }
  return decodePart(part, shape, allowed);
}

/** True where a part must be an object or an array. */
function isCompositeOnly(shape: ValueShape): boolean {
  return shape.isKnown && (shape.allowsObject || shape.allowsArray) && shape.primitives.length === 0;
}

/** Encodes one part with its header fields. The counterpart of `decodeOne`. */
function encodeOne(value: unknown, shape: ValueShape, encoding: Encoding | undefined): Part {
  const { headers, body } = encodeContentOf(value, shape, encoding);
  return { headers: new Map([...writtenHeaders(encoding), ...headers]), body };
}

function encodeContentOf(value: unknown, shape: ValueShape, encoding: Encoding | undefined): Part {
  const contentType = firstType(encoding?.contentType);
  const type = parseMediaType(contentType ?? '');
  const parts = encoding?.parts ?? NO_ENCODINGS;
  if (type?.type === 'multipart' && isComposite(value)) {
    const whole = encodeMultipart(value, { ...parts, type, shape });
    return { headers: new Map([['content-type', whole.contentType]]), body: whole.bytes };
  }
  if (type?.subtype === 'x-www-form-urlencoded' && isForm(value)) {
    const body = encodeText(encodeForm(value, { ...parts, shape }));
    return { headers: new Map([['content-type', contentType ?? '']]), body };
  }
  return encodePart(value, shape, contentType);
}

/** Reads named parts as an object. Texts are read together, like the fields of a form. */
function decodeNamed(parts: readonly ReceivedPart[], format: MultipartFormat): object {
  const fields = parts.map((part) => {
    const { name } = part;
    if (name === undefined) {
      throw new MalformedText('multipart', 'must have a name in the Content-Disposition of each part');
    }
    return { name, found: decodingAt(formatPointer([name]), () => decodeField(part, name, format)) };
  });
  const isValue = ({ found }: { readonly found: DecodedPart }) => found.kind === 'value';
  const groups = [...groupBy(fields, ({ name }) => name)];
  const typed = groups.filter(([, group]) => group.some(isValue));
  const pairs = groups
    .filter(([, group]) => !group.some(isValue))
    .flatMap(([, group]) =>
      group.flatMap(({ name, found }) => (found.kind === 'text' ? [{ name, value: found.text }] : [])),
    );
  const texts = decodeProperties(pairs, toForm(format));
  const values = typed.map(([name, group]): [string, unknown] => [
    name,
    decodingAt(formatPointer([name]), () =>
      combined(
        group.map(({ found }) => found),
        name,
        format,
      ),
    ),
  ]);
  return Object.fromEntries([...texts, ...values]);
}

function decodeField(part: ReceivedPart, name: string, format: MultipartFormat): DecodedPart {
  const encoding = format.encoding.get(name);
  if (encoding?.styling !== undefined) return { kind: 'text', text: decodeText(part.body) };
  return decodeOne(part, shapeOfPart(name, format), encoding, format);
}

function toForm({ shape, encoding }: MultipartFormat): Form {
  return { shape, encoding, escaping: VERBATIM, reserved: VERBATIM };
}

/** Returns the shape of one part of a property: that of an item, where the property is an array. */
function shapeOfPart(name: string, format: MultipartFormat): ValueShape {
  const shape = format.shape.property(name) ?? ANY_SHAPE;
  return isArrayOnly(shape) ? shape.item(0) : shape;
}

function isArrayOnly(shape: ValueShape): boolean {
  return shape.isKnown && shape.allowsArray && !shape.allowsObject;
}

/** Combines the parts of one name: several are items; a single one is the value, or an item of an array. */
function combined(parts: readonly DecodedPart[], name: string, format: MultipartFormat): unknown {
  const values = parts.map((part) => toValue(part, shapeOfPart(name, format)));
  const shape = format.shape.property(name) ?? ANY_SHAPE;
  const isWhole = !isArrayOnly(shape) || Array.isArray(values[0]);
  if (values.length === 1 && isWhole) return values[0];
  if (!shape.allowsArray) throw givenTwice();
  return values;
}

function toValue(part: DecodedPart, shape: ValueShape): unknown {
  return part.kind === 'value' ? part.value : readText(part.text, shape);
}

function encodeNamed(name: string, value: unknown, format: MultipartFormat): Part[] {
  const encoding = format.encoding.get(name);
  if (encoding?.styling !== undefined) {
    return encodeProperty(name, value, toForm(format)).map((pair) =>
      named(pair.name, { headers: new Map(), body: encodeText(pair.value) }),
    );
  }
  const shape = shapeOfPart(name, format);
  return (Array.isArray(value) ? value : [value]).map((item) =>
    named(name, encodeOne(item, shape, encoding), isFile(item, shape) ? name : undefined),
  );
}

function named(name: string, { headers, body }: Part, filename?: string): Part {
  return {
    headers: new Map([['content-disposition', writeDisposition(name, filename)], ...headers]),
    body,
  };
}
