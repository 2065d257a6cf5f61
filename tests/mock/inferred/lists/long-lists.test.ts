import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { randomFor } from '../../../../src/base/random.ts';
import { sourceIn } from '../../../../src/mock/inferred/collection/item-source.ts';
import { pageOf, selectPage } from '../../../../src/mock/inferred/lists/paging.ts';
import { ItemList } from '../../../../src/mock/state/items/item-list.ts';
import type { Item } from '../../../../src/mock/state/store.ts';

const COUNT = 30_000;
const random = randomFor(1, 'long lists');

function itemOf(id: string): Item {
  const tags = [`t${random.below(40)}`, `t${random.below(40)}`];
  return { id, email: `e${random.below(300)}`, tags, team: { id: `team${random.below(90)}` } };
}

describe('a long list', () => {
  const list = new ItemList();
  for (let index = 0; index < COUNT; index += 1) list.set(String(index), itemOf(String(index)));
  const queries = [
    { email: 'e7', limit: 5, offset: 3 },
    { email: 'e7,e8' },
    { email: ['e9', 'none'] },
    { tags: 't3', limit: 4 },
    { team: 'team5', email: 'e5' },
    { email: 'nobody' },
    { sort: '-email,id', limit: 4, offset: 7 },
    { limit: 5, after: '4711' },
    { limit: 3, offset: COUNT - 2 },
  ];

  it('gives the same pages by indexes as without, before and after changes', async () => {
    const expectSame = () => {
      for (const query of queries)
        expect(pageOf(sourceIn(list), query)).toEqual(selectPage(list.values(), query));
    };
    expectSame(); // the indexes are being built
    for (let turn = 0; turn < 20; turn += 1) await sleep(2);
    expectSame();
    for (let change = 0; change < 500; change += 1) {
      const id = String(random.below(COUNT));
      if (random.below(2) === 0) list.delete(id);
      else list.set(id, itemOf(id));
    }
    expectSame();
  });

  it('builds an index without keeping other work waiting for long', async () => {
    const started = performance.now();
    list.indexInTime('slow', () => ({ added: () => {}, removed: () => {} }));
    const blocked = performance.now() - started;
    expect(blocked).toBeLessThan(50);
    await sleep(50);
  });
});
