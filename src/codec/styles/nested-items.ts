import type { ParameterStyle } from '../../description/model/media-type-object.ts';
import type { ValueShape } from '../../description/schemas/value-shape.ts';
import { delimiterOf } from './style-delimiter.ts';
import { readArray, writeText } from './value-text.ts';

/**
 * Joins each array inside an array into one text, by the styles of the levels from the outside in (Swagger 2.0, Items
 * Object, `collectionFormat`). Without styles they are left unchanged, and written as JSON later.
 */
export function joinItems(value: unknown, styles: readonly ParameterStyle[] | undefined): unknown {
  const [style, ...inner] = styles ?? [];
  if (style === undefined || !Array.isArray(value)) return value;
  return value.map((item: unknown) => {
    const joined = joinItems(item, inner);
    return Array.isArray(joined) ? joined.map(writeText).join(delimiterOf(style)) : item;
  });
}

/** Splits the items that `joinItems` joined. `value` was read with the shape; its items may still be texts. */
export function splitItems(
  value: unknown,
  shape: ValueShape,
  styles: readonly ParameterStyle[] | undefined,
): unknown {
  const [style, ...inner] = styles ?? [];
  if (style === undefined || !Array.isArray(value)) return value;
  return value.map((item: unknown, index) => {
    const itemShape = shape.item(index);
    if (typeof item !== 'string' || !itemShape.allowsArray) return item;
    return splitItems(readArray(item.split(delimiterOf(style)), itemShape), itemShape, inner);
  });
}
