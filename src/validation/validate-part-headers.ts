import { formatPointer } from '../base/json-pointer.ts';
import { itemEncodingOf } from '../codec/multipart/multipart-format.ts';
import { readDisposition, splitParts, type Part } from '../codec/multipart/multipart-parts.ts';
import { decodeHeaderField } from '../codec/parameters/header-field.ts';
import type { Description } from '../description/model/description.ts';
import type { Header, MediaType } from '../description/model/media-type-object.ts';
import type { Direction } from '../description/schemas/schema.ts';
import { parseMediaType } from '../http/media-type.ts';
import { violation, type Violation } from './violation.ts';

/** A well-formed multipart body. */
interface Multipart {
  readonly bytes: Uint8Array;
  readonly contentType: string;
  readonly mediaType: MediaType;
  readonly direction: Direction;
}

/** Validates the header fields that the encodings describe for the parts of a multipart body. */
export function validatePartHeaders(description: Description, body: Multipart): readonly Violation[] {
  const { mediaType } = body;
  const type = parseMediaType(body.contentType);
  const counts = new Map<string, number>();
  return splitParts(body.bytes, type?.parameters.get('boundary') ?? '').flatMap((part, index) => {
    const { name } = readDisposition(part);
    const encoding = name === undefined ? undefined : mediaType.encoding.get(name);
    if (name === undefined || encoding === undefined) {
      return validatePart(description, part, {
        headers: itemEncodingOf(mediaType, index)?.headers ?? [],
        pointer: formatPointer([index]),
        direction: body.direction,
      });
    }
    const count = counts.get(name) ?? 0;
    counts.set(name, count + 1);
    const pointer = formatPointer(count === 0 ? [name] : [name, count]);
    return validatePart(description, part, { headers: encoding.headers, pointer, direction: body.direction });
  });
}

interface PartRule {
  readonly headers: readonly Header[];
  /** JSON Pointer of the part in the body. */
  readonly pointer: string;
  readonly direction: Direction;
}

function validatePart(
  description: Description,
  part: Part,
  { headers, pointer, direction }: PartRule,
): readonly Violation[] {
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
      const [error] = validators.of(header.schema, direction)(found.value);
      if (error === undefined) return undefined;
      return { keyword: error.keyword, message: `must have ${field} as described: it ${error.message}` };
    }
  }
}
