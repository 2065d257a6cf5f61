import type { ItemList } from '../../state/items/item-list.ts';
import type { Item } from '../../state/store.ts';
import { isKeyedBy, itemsWith, keptIn } from './item-indexes.ts';

/** The items of a list, in their order. */
export interface ItemSource {
  readonly size: number;
  readonly slice: (from?: number, to?: number) => readonly Item[];
  /** Returns the position of the item whose member `key` is written so; -1 when there is none. */
  readonly indexOf: (key: string, text: string) => number;
  /** Returns what is made of the items, which is kept until they change. */
  readonly kept?: (name: string, make: () => readonly Item[]) => readonly Item[];
  /** Returns the items with one of the texts, see `itemsWith`; undefined where each has to be looked at. */
  readonly having?: (
    name: string,
    textsOf: (item: Item) => readonly string[],
    wanted: readonly string[],
  ) => readonly Item[] | undefined;
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
    kept: (name, make) => keptIn(list, name, make),
    having: (...texts) => itemsWith(list, ...texts),
    indexOf: (key, text) =>
      isKeyedBy(list, key)
        ? list.positionOf(text)
        : list.values().findIndex((item) => String(item[key]) === text),
  };
}
