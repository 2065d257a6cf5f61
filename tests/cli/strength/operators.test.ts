import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Break } from '../../../src/contract/strength/model/break.ts';
import { CATEGORIES, categoryOf, OPERATOR_NAMES } from '../../../src/contract/strength/model/operators.ts';
import type { PreparedStrength } from '../../../src/contract/strength/run-strength.ts';
import { prepareBoats } from './boats.ts';

/** Nothing forbids what these do: what a search looks at, and an order that nobody has asked for, is free. */
const FREE = [
  ['search-empty', 'q'],
  ['list-reordered', '200 /boats'],
] as const;

const FREE_NAMES = FREE.map(([name]): string => name);

let prepared: PreparedStrength;

beforeAll(async () => {
  prepared = await prepareBoats();
}, 60_000);

function breaksOf(operator: string, kind: Break['standing']['kind']): readonly Break[] {
  return prepared.breaks.filter((one) => one.operator === operator && one.standing.kind === kind);
}

test('there are at least 30 operators, some of each category', () => {
  expect(OPERATOR_NAMES.length).toBeGreaterThanOrEqual(30);
  expect(new Set(OPERATOR_NAMES.map(categoryOf))).toEqual(new Set(CATEGORIES));
});

test('the suite finds nothing on the unbroken mock', () => {
  expect(prepared.report.findings).toEqual([]);
});

describe('a break', () => {
  test.each(OPERATOR_NAMES.filter((name) => !FREE_NAMES.includes(name)))(
    'by %s is forbidden, happens, and is found',
    async (operator) => {
      const [first] = breaksOf(operator, 'forbidden');
      expect(first).toBeDefined();
      const fate = first && (await prepared.fateOf(first));
      expect(fate).toMatchObject({
        kind: 'killed',
        by: { confidence: expect.stringMatching(/definite|likely/) },
      });
    },
  );

  test.each(FREE)('by %s, of %s, is allowed, happens, and nothing is told', async (operator, place) => {
    const one = breaksOf(operator, 'allowed').find((broken) => broken.place === place);
    expect(one).toBeDefined();
    const fate = one && (await prepared.fateOf(one));
    expect(fate).toMatchObject({ kind: 'survived', reason: 'untold' });
    expect(breaksOf(operator, 'forbidden')).toEqual([]);
  });
});

test('breaks have different ids, and each forbidden one names what forbids it', () => {
  const ids = prepared.breaks.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  const rules = prepared.breaks.flatMap(({ standing }) =>
    standing.kind === 'forbidden' ? [standing.by] : [],
  );
  expect(rules.filter((by) => by.trim() === '')).toEqual([]);
});
