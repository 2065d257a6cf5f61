import type { Description } from '../../../description/model/description.ts';
import { shapeOf, type ValueShape } from '../../../description/schemas/value-shape.ts';
import type { ResourceModel } from '../resources/resource-model.ts';

/** Returns the shape of a collection's items; undefined when it cannot be determined. */
export function itemShape(
  { document }: Description,
  { item, list }: Pick<ResourceModel, 'item' | 'list'>,
): ValueShape | undefined {
  const response = item ?? list;
  if (response === undefined) return undefined;
  const shape = innerShape(shapeOf(document, response.schema), response.place.envelope);
  return response === item ? shape : shape?.item(0);
}

/** True when the member at a path may be `null`, also when the shape says nothing about it. */
export function mayBeNull(shape: ValueShape | undefined, path: readonly string[]): boolean {
  const inner = innerShape(shape, path);
  return inner === undefined || !inner.isKnown || inner.primitives.includes('null');
}

/** Returns the shape of the member at a path; undefined when the schema does not provide for it. */
export function innerShape(shape: ValueShape | undefined, path: readonly string[]): ValueShape | undefined {
  return path.reduce<ValueShape | undefined>((outer, name) => outer?.property(name), shape);
}
