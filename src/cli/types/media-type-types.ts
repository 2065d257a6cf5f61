import { bodyFamily, concreteType, type BodyFamily } from '../../codec/formats/body-family.ts';
import type { Description } from '../../description/model/description.ts';
import type { MediaType } from '../../description/model/media-type-object.ts';
import type { Direction } from '../../description/schemas/schema.ts';
import { ANY_SHAPE, shapeOf } from '../../description/schemas/value-shape.ts';
import { parseMediaType } from '../../http/media-type.ts';
import type { SchemaTypes } from './schema-types.ts';
import { arrayText } from './type-text.ts';

/** Bodies that are decoded to arrays, even if the schema describes one item. */
const SEQUENCES: readonly BodyFamily[] = ['jsonLines', 'jsonSequence', 'events', 'eventData'];

/** Returns the type of a decoded body of a media type. */
export function mediaTypeType(
  { document }: Description,
  mediaType: MediaType,
  direction: Direction,
  types: SchemaTypes,
): string {
  const { schema, itemSchema, range } = mediaType;
  const shape = schema === undefined ? ANY_SHAPE : shapeOf(document, schema);
  const type = parseMediaType(concreteType(range, shape));
  const family: BodyFamily = type === undefined ? 'binary' : bodyFamily(type, mediaType, shape);
  if (family === 'text') return 'string';
  if (family === 'binary' && direction === 'request') return 'Uint8Array';
  if (family === 'binary' || family === 'textOrBinary') return 'string | Uint8Array';
  if (itemSchema) return arrayText(types.typeOf(itemSchema, direction));
  if (schema && !shape.allowsArray && SEQUENCES.includes(family)) {
    return arrayText(types.typeOf(schema, direction));
  }
  return schema === undefined ? 'unknown' : types.typeOf(schema, direction);
}
