import { describe, expect, test } from '@jest/globals';
import { filtered, listShows } from '../../../../src/contract/check/laws/listed.ts';
import type { Sequence } from '../../../../src/contract/check/laws/sequence.ts';

/** A sequence whose only response is a list. */
function listing(list: readonly object[]): Sequence {
  const exchange = { index: 0, response: { status: 200 }, validation: { body: list } };
  return { exchanges: [exchange], bound: { id: '1' } } as unknown as Sequence;
}

const seats = (...numbers: readonly number[]) => listing(numbers.map((one) => ({ seats: one })));

describe('a list that is filtered by a number', () => {
  const law = { kind: 'filtered', by: 0, shown: 0, at: [], name: 'seats', value: 10 } as const;

  test.each([[[10, 10]], [[10, 31]], [[3, 10]], [[]]])('may have %j', (numbers) => {
    expect(filtered(seats(...numbers), law)).toBeUndefined();
  });

  test('does not have less and more', () => {
    expect(filtered(seats(3, 10, 31), law)).toMatchObject({
      check: 'filtered',
      found: 'one whose seats is 3',
    });
  });
});

describe('a list that shows an item', () => {
  const law = {
    kind: 'listShows',
    by: 0,
    shown: 0,
    at: [],
    key: 'id',
    item: 'id',
    sent: { text: 'A long text' },
  } as const;

  test.each(['A long text', 'A long', 'A lo…', 'A long...'])('may show %j of "A long text"', (text) => {
    expect(listShows(listing([{ id: '1', text }]), law)).toBeUndefined();
  });

  test.each(['Another text', '', 'long text', 'A long text and more'])('does not show %j', (text) => {
    expect(listShows(listing([{ id: '1', text }]), law)).toMatchObject({ check: 'listShows' });
  });
});
