import { writeExactJson } from '../base/exact-json.ts';
import { onDemand } from '../base/on-demand.ts';
import { formatPointer } from '../base/json-pointer.ts';
import { decodeBody, type DecodedBody } from '../codec/body-codec.ts';
import type { Description } from '../description/model/description.ts';
import type { MediaType } from '../description/model/media-type-object.ts';
import type { SchemaError } from '../description/schemas/schema-validators.ts';
import type { Direction } from '../description/schemas/schema.ts';
import { shapeOf, type ValueShape } from '../description/schemas/value-shape.ts';
import { parseMediaType } from '../http/media-type.ts';
import { schemaViolation } from './schema-violation.ts';
import { violation, type Violation } from './violation.ts';

/** A body to validate. */
interface Content {
  readonly bytes: Uint8Array;
  readonly contentType: string;
  readonly mediaType: MediaType;
  readonly direction: Direction;
  /** The decoded value, where it is known already. */
  readonly known?: unknown;
}

interface ValidatedContent {
  /** Undefined where the body is malformed. */
  readonly value: unknown;
  readonly violations: readonly Violation[];
}

/** Decodes a body and validates it against its schema. */
export function validateContent(description: Description, content: Content): ValidatedContent {
  const { bytes, contentType, mediaType, known } = content;
  const { document } = description;
  const decoded: DecodedBody =
    known === undefined
      ? decodeBody(bytes, contentType, { mediaType, document })
      : { kind: 'value', value: known };
  if (decoded.kind === 'malformed') {
    return { value: undefined, violations: [malformedBody(mediaType, decoded)] };
  }
  const { value } = decoded;
  const errors = errorsOf(description, content, value);
  const violations = errors.map((error) => schemaViolation('body', error, { value, document }));
  const ofParts = known === undefined ? partFaults(description, content) : [];
  return { value, violations: [...violations, ...ofParts] };
}

/**
 * A sequence has a schema for its items, for the whole, or both. A `schema` that does not describe an array is that
 * of the items; one of a text is that of their JSON texts.
 */
function errorsOf(
  description: Description,
  { mediaType, direction }: Content,
  value: unknown,
): readonly SchemaError[] {
  const { schema, itemSchema } = mediaType;
  const isSequence = Array.isArray(value) && isOfItems(description, mediaType);
  const isOfTexts = schema !== undefined && isText(shapeOf(description.document, schema));
  const asDescribed = (item: unknown) => (isSequence && isOfTexts ? textOf(item) : item);
  const ofItems = itemSchema ?? (isSequence ? schema : undefined);
  const itemErrors =
    ofItems === undefined || !Array.isArray(value)
      ? []
      : value.flatMap((item, index) =>
          description.validators
            .of(
              ofItems,
              direction,
            )(asDescribed(item))
            .map((error) => ({
              ...error,
              instancePath: `${formatPointer([index])}${error.instancePath}`,
            })),
        );
  if (schema === undefined || schema === ofItems) return itemErrors;
  return [...description.validators.of(schema, direction)(value), ...itemErrors];
}

/** True for the schema of a text, which every line of JSON is. */
function isText({ isKnown, primitives, allowsArray, allowsObject }: ValueShape): boolean {
  return isKnown && !allowsArray && !allowsObject && primitives.every((primitive) => primitive === 'string');
}

function textOf(item: unknown): unknown {
  return typeof item === 'string' ? item : writeExactJson(item);
}

/** True where `schema` describes the items of `application/x-ndjson` or of events, as it had to before OpenAPI 3.2. */
function isOfItems({ document }: Description, { range, schema, itemSchema }: MediaType): boolean {
  if (
    itemSchema !== undefined ||
    schema === undefined ||
    !/json-?l|ndjson|jsonlines|json-seq|event-stream/i.test(range)
  )
    return false;
  const shape = shapeOf(document, schema);
  return shape.isKnown && !shape.allowsArray;
}

function malformedBody(
  mediaType: MediaType,
  { keyword, message, pointer }: { keyword: string; message: string; pointer: string },
): Violation {
  const descriptionPointer = mediaType.pointer;
  return violation({ where: 'body', pointer, descriptionPointer, keyword, params: {}, message });
}

/** Validates the header fields of the parts of a multipart body. */
export const partHeaders = onDemand(() => import('./validate-part-headers.ts'));

function partFaults(description: Description, content: Content): readonly Violation[] {
  const isMultipart = parseMediaType(content.contentType)?.type === 'multipart';
  if (!isMultipart || !describesHeaders(content.mediaType)) return [];
  return partHeaders.get().validatePartHeaders(description, content);
}

function describesHeaders({ encoding, prefixEncoding = [], itemEncoding }: MediaType): boolean {
  const encodings = [...encoding.values(), ...prefixEncoding, itemEncoding];
  return encodings.some((one) => one !== undefined && one.headers.length > 0);
}
