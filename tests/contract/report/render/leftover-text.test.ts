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
    '! left over, could not be removed: POST /mails (2 times), which nothing undoes',
  ]);
});

test('of very many it prints a few, and says where the others are', () => {
  const lines = leftoverLines(
    Array.from({ length: 12 }, (_, index) => `/rooms/${index}`),
    PLAIN,
  );
  expect(lines).toHaveLength(11);
  expect(lines.at(-1)).toBe('! left over: 2 more (--json FILE has them all)');
});

test('what several requests have left for one reason is a line', () => {
  const undone = Array.from({ length: 9 }, (_, index) => `POST /mails/${index}/send, which nothing undoes`);
  const lines = leftoverLines([...undone, 'PUT /box, which was answered 500', '/rooms/1'], PLAIN);
  expect(lines).toEqual([
    '! left over, could not be removed: /rooms/1',
    '! left over, could not be removed: POST /mails/0/send and 8 more, which nothing undoes',
    '! left over, could not be removed: PUT /box, which was answered 500',
  ]);
});
