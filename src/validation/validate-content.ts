import { formatPointer } from '../base/json-pointer.ts';
import { decodeBody, type DecodedBody } from '../codec/body-codec.ts';
import type { Description } from '../description/model/description.ts';
import type { MediaType } from '../description/model/media-type-object.ts';
import type { SchemaError } from '../description/schemas/schema-validators.ts';
import type { Direction } from '../description/schemas/schema.ts';
import { shapeOf } from '../description/schemas/value-shape.ts';
import { schemaViolation } from './schema-violation.ts';
import { judgePartHeaders } from './validate-part-headers.ts';
import { judgeValue } from './validate-value.ts';
import { violation, type Violation } from './violation.ts';

/** A body with what is known of it. */
interface Content {
  readonly bytes: Uint8Array;
  readonly contentType: string;
  readonly mediaType: MediaType;
  readonly direction: Direction;
  /** What the body says, where that is known already. */
  readonly known?: unknown;
}

interface JudgedContent {
  /** Undefined where it cannot be read. */
  readonly value: unknown;
  readonly violations: readonly Violation[];
}

/** Reads a body and holds it against its schema. */
export function judgeContent(description: Description, content: Content): JudgedContent {
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
  const ofParts = known === undefined ? judgePartHeaders(description, content) : [];
  return { value, violations: [...violations, ...ofParts] };
}

/** A sequence has a schema of its items, of the whole, or both; one that is no array's means the items. */
function errorsOf(
  description: Description,
  { mediaType, direction }: Content,
  value: unknown,
): readonly SchemaError[] {
  const { schema, itemSchema } = mediaType;
  const isSequence = Array.isArray(value) && isOfItems(description, mediaType);
  const ofItems = itemSchema ?? (isSequence ? schema : undefined);
  const itemErrors =
    ofItems === undefined || !Array.isArray(value)
      ? []
      : value.flatMap((item, index) =>
          judgeValue(description.validators.of(ofItems, direction), item).map((error) => ({
            ...error,
            instancePath: `${formatPointer([index])}${error.instancePath}`,
          })),
        );
  if (schema === undefined || schema === ofItems) return itemErrors;
  return [...judgeValue(description.validators.of(schema, direction), value), ...itemErrors];
}

/** Before OpenAPI 3.2, `schema` was all there was to describe the lines of `application/x-ndjson`, and events. */
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
