import { formatPointer } from '../../../base/json-pointer.ts';
import { member } from '../../../base/json.ts';
import type { Description } from '../../../description/model/description.ts';
import { distinctItems, itemsSchema } from './distinct-items.ts';
import type { Mutation } from './mutation.ts';
import type { SchemaPlace } from './schema-place.ts';

/** The longest list that is sent to go beyond a `maxItems`. */
const MOST_ITEMS = 1000;

/** One more item than there may be: each another, where they have to differ. */
export function tooManyItems(
  description: Description,
  place: SchemaPlace,
  value: readonly unknown[],
  path: readonly (string | number)[],
): readonly Mutation[] {
  const { node, pointer } = place;
  const most = member(node, 'maxItems');
  if (typeof most !== 'number' || most >= MOST_ITEMS) return [];
  const same = Array.from({ length: most + 1 }, (_, index) => value[index] ?? value[0]);
  const items = itemsSchema(description, place);
  const distinct = items === undefined ? [] : distinctItems(description, items, value, most + 1);
  const here = formatPointer(path);
  return [
    {
      rule: 'maxItems',
      keyword: 'maxItems',
      pointer: here,
      place: here,
      replacements: distinct.length === most + 1 ? [distinct, same] : [same],
      schemaPointer: pointer,
      title: `${here || 'the body'} with more than ${most} items`,
      isOptional: false,
    },
  ];
}
