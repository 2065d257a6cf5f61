import { setAt } from '../../../base/edit-json.ts';
import { formatPointer } from '../../../base/json-pointer.ts';
import { isObject, items, member, type Json } from '../../../base/json.ts';
import type { Description } from '../../../description/model/description.ts';
import type { Direction, Schema } from '../../../description/schemas/schema.ts';
import { generateValue } from '../../../generate/generate-value.ts';
import { SchemaWalk } from '../../report/coverage/schema-walk.ts';

/**
 * Returns a value with the required members that only the other direction has, made up: a validator that knows nothing of
 * `readOnly` and `writeOnly` misses them.
 */
export function withHidden(
  description: Description,
  schema: Schema,
  direction: Direction,
  value: Json,
): Json {
  const walk = new SchemaWalk(description, direction);
  let whole: unknown = value;
  walk.through(schema, value, (open, part, path) => {
    if (!isObject(part)) return;
    for (const name of items(open.node['required']).map(String)) {
      const definition = member(member(open.node, 'properties'), name);
      if (Object.hasOwn(part, name) || !isObject(definition) || !walk.isHidden(open, name)) continue;
      const pointer = `${open.pointer}/properties${formatPointer([name])}`;
      const other = direction === 'request' ? 'response' : 'request';
      const made = generateValue(
        description,
        { definition, pointer },
        { seed: 1, names: ['hidden', name], direction: other },
      );
      if (made.kind === 'value') whole = setAt(whole, [...path, name], made.value);
    }
  });
  return whole as Json;
}
