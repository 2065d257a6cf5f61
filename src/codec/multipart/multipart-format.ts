import type { Encoding, PartEncodings } from '../../description/model/media-type-object.ts';
import type { ValueShape } from '../../description/schemas/value-shape.ts';
import type { MediaRange } from '../../http/media-type.ts';
import type { ReceivedPart } from './part-codec.ts';

/** How the description says that a multipart body is written. */
export interface MultipartFormat extends PartEncodings {
  readonly type: MediaRange;
  readonly shape: ValueShape;
  /** The shape of each part; set where the parts are a list (OpenAPI 3.2, `itemSchema`). */
  readonly itemShape?: ValueShape | undefined;
  /** How many multipart bodies enclose this one. Default: 0. */
  readonly depth?: number;
}

/** True where the parts are the items of an array, not the properties of an object. */
export function isList(
  parts: readonly ReceivedPart[],
  { type, shape, itemShape, prefixEncoding, itemEncoding }: MultipartFormat,
): boolean {
  if ((itemShape ?? prefixEncoding ?? itemEncoding) !== undefined) return true;
  if (type.subtype === 'form-data') return false;
  return (shape.isKnown && !shape.allowsObject) || parts.some(({ name }) => name === undefined);
}

/** Returns the shape of a part of a list. */
export function itemShapeOf({ shape, itemShape }: MultipartFormat, index: number): ValueShape {
  return itemShape ?? shape.item(index);
}

/** Returns the encoding of a part of a list. */
export function itemEncodingOf(
  { prefixEncoding = [], itemEncoding }: PartEncodings,
  index: number,
): Encoding | undefined {
  return prefixEncoding[index] ?? itemEncoding;
}
