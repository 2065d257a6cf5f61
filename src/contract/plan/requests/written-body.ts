import { decodeBody, encodeBody } from '../../../codec/body-codec.ts';
import type { Description } from '../../../description/model/description.ts';
import { isJsonRange } from '../../../description/model/media-type-object.ts';
import type { Operation } from '../../../description/model/operation.ts';
import { describedBy, parseMediaType } from '../../../http/media-type.ts';
import type { RequestPlan } from '../../case/case.ts';

/** The value of a written body, and a function that writes another value in its place. */
interface WrittenBody {
  readonly value: unknown;
  readonly write: (value: unknown) => string;
}

const encoder = new TextEncoder();

const decoder = new TextDecoder();

/** Reads the body of a request as JSON, XML or YAML; undefined for any other type, and for a malformed body. */
export function writtenBody(
  { document }: Description,
  { requestBody }: Operation,
  { body, headers }: RequestPlan,
): WrittenBody | undefined {
  const contentType = headers['content-type'] ?? '';
  if (body === undefined) return undefined;
  if (isJsonRange(contentType)) return jsonBody(body);
  const type = /[/+](xml|yaml)\b/i.test(contentType) ? parseMediaType(contentType) : undefined;
  const mediaType = type && describedBy(requestBody?.content ?? [], type);
  if (mediaType === undefined) return undefined;
  const format = { mediaType, document };
  const decoded = decodeBody(encoder.encode(body), contentType, format);
  if (decoded.kind === 'malformed') return undefined;
  const write = (value: unknown) => decoder.decode(encodeBody(value, mediaType.range, format).bytes);
  return { value: decoded.value, write };
}

function jsonBody(body: string): WrittenBody | undefined {
  try {
    return { value: JSON.parse(body) as unknown, write: (value) => JSON.stringify(value) };
  } catch {
    return undefined;
  }
}
