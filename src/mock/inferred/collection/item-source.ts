import type { ItemList } from '../../state/item-list.ts';
import type { Item } from '../../state/store.ts';
import { isKeyedBy } from './item-indexes.ts';

/** The items of a list, in their order. */
export interface ItemSource {
  readonly size: number;
  readonly slice: (from?: number, to?: number) => readonly Item[];
  /** Returns the position of the item whose member `key` is written so; -1 when there is none. */
  readonly indexOf: (key: string, text: string) => number;
}

/** Returns the source of some items. */
export function sourceOf(items: readonly Item[]): ItemSource {
  return {
    size: items.length,
    slice: (from, to) => items.slice(from, to),
    indexOf: (key, text) => items.findIndex((item) => String(item[key]) === text),
  };
}

/** Returns the source of all items of a collection, which are not looked at one by one. */
export function sourceIn(list: ItemList): ItemSource {
  return {
    size: list.size,
    slice: (from, to) => list.slice(from, to),
    indexOf: (key, text) =>
      isKeyedBy(list, key)
        ? list.positionOf(text)
        : list.values().findIndex((item) => String(item[key]) === text),
  };
}
