import { describe, expect, test } from '@jest/globals';
import type { Case } from '../../../../src/contract/case/case.ts';
import { CaseQueue } from '../../../../src/contract/run/schedule/case-queue.ts';

const caseOf = (id: string, method = 'GET') => ({ id, steps: [{ request: { method } }] }) as unknown as Case;

function queueOf(count: number): CaseQueue {
  const queue = new CaseQueue();
  for (let index = 0; index < count; index += 1) queue.push(caseOf(String(index)));
  return queue;
}

const idsOf = (queue: CaseQueue) =>
  Array.from({ length: queue.length }, (_, index) => Number(queue.at(index)?.id));

describe('the cases that are still to be run', () => {
  test('stay in their order, wherever one is taken', () => {
    const queue = queueOf(5);
    expect([queue.take(2)?.id, queue.take(0)?.id, queue.take(2)?.id]).toEqual(['2', '0', '4']);
    expect(idsOf(queue)).toEqual([1, 3]);
    expect(queue.take(2)).toBeUndefined();
    expect(idsOf(queue)).toEqual([1, 3]);
  });

  test('stay in their order when many have been taken, and more come', () => {
    const queue = queueOf(5000);
    const left = Array.from({ length: 5000 }, (_, index) => index);
    for (let turn = 0; turn < 4000; turn += 1) {
      const place = turn % 3;
      expect(Number(queue.take(place)?.id)).toBe(left.splice(place, 1)[0]);
    }
    queue.push(caseOf('5000'));
    expect(idsOf(queue)).toEqual([...left, 5000]);
  });

  test('tell whether one of them only reads', () => {
    const queue = new CaseQueue();
    queue.push(caseOf('write', 'POST'));
    expect(queue.hasReaders).toBe(false);
    queue.push(caseOf('read'));
    expect(queue.hasReaders).toBe(true);
    queue.take(1);
    expect(queue.hasReaders).toBe(false);
    expect(queue.every(({ id }) => id === 'write')).toBe(true);
  });
});
