import { afterEach, expect, jest, test } from '@jest/globals';
import { AWKWARD } from '../../../../faults/awkward/awkward-lab.ts';
import type { Fault } from '../../../../faults/fault.ts';
import { hunter } from '../../../../faults/hunt.ts';
import { differenceOf } from '../../../../faults/lab/expected-findings.ts';
import type { Finding } from '../../../../src/contract/case/finding.ts';

const hunt = hunter(AWKWARD);

afterEach(() => {
  jest.useRealTimers();
});

function faultNamed(name: string): Fault {
  const found = AWKWARD.faults.find((fault) => fault.name === name);
  if (found === undefined) throw new Error(`there is no fault ${name}`);
  return found;
}

test('a finding on the right server does not count as found', async () => {
  const operations = ['createBook', 'createOrder', 'rebuildReports', 'watchEvents'];
  const build: Fault['build'] = (clock) => AWKWARD.rightServer(clock).handle;
  const { found, cases } = await hunt({ name: 'none', category: 'state', operations, build });
  expect(found).toBeUndefined();
  expect(cases).toBeGreaterThan(10);
});

test('a fault that hangs is found on the clock of the lab', async () => {
  jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] }); // no timer of this process ever ends
  const { found } = await hunt(faultNamed('groups hang'));
  expect(['reached', 'answersInTime']).toContain(found?.check);
});

const FINDING: Finding = {
  check: 'body',
  confidence: 'definite',
  provenance: 'documented',
  caseId: 'awkward/readRecord/valid/required-only',
  operationId: 'readRecord',
  step: { index: 0, name: 'request' },
  expected: 'body that fits',
  found: 'must be integer',
  pointer: '/ttl',
  descriptionPointer: '',
};

test('an expected finding is given by check, operation and pointer, and has to occur', () => {
  const expected = [
    { check: 'body', operation: 'readRecord', pointer: '/ttl', reason: 'it is null' },
    { check: 'answered', operation: 'rebuildReports', reason: 'it hangs' },
  ];
  const other = { ...FINDING, pointer: '/values' };
  expect(differenceOf([FINDING, other], expected)).toEqual({ alarms: [other], missing: [expected[1]] });
});
