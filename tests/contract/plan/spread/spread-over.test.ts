import { describe, expect, test } from '@jest/globals';
import { planCases } from '../../../../src/contract/plan/plan-cases.ts';
import { planRun } from '../../../../src/contract/plan/plan-run.ts';
import { dealCases, inTurns } from '../../../../src/contract/plan/spread/deal-cases.ts';
import { spreadOver } from '../../../../src/contract/plan/spread/spread-over.ts';
import { loadDescriptionSync } from '../../../../src/bundled/load-description.ts';
import { petsDescription } from '../../pets.ts';

const description = petsDescription();
const OPERATIONS = ['getPet', 'getToy', 'listPets', 'listToys'];

describe('a number of cases', () => {
  test('begins with the plain valid request of each operation', () => {
    expect(spread(4).map(({ id }) => id)).toEqual(OPERATIONS.map((id) => `pets/${id}/valid/required-only`));
  });

  test('gives each operation as many as any other, as far as it has them', () => {
    const all = planCases(description);
    const chosen = spread(20);
    const count = (cases: typeof all, id: string) => cases.filter((one) => one.operationId === id).length;
    const counts = OPERATIONS.map((id) => count(chosen, id));
    const most = Math.max(...counts);
    expect(chosen).toHaveLength(20);
    OPERATIONS.forEach((id, index) => {
      expect(counts[index]).toBeGreaterThanOrEqual(Math.min(count(all, id), most - 1));
    });
  });

  test('takes the kinds of cases in turn', () => {
    const chosen = spread(30).filter(({ operationId }) => operationId === 'getPet');
    expect(new Set(chosen.map(({ maker }) => maker)).size).toBeGreaterThan(2);
  });

  test('is about operations at even distances where there are more than that', () => {
    const chosen = spread(2).map(({ operationId }) => operationId);
    expect(new Set(chosen).size).toBe(2);
    expect(spread(2).map(({ operationId }) => operationId)).toEqual(chosen);
  });

  test('is all of the cases where they are few enough, and they are what they are without a number', () => {
    expect(spread(10_000)).toEqual(planCases(description));
  });

  test('is shared by the operations of several runs', () => {
    const other = loadDescriptionSync({
      openapi: '3.1.0',
      info: { title: 'Things', version: '1' },
      paths: {
        '/things': { get: { operationId: 'listThings', responses: { 200: { description: 'all' } } } },
      },
    });
    const runs = [other, description].map((one) => planRun({ description: one }, { isRemote: false }));
    const [things, pets] = spreadOver(runs, 10).map((cases) => cases.all().length);
    expect((things ?? 0) + (pets ?? 0)).toBe(10);
    expect(things).toBeGreaterThan(0);
    expect(pets).toBeGreaterThan(things ?? 0);
  });
});

test('no case is made beyond those that are taken', () => {
  const made: string[] = [];
  const [one] = planCases(description);
  if (one === undefined) throw new Error('there is no case');
  const make = function* (name: string, count: number) {
    for (let index = 1; index <= count; index += 1) {
      made.push(`${name}${index}`);
      yield one;
    }
  };
  const sources = ['a', 'b', 'c'].map((name) => ({ isOperation: true, cases: make(name, 9) }));
  const several = { isOperation: false, cases: make('several', 9) };
  expect([...dealCases([...sources, several], 5)]).toHaveLength(5);
  expect(made).toEqual(['a1', 'b1', 'c1', 'a2', 'c2']);
});

test('the first of each comes before the second of any', () => {
  expect([...inTurns(['ad', '', 'bef', 'c'])].join('')).toBe('abcdef');
});

function spread(maxCases: number) {
  return planRun({ description, maxCases }, { isRemote: false }).cases.all();
}
