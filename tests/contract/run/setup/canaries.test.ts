import { expect, test } from '@jest/globals';
import type { CaseResult } from '../../../../src/contract/run/state/case-result.ts';
import { Canaries } from '../../../../src/contract/run/setup/canaries.ts';

/** A create with the removal of its item, or any other write, that was answered with the status. */
function result(operationId: string, status: number, steps: readonly object[]): CaseResult {
  const step = { role: 'subject', request: { method: 'POST' } };
  const exchange = { step, request: { method: 'POST', target: `/${operationId}` }, response: { status } };
  const one = { id: operationId, operationId, steps: [step, ...steps] };
  return { case: one, exchanges: [exchange] } as unknown as CaseResult;
}

const created = (status: number) =>
  result('books', status, [{ role: 'cleanup', request: { method: 'DELETE' } }]);

async function effectOn(statuses: readonly number[]) {
  const canaries = new Canaries(() => Promise.resolve());
  canaries.record(created(201));
  const left = [...statuses];
  return canaries.check(result('switch', 200, []), () => Promise.resolve(created(left.shift() ?? 201)));
}

test('a create that works no more after a risky request names it', async () => {
  expect(await effectOn([503])).toMatchObject({ operationId: 'switch', before: 201, after: 503 });
});

test('a create that conflicts with what it has made before still works', async () => {
  expect(await effectOn([409])).toBeUndefined();
});

test('a create that works no more before any risky request blames none', async () => {
  const canaries = new Canaries(() => Promise.resolve());
  canaries.record(created(201));
  const run = () => Promise.resolve(created(503));
  await canaries.confirm(run);
  expect(await canaries.check(result('switch', 200, []), run)).toBeUndefined();
});

test('canaries are asked before the first risky request alone', async () => {
  const canaries = new Canaries(() => Promise.resolve());
  canaries.record(created(201));
  let asked = 0;
  const run = () => {
    asked += 1;
    return Promise.resolve(created(201));
  };
  await canaries.confirm(run);
  await canaries.confirm(run);
  expect(asked).toBe(1);
});
