import type { ItemIndex, ItemList } from '../../state/item-list.ts';
import type { Item } from '../../state/store.ts';

/** True when the store keeps each item under its member `key`: then no other item can have that identifier. */
export function isKeyedBy(list: ItemList, key: string): boolean {
  return list.index(`key ${key}`, () => keyIndex(key)).others() === 0;
}

function keyIndex(key: string): ItemIndex & { readonly others: () => number } {
  let others = 0;
  const isOther = (id: string, item: Item) => String(item[key]) !== id;
  return {
    added: (id, item) => (others += isOther(id, item) ? 1 : 0),
    removed: (id, item) => (others -= isOther(id, item) ? 1 : 0),
    others: () => others,
  };
}

/** The numbers that the items of a list have as one of their members. */
interface NumberIndex extends ItemIndex {
  readonly count: () => number;
  /** Returns the largest number that `isWanted`; 0 when there is none above it. */
  readonly largest: () => number;
  /** True when the largest one was removed: then it is to be looked for again. */
  readonly isStale: () => boolean;
  readonly restart: (items: readonly Item[]) => void;
}

function numberIndex(member: string, isWanted: (value: number) => boolean): NumberIndex {
  let count = 0;
  let largest = 0;
  let isStale = false;
  const numberIn = (item: Item) => {
    const value = item[member];
    return typeof value === 'number' && isWanted(value) ? value : undefined;
  };
  const add = (item: Item) => {
    if (typeof item[member] === 'number') count += 1;
    const number = numberIn(item) ?? 0;
    if (number < largest) return;
    largest = number;
    isStale = false;
  };
  return {
    added: (_, item) => add(item),
    removed: (_, item) => {
      if (typeof item[member] === 'number') count -= 1;
      if (numberIn(item) === largest) isStale = true;
    },
    count: () => count,
    largest: () => largest,
    isStale: () => isStale,
    restart: (items) => {
      [count, largest, isStale] = [0, 0, false];
      for (const item of items) add(item);
    },
  };
}

/** Returns the largest number that an item has as a member, at least 0; and how many items have a number. */
export function numbersOf(
  list: ItemList,
  member: string,
  { isSafe = false }: { readonly isSafe?: boolean } = {},
): { readonly count: number; readonly largest: number } {
  const isWanted = isSafe ? Number.isSafeInteger : () => true;
  const index = list.index(`numbers ${isSafe} ${member}`, () => numberIndex(member, isWanted));
  if (index.isStale()) index.restart(list.values());
  return { count: index.count(), largest: index.largest() };
}
