import { describe, expect, test } from '@jest/globals';
import { itemsIn } from '../../../src/page/text/items-in.ts';

describe('the items of a response', () => {
  test.each([
    ['a list', [{ id: 1 }], [{ id: 1 }]],
    ['a list in an envelope', { data: [{ id: 1 }, { id: 2 }], total: 2 }, [{ id: 1 }, { id: 2 }]],
    ['an item', { id: 1, tags: [{ name: 'a' }] }, [{ id: 1, tags: [{ name: 'a' }] }]],
    ['an item in an envelope', { department: { _id: 'x' }, success: true }, [{ _id: 'x' }]],
    ['a text', 'done', undefined],
    ['nothing', null, undefined],
    ['numbers', [1, 2], undefined],
  ])('of %s', (_, body, items) => {
    expect(itemsIn(body)).toEqual(items);
  });
});
