import { formatPointer } from '../../../base/json-pointer.ts';
import { member } from '../../../base/json.ts';
import { tryResolveObject } from '../../../description/document/resolve-reference.ts';
import type { Description } from '../../../description/model/description.ts';
import { distinctItems } from './distinct-items.ts';
import type { Mutation } from './mutation.ts';
import type { SchemaPlace } from './schema-place.ts';

/** The longest list that is sent to go beyond a `maxItems`. */
const MOST_ITEMS = 1000;

/** One more item than there may be: each another, where they have to differ. */
export function tooManyItems(
  description: Description,
  { node, pointer }: SchemaPlace,
  value: readonly unknown[],
  path: readonly (string | number)[],
): readonly Mutation[] {
  const most = member(node, 'maxItems');
  const schema = member(node, 'items');
  if (typeof most !== 'number' || most >= MOST_ITEMS) return [];
  const same = Array.from({ length: most + 1 }, (_, index) => value[index] ?? value[0]);
  const place = tryResolveObject(description.document, schema ?? true, `${pointer}/items`);
  const distinct = place
    ? distinctItems(description, { definition: place.node, pointer: place.pointer }, value, most + 1)
    : [];
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
