import { expect, test } from '@jest/globals';
import { CaseStream } from '../../../../src/contract/case/case-stream.ts';
import type { Case } from '../../../../src/contract/case/case.ts';
import { planCases } from '../../../../src/contract/plan/plan-cases.ts';
import { casesOfShard } from '../../../../src/contract/plan/spread/shard.ts';
import { loadDescriptionSync } from '../../../../src/bundled/load-description.ts';

const cases = planCases(loadDescriptionSync('rocketchat'));

const isRisky = ({ operationId }: Case) => operationId === 'archiveDepartment';

const shard = (index: number, of: number) => casesOfShard(CaseStream.of(cases), { index, of }, isRisky).all();

const idsOf = (some: readonly Case[]) => some.map(({ id }) => id);

const operationsOf = (some: readonly Case[]) => new Set(some.map(({ operationId }) => operationId));

test('each case is in one shard, with all cases of its operation', () => {
  const shards = [1, 2, 3, 4].map((index) => shard(index, 4));
  expect(idsOf(shards.flat()).toSorted()).toEqual(idsOf(cases));
  const operations = shards.flatMap((own) => [...operationsOf(own)]);
  expect(new Set(operations).size).toBe(operations.length);
});

test('operations with risky cases are in the last shard', () => {
  expect(operationsOf(shard(3, 3)).has('archiveDepartment')).toBe(true);
});

test('shards have about as many cases, as far as operations allow', () => {
  const sizes = [1, 2, 3].map((index) => shard(index, 3).length);
  expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThan(cases.length / 20);
});

test('one shard of one has all cases, and where there are more shards than operations, some have none', () => {
  expect(idsOf(shard(1, 1))).toEqual(idsOf(cases));
  expect(shard(900, 1000)).toEqual([]);
});
