import { isObject } from '../../../base/json.ts';
import type { Item } from '../../state/store.ts';

/** The names of members: those of the schema, and all that there are. */
export interface MemberNames {
  readonly described: readonly string[];
  readonly all: () => readonly string[];
}

/** Returns a member of an item, or, as JSON:API has it, of the item's `attributes`. */
export function memberOf(item: Item, name: string): unknown {
  if (Object.hasOwn(item, name)) return item[name];
  const attributes = attributesOf(item);
  return Object.hasOwn(attributes, name) ? attributes[name] : undefined;
}

/** Returns the names of the members that any of the items has. */
export function memberNames(items: readonly Item[]): readonly string[] {
  return [...new Set(items.flatMap((item) => [...Object.keys(item), ...Object.keys(attributesOf(item))]))];
}

function attributesOf(item: Item): Item {
  const { attributes } = item;
  return isObject(attributes) ? attributes : {};
}
