import { describe, expect, test } from '@jest/globals';
import { selectPage } from '../../../../src/mock/inferred/lists/paging.ts';

const ITEMS = [
  { id: 1, name: 'b', tags: ['x'], done: true },
  { id: 2, name: 'a', tags: ['x', 'y'], done: false },
  { id: 3, name: 'c', tags: [], done: false },
];

const idsOf = (query: Record<string, unknown>) => selectPage(ITEMS, query).items.map(({ id }) => id);

describe('filters', () => {
  test.each([
    [{ name: 'a' }, [2]],
    [{ done: false }, [2, 3]],
    [{ tags: ['y'] }, [2]],
    [{ name: ['a', 'c'] }, [2, 3]],
    [{ unheard: 'of' }, [1, 2, 3]],
  ])('%j', (query, ids) => {
    expect(idsOf(query)).toEqual(ids);
  });

  test('count in the total', () => {
    expect(selectPage(ITEMS, { done: false, limit: 1 })).toMatchObject({ total: 2, items: [{ id: 2 }] });
  });
});
