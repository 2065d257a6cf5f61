import type { ItemIndex, ItemList } from '../../state/items/item-list.ts';
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

/** The identifiers of the items that have a value, by the text of the value. */
interface TextIndex extends ItemIndex {
  readonly idsOf: (text: string) => ReadonlySet<string>;
}

function textIndex(textsOf: (item: Item) => readonly string[]): TextIndex {
  const byText = new Map<string, string | Set<string>>(); // a set takes much more memory than an identifier
  return {
    added: (id, item) => {
      for (const text of textsOf(item)) {
        const known = byText.get(text);
        if (known === undefined) byText.set(text, id);
        else if (typeof known !== 'string') known.add(id);
        else if (known !== id) byText.set(text, new Set([known, id]));
      }
    },
    removed: (id, item) => {
      for (const text of textsOf(item)) {
        const known = byText.get(text);
        if (known === id) byText.delete(text);
        else if (typeof known === 'object' && known.delete(id) && known.size === 0) byText.delete(text);
      }
    },
    idsOf: (text) => {
      const known = byText.get(text) ?? NONE;
      return typeof known === 'string' ? new Set([known]) : known;
    },
  };
}

const NONE: ReadonlySet<string> = new Set();

/** In lists of fewer items, each is looked at. */
const LEAST_INDEXED = 500;

/**
 * Returns the items that have one of the texts, in the order of the list; undefined where it is quicker, or has to do for
 * now, to look at each item. `name`: that of what `textsOf` reads.
 */
export function itemsWith(
  list: ItemList,
  name: string,
  textsOf: (item: Item) => readonly string[],
  wanted: readonly string[],
): readonly Item[] | undefined {
  if (list.size < LEAST_INDEXED) return undefined;
  const index = list.indexInTime(`texts ${name}`, () => textIndex(textsOf));
  if (index === undefined) return undefined;
  const found = wanted.map((text) => index.idsOf(text));
  const count = found.reduce((sum, ids) => sum + ids.size, 0);
  if (count > list.size / 8) return undefined;
  return [...new Set(found.flatMap((ids) => [...ids]))]
    .toSorted((left, right) => list.orderOf(left) - list.orderOf(right))
    .map((id) => list.get(id))
    .filter((item) => item !== undefined);
}

/** Returns what is made of all items of a list; it is made again when one of them has changed. */
export function keptIn(list: ItemList, name: string, make: () => readonly Item[]): readonly Item[] {
  const kept = list.index(`kept ${name}`, keptItems);
  return kept.get() ?? kept.set(make());
}

function keptItems() {
  let made: readonly Item[] | undefined;
  const forget = () => (made = undefined);
  return {
    added: forget,
    removed: forget,
    get: () => made,
    set: (items: readonly Item[]) => (made = items),
  };
}
