import type { Item } from '../../state/store.ts';
import { listOf } from '../../state/items/open-collection.ts';
import type { Collection } from '../../state/transaction.ts';
import { isKeyedBy } from './item-indexes.ts';

/**
 * Looks up and deletes items by their member `key`, also when the store keeps them under another member, as fixtures
 * can have it. `storedUnder` returns that member with its value.
 */
export function keyedItems(items: Collection, key: string) {
  const get = (id: string): Item | undefined => {
    const direct = items.get(id);
    if (direct !== undefined && isSameIdentifier(direct[key], id)) return direct;
    const list = listOf(items);
    return isKeyedBy(list, key) ? undefined : list.values().find((item) => isSameIdentifier(item[key], id));
  };
  const storedUnder = (item: Item): Item => {
    if (items.get(String(item[key])) === item) return { [key]: item[key] };
    const entries = Object.entries(item).filter(
      ([, value]) => (typeof value === 'string' || typeof value === 'number') && items.get(value) === item,
    );
    const usual = entries.find(([name]) => name === 'id' || name === '_id');
    return Object.fromEntries(usual === undefined ? entries.slice(0, 1) : [usual]);
  };
  return {
    get,
    storedUnder,
    delete: (id: string) => {
      const item = get(id);
      for (const value of Object.values(item === undefined ? {} : storedUnder(item)))
        items.delete(String(value));
    },
  };
}

export type KeyedItems = ReturnType<typeof keyedItems>;

/** True when two identifiers are the same text: `7` and `"7"` are. */
export function isSameIdentifier(left: unknown, right: unknown): boolean {
  return String(left) === String(right);
}
