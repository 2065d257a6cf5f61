import type { Description } from '../../../description/model/description.ts';
import type { ItemPlace } from '../../../description/resources/item-place.ts';
import type { Schema } from '../../../description/schemas/schema.ts';
import { shapeOf } from '../../../description/schemas/value-shape.ts';
import { itemProperties } from '../resources/item-properties.ts';
import type { ResourceModel } from '../resources/resource-model.ts';
import { innerShape } from './item-shape.ts';

/**
 * Returns the place of an item that is shown without its identifier: the body or an object in it, when at least half of
 * its properties are the item's. Undefined when there is no such place.
 */
export function likelyPlace(
  description: Description,
  schema: Schema | undefined,
  { key, properties }: ResourceModel,
): ItemPlace | undefined {
  if (schema === undefined) return undefined;
  const shape = shapeOf(description.document, schema);
  const candidates = [[], ...shape.propertyNames.map((name) => [name])].flatMap((envelope) => {
    const inner = innerShape(shape, envelope);
    if (inner?.isKnown !== true || inner.allowsArray || !inner.allowsObject) return [];
    const names = [...itemProperties(description, schema, envelope).keys()];
    const shared = names.filter((name) => properties.has(name)).length;
    return shared > 0 && shared * 2 >= names.length ? [{ envelope, shared }] : [];
  });
  const [best] = candidates.toSorted((left, right) => right.shared - left.shared);
  return best && { envelope: best.envelope, key };
}
