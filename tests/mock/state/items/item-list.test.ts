import { describe, expect, it } from '@jest/globals';
import { randomFor } from '../../../../src/base/random.ts';
import { ItemList, type ItemIndex } from '../../../../src/mock/state/items/item-list.ts';
import type { Item } from '../../../../src/mock/state/store.ts';

const itemOf = (id: string, rank = 0): Item => ({ id, rank });

describe('ItemList', () => {
  it('finds positions and pages as an array does, whatever is added, replaced and deleted', () => {
    const random = randomFor(1, 'item list');
    const list = new ItemList();
    let expected: Item[] = [];
    for (let step = 0; step < 6000; step += 1) {
      const id = String(random.below(2500));
      const known = expected.findIndex((item) => item['id'] === id);
      if (random.below(3) === 0) {
        list.delete(id);
        expected = expected.filter((item) => item['id'] !== id);
      } else {
        const item = itemOf(id, step);
        list.set(id, item);
        expected = known < 0 ? [...expected, item] : expected.with(known, item);
      }
      if (step % 50 > 0) continue;
      const from = random.below(expected.length + 2);
      expect(list.slice(from, from + 7)).toEqual(expected.slice(from, from + 7));
      expect(list.positionOf(id)).toBe(expected.findIndex((item) => item['id'] === id));
      expect(list.size).toBe(expected.length);
    }
    expect(list.values()).toEqual(expected);
    expect([...new ItemList(list)]).toEqual(expected.map((item) => [item['id'], item]));
  });

  it('keeps indexes up to date', () => {
    const list = new ItemList([['a', itemOf('a', 1)]]);
    const sum = () => list.index('sum', sumIndex).total();
    expect(sum()).toBe(1);
    list.set('b', itemOf('b', 5));
    list.set('a', itemOf('a', 2));
    expect(sum()).toBe(7);
    list.delete('b');
    expect(sum()).toBe(2);
  });

  it('keeps at most eight indexes, those that were used last', () => {
    const list = new ItemList();
    let created = 0;
    const create = () => {
      created += 1;
      return sumIndex();
    };
    for (const name of ['1', '2', '3', '4', '5', '6', '7', '8', '1', '9', '1', '2']) list.index(name, create);
    expect(created).toBe(10);
  });
});

function sumIndex(): ItemIndex & { readonly total: () => number } {
  let total = 0;
  return {
    added: (_, item) => (total += Number(item['rank'])),
    removed: (_, item) => (total -= Number(item['rank'])),
    total: () => total,
  };
}
