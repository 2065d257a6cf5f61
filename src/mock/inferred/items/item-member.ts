import { isObject } from '../../../base/json.ts';
import type { Item } from '../../state/store.ts';

/** A member of an item, or, as in JSON:API, of its `attributes`. */
export function memberOf(item: Item, name: string): unknown {
  if (Object.hasOwn(item, name)) return item[name];
  const attributes = attributesOf(item);
  return Object.hasOwn(attributes, name) ? attributes[name] : undefined;
}

/** The names of all members that some item has. */
export function memberNames(items: readonly Item[]): readonly string[] {
  return [...new Set(items.flatMap((item) => [...Object.keys(item), ...Object.keys(attributesOf(item))]))];
}

function attributesOf(item: Item): Item {
  const { attributes } = item;
  return isObject(attributes) ? attributes : {};
}
