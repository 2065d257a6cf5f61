import { describe, expect, test } from '@jest/globals';
import { fillPageMembers } from '../../../../src/mock/inferred/lists/page-envelope.ts';
import { selectPage } from '../../../../src/mock/inferred/lists/paging.ts';

const ITEMS = [
  { id: 1, name: 'b', tags: ['x'], done: true },
  { id: 2, name: 'a', tags: ['x', 'y'], done: false },
  { id: 3, name: 'c', tags: [], done: false },
];

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
