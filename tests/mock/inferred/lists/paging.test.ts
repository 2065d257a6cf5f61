import { describe, expect, test } from '@jest/globals';
import { selectPage } from '../../../../src/mock/inferred/lists/paging.ts';

const ITEMS = [
  { id: 1, name: 'b', tags: ['x'], done: true },
  { id: 2, name: 'a', tags: ['x', 'y'], done: false },
  { id: 3, name: 'c', tags: [], done: false },
];

const idsOf = (query: Record<string, unknown>) => selectPage(ITEMS, query).items.map(({ id }) => id);

describe('paging', () => {
  test.each([
    [{}, [1, 2, 3]],
    [{ limit: 2 }, [1, 2]],
    [{ limit: 2, offset: 2 }, [3]],
    [{ count: 1, offset: 1 }, [2]],
    [{ page: 2, per_page: 2 }, [3]],
    [{ page: 1, pageSize: 2 }, [1, 2]],
    [{ skip: 1, top: 1 }, [2]],
    [{ limit: 0 }, [1, 2, 3]],
  ])('%j', (query, ids) => {
    expect(idsOf(query)).toEqual(ids);
    expect(selectPage(ITEMS, query).total).toBe(3);
  });

  test('covers everything exactly once', () => {
    const pages = [1, 2, 3].flatMap((page) => idsOf({ page, size: 1 }));
    expect(pages).toEqual([1, 2, 3]);
  });
});
