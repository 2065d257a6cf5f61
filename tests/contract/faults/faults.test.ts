import { describe, expect, test } from '@jest/globals';
import { CHECKS, type Finding } from '../../../src/contract/case/finding.ts';
import { bundled, BUNDLED } from '../bundled.ts';
import { ACCESS_FAULTS } from './access.ts';
import { ANSWER_FAULTS } from './answers.ts';
import { FAILING_FAULTS } from './failing.ts';
import { DEPARTMENT_FAULTS } from './departments.ts';
import { CHECKS_OF_DEPOT } from './labs/depot-checks.ts';
import { reportOn } from './fault.ts';
import { LENIENT_FAULTS } from './lenient.ts';
import { MISSES } from './misses.ts';
import { STATE_FAULTS } from './state.ts';
import { STRICT_FAULTS } from './strict.ts';
import { CHECKS_OF_LISTS } from '../plan/sequences/lists/plays-faults.ts';
import { CHECKS_OF_THINGS } from './things/things.ts';

const FAULTS = [
  ...ANSWER_FAULTS,
  ...LENIENT_FAULTS,
  ...STRICT_FAULTS,
  ...FAILING_FAULTS,
  ...ACCESS_FAULTS,
  ...STATE_FAULTS,
  ...DEPARTMENT_FAULTS,
];

describe('a mock with one fault', () => {
  test.each(FAULTS)('$operation: $name: is found by $check', async (fault) => {
    const { check, operation, shownBy = operation } = fault;
    const isShown = (one: Finding) => one.check === check && one.operationId === shownBy;
    const { findings } = await reportOn(fault, isShown);
    const found = findings.map((one) => ({ check: one.check, operationId: one.operationId }));
    expect(found).toContainEqual({ check, operationId: shownBy });
  });
});

describe('a fault that the description does not reveal is listed as not found', () => {
  test.each(MISSES)('$operation: $name: $reason', async (miss) => {
    const { findings } = await reportOn(miss);
    expect(findings).toEqual([]);
  });
});

/** What the awkward server itself shows, since it never answers one of its operations. */
const CHECKS_OF_AWKWARD = ['answersInTime'];

/** What finds that a refused request is kept: shown beside the cases that send it. */
const CHECKS_OF_REFUSED = ['nothingLeft'];

/** What servers show that send no callbacks, or wrong ones. */
const CHECKS_OF_CALLBACKS = ['callbackArrives', 'callbackFits'];

describe('the faults', () => {
  test('cover every operation of both APIs', () => {
    const broken = FAULTS.map(({ api = 'rocketchat', operation }) => `${api} ${operation}`);
    const operations = BUNDLED.flatMap((api) =>
      bundled(api).description.operations.map(({ id }) => `${api} ${id}`),
    );
    expect(broken).toEqual(expect.arrayContaining(operations));
  });

  test('cover every check, together with those of the other servers', () => {
    const checks = new Set([
      ...FAULTS.map(({ check }) => check),
      ...CHECKS_OF_THINGS,
      ...CHECKS_OF_DEPOT,
      ...CHECKS_OF_AWKWARD,
      ...CHECKS_OF_LISTS,
      ...CHECKS_OF_REFUSED,
      ...CHECKS_OF_CALLBACKS,
    ]);
    expect([...checks].toSorted()).toEqual(Object.keys(CHECKS).toSorted());
  });

  test('have unique names', () => {
    const names = FAULTS.map(({ api, operation, name }) => `${api} ${operation} ${name}`);
    expect(new Set(names).size).toBe(names.length);
  });
});
