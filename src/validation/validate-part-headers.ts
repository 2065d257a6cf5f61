import { escapeToken, formatPointer } from '../base/json-pointer.ts';
import { isObject, members, type JsonObject } from '../base/json.ts';
import { readDisposition, splitParts, type Part } from '../codec/multipart/multipart-parts.ts';
import { headersOfPart } from '../codec/multipart/part-headers.ts';
import { decodeHeaderField } from '../codec/parameters/header-field.ts';
import type { Description } from '../description/model/description.ts';
import type { MediaType } from '../description/model/media-type-object.ts';
import type { Header } from '../description/model/parameter.ts';
import type { Direction } from '../description/schemas/schema.ts';
import { parseMediaType } from '../http/media-type.ts';
import { judgeValue } from './validate-value.ts';
import { violation, type Violation } from './violation.ts';

/** A multipart body that could be read. */
interface Multipart {
  readonly bytes: Uint8Array;
  readonly contentType: string;
  readonly mediaType: MediaType;
  readonly direction: Direction;
}

/** What is wrong with the header fields of parts, where Encoding Objects describe some; of most bodies, nothing is. */
export function judgePartHeaders(description: Description, body: Multipart): readonly Violation[] {
  const { mediaType } = body;
  const { encoding, prefixEncoding = [], itemEncoding } = mediaType;
  const all = [...members(encoding).map(([, one]) => one), ...prefixEncoding, itemEncoding];
  const type = parseMediaType(body.contentType);
  if (type?.type !== 'multipart' || !all.some((one) => isObject(one) && one['headers'] !== undefined))
    return [];
  const counts = new Map<string, number>();
  return splitParts(body.bytes, type.parameters.get('boundary') ?? '').flatMap((part, index) => {
    const { name } = readDisposition(part);
    const own = name === undefined ? undefined : encoding[name];
    if (name === undefined || !isObject(own)) {
      return judgePart(description, body, part, {
        ...itemEncodingAt(mediaType, index),
        pointer: formatPointer([index]),
      });
    }
    const count = counts.get(name) ?? 0;
    counts.set(name, count + 1);
    const pointer = formatPointer(count === 0 ? [name] : [name, count]);
    return judgePart(description, body, part, { own, at: `/encoding/${escapeToken(name)}`, pointer });
  });
}

/** The Encoding Object of a part, where it stands in its media type, and the part's own place in the body. */
interface PartPlace {
  readonly own: JsonObject | undefined;
  readonly at: string;
  readonly pointer: string;
}

function itemEncodingAt({ prefixEncoding = [], itemEncoding }: MediaType, index: number) {
  const prefixed = prefixEncoding[index];
  return prefixed === undefined
    ? { own: itemEncoding, at: '/itemEncoding' }
    : { own: prefixed, at: `/prefixEncoding/${index}` };
}

function judgePart(
  description: Description,
  { mediaType, direction }: Multipart,
  part: Part,
  { own, at, pointer }: PartPlace,
): readonly Violation[] {
  const headers = headersOfPart(description.document, own, `${mediaType.pointer}${at}`);
  const fields = Object.fromEntries(part.headers);
  return headers.flatMap((header) => {
    const broken = brokenBy(description, header, fields, direction);
    if (broken === undefined) return [];
    const { keyword, message } = broken;
    const place = { where: 'body' as const, pointer, descriptionPointer: header.pointer };
    return [violation({ ...place, keyword, params: { header: header.name }, message })];
  });
}

function brokenBy(
  { document, validators }: Description,
  header: Header,
  fields: Readonly<Record<string, string>>,
  direction: Direction,
): { readonly keyword: string; readonly message: string } | undefined {
  const found = decodeHeaderField(document, header, fields);
  const field = `the header field ${header.name}`;
  switch (found.kind) {
    case 'absent':
      return header.required ? { keyword: 'required', message: `must have ${field}` } : undefined;
    case 'malformed':
      return { keyword: found.keyword, message: `must have ${field} as described: it ${found.message}` };
    case 'value': {
      const [error] = judgeValue(validators.of(header.schema, direction), found.value);
      if (error === undefined) return undefined;
      return { keyword: error.keyword, message: `must have ${field} as described: it ${error.message}` };
    }
  }
}
