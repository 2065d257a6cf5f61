import { exactText } from '../../../base/exact-json.ts';
import type { Description } from '../../../description/model/description.ts';
import type { Schema } from '../../../description/schemas/schema.ts';
import { generated } from '../../../generate/generate-value.ts';

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
