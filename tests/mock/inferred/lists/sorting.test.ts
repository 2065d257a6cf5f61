import { describe, expect, test } from '@jest/globals';
import { selectPage } from '../../../../src/mock/inferred/lists/paging.ts';

const ITEMS = [
  { id: 1, name: 'b', tags: ['x'], done: true },
  { id: 2, name: 'a', tags: ['x', 'y'], done: false },
  { id: 3, name: 'c', tags: [], done: false },
];

const idsOf = (query: Record<string, unknown>) => selectPage(ITEMS, query).items.map(({ id }) => id);

describe('sort', () => {
  test.each([
    [{ sort: 'name' }, [2, 1, 3]],
    [{ sort: '-name' }, [3, 1, 2]],
    [{ sort: 'name:desc' }, [3, 1, 2]],
    [{ sort_by: 'name', order: 'desc' }, [3, 1, 2]],
    [{ orderBy: 'done,-name' }, [3, 2, 1]],
    [{ sort: ['done', 'name'] }, [2, 3, 1]],
    [{ sort: 'unheard' }, [1, 2, 3]],
  ])('%j', (query, ids) => {
    expect(idsOf(query)).toEqual(ids);
  });
});
