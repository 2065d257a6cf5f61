import { expect, test } from '@jest/globals';
import { handlerTarget } from '../../../src/contract/target/handler-target.ts';
import { hintTallies, noteTallies } from '../../../src/contract/report/reach/hints.ts';
import { runContract } from '../../../src/contract/run-contract.ts';
import { petsDescription, petsServer } from '../pets.ts';

function reportOf(keepsMessages: boolean) {
  const { handle } = petsServer(['rex']);
  return runContract({
    description: petsDescription(),
    target: handlerTarget('pets', handle),
    keepsMessages,
  });
}

test('a report is the same with and without the messages of passed cases', async () => {
  const [whole, slim] = [await reportOf(true), await reportOf(false)];
  const told = ({ counts, coverage, operations, plan, findings, results }: typeof whole) => ({
    counts,
    coverage,
    operations,
    plan,
    findings,
    hints: hintTallies(results),
    notes: noteTallies(results),
    verdicts: results.map(({ case: { id }, verdict }) => [id, verdict]),
  });
  expect(told(slim)).toEqual(told(whole));
  expect(whole.counts.passed).toBeGreaterThan(10);
});

test('equal exchanges of passed cases are kept once, without their bodies', async () => {
  const { results } = await reportOf(false);
  const lists = new Set(results.map(({ exchanges }) => exchanges));
  expect(lists.size).toBeLessThan(results.length / 2);
  const bodies = [...lists].flat().map(({ response }) => response?.body.length);
  expect(new Set(bodies)).toEqual(new Set([0]));
});
