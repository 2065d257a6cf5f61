import { expect, test } from '@jest/globals';
import { PLAIN } from '../../../../src/contract/report/render/colours.ts';
import { leftoverLines } from '../../../../src/contract/report/render/leftover-text.ts';

test('prints each once with its real address, and how often it was left', () => {
  const lines = leftoverLines(
    ['/rooms/71', 'POST /mails, which nothing undoes', 'POST /mails, which nothing undoes'],
    PLAIN,
  );
  expect(lines).toEqual([
    '! left over, could not be removed: /rooms/71',
    '! left over, could not be removed: POST /mails, which nothing undoes (2 times)',
  ]);
});

test('of very many it prints a few, and says where the others are', () => {
  const lines = leftoverLines(
    Array.from({ length: 12 }, (_, index) => `/rooms/${index}`),
    PLAIN,
  );
  expect(lines).toHaveLength(6);
  expect(lines.at(-1)).toBe('! left over: 7 more (--json FILE has them all)');
});
