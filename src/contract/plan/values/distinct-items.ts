import { exactText } from '../../../base/exact-json.ts';
import { member } from '../../../base/json.ts';
import { tryResolveObject } from '../../../description/document/resolve-reference.ts';
import type { Description } from '../../../description/model/description.ts';
import type { Schema } from '../../../description/schemas/schema.ts';
import { generated } from '../../../generate/generate-value.ts';
import type { SchemaPlace } from './schema-place.ts';

/** So many items that differ, the known ones first; fewer where no more are found. */
export function distinctItems(
  description: Description,
  schema: Schema,
  known: readonly unknown[],
  count: number,
): readonly unknown[] {
  const found = new Map(known.slice(0, count).map((item) => [exactText(item), item]));
  for (let seed = 2; found.size < count && seed < count * 4 + 2; seed += 1) {
    const item = generated(description, schema, { seed, names: [schema.pointer], direction: 'request' });
    if (item !== undefined) found.set(exactText(item), item);
  }
  return [...found.values()];
}

/** Returns the schema of a list's items; undefined where its reference leads nowhere. */
export function itemsSchema({ document }: Description, { node, pointer }: SchemaPlace): Schema | undefined {
  const place = tryResolveObject(document, member(node, 'items') ?? true, `${pointer}/items`);
  return place && { definition: place.node, pointer: place.pointer };
}
