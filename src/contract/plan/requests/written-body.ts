import { exactText, parseExactJson } from '../../../base/exact-json.ts';
import { decodeBody, encodeBody } from '../../../codec/body-codec.ts';
import type { Description } from '../../../description/model/description.ts';
import { isJsonRange, type MediaType } from '../../../description/model/media-type-object.ts';
import type { Operation } from '../../../description/model/operation.ts';
import type { Schema } from '../../../description/schemas/schema.ts';
import { describedBy, parseMediaType } from '../../../http/media-type.ts';
import type { RequestPlan } from '../../case/case.ts';

/** A body that is written already, and how another value would be written in its place. */
export interface WrittenBody {
  readonly value: unknown;
  /** Undefined where the description has none for it. */
  readonly schema: Schema | undefined;
  readonly write: (value: unknown) => string;
  /** True where the schema alone judges the value, as it is. */
  readonly isPlainJson: boolean;
}

const encoder = new TextEncoder();

const decoder = new TextDecoder();

/** Returns the body of a request as JSON, XML, YAML or a form; undefined for any other, and for one that is malformed. */
export function writtenBody(
  { document }: Description,
  { requestBody }: Operation,
  { body, headers }: RequestPlan,
): WrittenBody | undefined {
  const contentType = headers['content-type'] ?? '';
  if (body === undefined) return undefined;
  const type = parseMediaType(contentType);
  const mediaType = type && describedBy(requestBody?.content ?? [], type);
  if (isJsonRange(contentType)) return jsonBody(body, mediaType);
  if (mediaType === undefined || !/[/+](xml|yaml|x-www-form-urlencoded)\b/i.test(contentType))
    return undefined;
  const format = { mediaType, document };
  const decoded = decodeBody(encoder.encode(body), contentType, format);
  if (decoded.kind === 'malformed') return undefined;
  const write = (value: unknown) => decoder.decode(encodeBody(value, mediaType.range, format).bytes);
  return { value: decoded.value, schema: mediaType.schema, write, isPlainJson: false };
}

function jsonBody(body: string, mediaType: MediaType | undefined): WrittenBody | undefined {
  const { schema, itemSchema } = mediaType ?? {};
  const isPlainJson = itemSchema === undefined;
  try {
    return { value: parseExactJson(body), schema, write: (value) => exactText(value), isPlainJson };
  } catch {
    return undefined;
  }
}
