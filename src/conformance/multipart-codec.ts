import { formatPointer } from '../spec/json-pointer.ts';
import { member, stringMember, type JsonObject } from '../spec/json.ts';
import { ANY_SHAPE, type ValueShape } from '../spec/value-shape.ts';
import { VERBATIM } from './escaping.ts';
import { decodeProperties, encodeProperty, isForm, isStyled, type Form } from './form-properties.ts';
import { decodingAt, givenTwice, MalformedText } from './malformed-text.ts';
import type { MediaRange } from './media-type.ts';
import { joinParts, readDisposition, splitParts, writeDisposition, type Part } from './multipart-parts.ts';
import {
  decodePart,
  encodePart,
  firstType,
  isFile,
  type DecodedPart,
  type ReceivedPart,
} from './part-codec.ts';
import type { RawPair } from './raw-parameters.ts';
import { decodeText, encodeText } from './text-body-codec.ts';
import { readText, writtenMembers } from './text-codec.ts';

interface MultipartFormat {
  readonly type: MediaRange;
  readonly shape: ValueShape;
  readonly encoding: JsonObject;
}

/** The parts of a form by name (RFC 7578); of other multipart types, where the parts have no names, a list. */
export function encodeMultipart(
  value: unknown,
  format: MultipartFormat,
): { bytes: Uint8Array; contentType: string } {
  const parts = isForm(value)
    ? writtenMembers(value).flatMap(([name, one]) => encodeNamed(name, one, format))
    : (Array.isArray(value) ? value : [value]).map((item, index) =>
        encodePart(item, format.shape.item(index), undefined),
      );
  const { bytes, boundary } = joinParts(parts);
  return { bytes, contentType: `${format.type.type}/${format.type.subtype}; boundary=${boundary}` };
}

/**
 * Files are bytes, other parts what their type and schema say; parts of one name are the items of an array.
 * @throws MalformedText
 */
export function decodeMultipart(bytes: Uint8Array, format: MultipartFormat): unknown {
  const boundary = format.type.parameters.get('boundary');
  if (boundary === undefined || boundary === '') {
    throw new MalformedText('boundary', 'must have a boundary in its content type');
  }
  const parts = splitParts(bytes, boundary).map((part) => ({ ...part, ...readDisposition(part) }));
  const isList = format.shape.isKnown && !format.shape.allowsObject;
  if (format.type.subtype !== 'form-data' && (isList || parts.some(({ name }) => name === undefined))) {
    return parts.map((part, index) => decodeItem(part, index, format.shape.item(index)));
  }
  return decodeNamed(parts, format);
}

function decodeItem(part: ReceivedPart, index: number, shape: ValueShape): unknown {
  return decodingAt(formatPointer([index]), () => toValue(decodePart(part, shape), shape));
}

/** Texts are read together, as in any form; the other parts are values already. */
function decodeNamed(parts: readonly ReceivedPart[], format: MultipartFormat): object {
  const pairs: RawPair[] = [];
  const decoded = new Map<string, DecodedPart[]>();
  for (const part of parts) {
    const { name } = part;
    if (name === undefined) {
      throw new MalformedText('multipart', 'must have a name in the Content-Disposition of each part');
    }
    const found = decodingAt(formatPointer([name]), () => decodeField(part, name, format));
    decoded.set(name, [...(decoded.get(name) ?? []), found]);
    if (found.kind === 'text') pairs.push({ name, value: found.text });
  }
  const typed = new Map([...decoded].filter(([, found]) => found.some(({ kind }) => kind === 'value')));
  const texts = decodeProperties(
    pairs.filter(({ name }) => !typed.has(name)),
    toForm(format),
  );
  const values = [...typed].map(([name, found]): [string, unknown] => [
    name,
    decodingAt(formatPointer([name]), () => together(found, name, format)),
  ]);
  return Object.fromEntries([...texts, ...values]);
}

function decodeField(part: ReceivedPart, name: string, format: MultipartFormat): DecodedPart {
  const own = member(format.encoding, name);
  if (isStyled(own)) return { kind: 'text', text: decodeText(part.body) };
  return decodePart(part, shapeOfPart(name, format), stringMember(own, 'contentType'));
}

function toForm({ shape, encoding }: MultipartFormat): Form {
  return { shape, encoding, escaping: VERBATIM, reserved: VERBATIM };
}

/** What stands in one part of a property: an item, where the property is an array. */
function shapeOfPart(name: string, format: MultipartFormat): ValueShape {
  const shape = format.shape.property(name) ?? ANY_SHAPE;
  return isArrayOnly(shape) ? shape.item(0) : shape;
}

function isArrayOnly(shape: ValueShape): boolean {
  return shape.isKnown && shape.allowsArray && !shape.allowsObject;
}

/** The parts of one name: items, or the one value; a part that is an array itself may be all of it. */
function together(parts: readonly DecodedPart[], name: string, format: MultipartFormat): unknown {
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
  const own = member(format.encoding, name);
  if (isStyled(own)) {
    return encodeProperty(name, value, toForm(format)).map((pair) =>
      named(pair.name, { headers: new Map(), body: encodeText(pair.value) }),
    );
  }
  const shape = shapeOfPart(name, format);
  const contentType = firstType(stringMember(own, 'contentType'));
  return (Array.isArray(value) ? value : [value]).map((item) =>
    named(name, encodePart(item, shape, contentType), isFile(item, shape) ? name : undefined),
  );
}

function named(name: string, { headers, body }: Part, filename?: string): Part {
  return {
    headers: new Map([['content-disposition', writeDisposition(name, filename)], ...headers]),
    body,
  };
}
