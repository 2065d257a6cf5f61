import { describe, expect, test } from '@jest/globals';
import { fillPageMembers } from '../../../../src/mock/inferred/lists/page-envelope.ts';
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

describe('counts in an envelope', () => {
  test('say what is true of the page', () => {
    const envelope = {
      items: [],
      total: 99,
      count: 99,
      offset: 99,
      limit: 99,
      has_more: false,
      meta: { page: 99, total_pages: 99, totalCount: 99 },
      version: 7,
    };
    expect(fillPageMembers(envelope, selectPage(ITEMS, { limit: 2 }), 'items')).toEqual({
      items: [],
      total: 3,
      count: 2,
      offset: 0,
      limit: 2,
      has_more: true,
      meta: { page: 1, total_pages: 2, totalCount: 3 },
      version: 7,
    });
  });
});
