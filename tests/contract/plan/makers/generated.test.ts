import { describe, expect, test } from '@jest/globals';
import type { Fault } from '../../../../faults/fault.ts';
import { DEPOT, DESCRIPTION, IDENTITIES, runOn } from '../../../../faults/depot/depot-lab.ts';
import { TOGETHER_FAULTS } from '../../../../faults/depot/kinds/together.ts';
import { casesOf } from '../../../../faults/run-suite.ts';
import { virtualClock } from '../../../../faults/server/clock.ts';
import { createValidator } from '../../../../src/validation/validator.ts';
import { planCases } from '../../../../src/contract/plan/plan-cases.ts';
import { fewOfEach } from '../../bundled.ts';
import { violationKeys } from '../../../../src/contract/case/violation-keys.ts';

const CASES = casesOf(DEPOT);
const GENERATED = CASES.filter(({ phase }) => phase === 'generated');

function faultNamed(start: string): Fault {
  const found = TOGETHER_FAULTS.find(({ name }) => name.startsWith(start));
  if (found === undefined) throw new Error(`there is no fault ${start}`);
  return found;
}

describe('generated cases', () => {
  test('are the same for the same seed, and different for another', () => {
    const plan = (seed: number) =>
      planCases(DESCRIPTION, { identities: IDENTITIES, seed }).filter(({ phase }) => phase === 'generated');
    expect(plan(1)).toEqual(GENERATED);
    expect(plan(2)).not.toEqual(GENERATED);
    expect(plan(2).length).toBeGreaterThan(50);
  });

  test('are a few for each operation with several parts to vary', () => {
    const ids = [...new Set(GENERATED.map(({ operationId }) => operationId))];
    const counts = ids.map((id) => GENERATED.filter(({ operationId }) => operationId === id).length);
    expect(ids.length).toBeGreaterThan(10);
    expect(Math.max(...counts)).toBeLessThanOrEqual(8);
  });

  test('are valid when they should be accepted, and invalid in one place when they should be refused', () => {
    const validator = createValidator(DESCRIPTION);
    for (const one of GENERATED) {
      const subject = one.steps.find(({ role }) => role === 'subject');
      const operation = DESCRIPTION.operationById(one.operationId);
      if (subject === undefined || operation === undefined) throw new Error(one.id);
      const bound = subject.request.target.replace(/\{\{\w+Id\}\}/g, (name) =>
        name === '{{toolId}}' ? '00000000-0000-4000-8000-000000000001' : '1',
      );
      const wrong = violationKeys(validator, operation, { ...subject.request, target: bound });
      expect({ id: one.id, isWrong: wrong !== '' }).toEqual({
        id: one.id,
        isWrong: subject.expect.outcome === 'refused',
      });
    }
  });

  test('only read when the run is read-only', () => {
    const cases = planCases(DESCRIPTION, { identities: IDENTITIES, safety: 'read-only' });
    const methods = cases
      .filter(({ phase }) => phase === 'generated')
      .map(({ steps }) => steps[0]?.request.method);
    expect(new Set(methods)).toEqual(new Set(['GET']));
  });
});

describe('a finding of a generated case', () => {
  test.each([
    ['listTools crashes for limit with kind', /^\/tools\?limit=1&kind=\w+$/],
    ['a list by kind has no total', /^\/tools\?offset=\d&kind=\w+$/],
  ])('is shown by the smallest failing request: %s', async (name, target) => {
    const { results } = await runOn(faultNamed(name).build(virtualClock()), GENERATED);
    const found = results.filter(({ findings }) => findings.length > 0);
    expect(found.length).toBeGreaterThan(0);
    for (const result of found) {
      expect(result.case.steps[0]?.request.target).toMatch(target);
      expect(result.runsToShrink).toBeGreaterThan(0);
    }
  });

  test('has a body with as few members as possible, and deletes items created while shrinking', async () => {
    const { results } = await runOn(
      faultNamed('createTool crashes for power').build(virtualClock()),
      GENERATED,
    );
    const found = results.find(({ findings }) => findings.length > 0);
    const body = Object(JSON.parse(found?.case.steps[0]?.request.body ?? '{}'));
    expect(Object.keys(body).toSorted()).toEqual(['kind', 'name', 'power', 'price', 'size']);
    expect(body).toMatchObject({ price: 0, size: { width: 1, height: 1 } });
    expect(results.flatMap(({ leftovers }) => leftovers)).toEqual([]);
  });

  test('is the same at any concurrency', async () => {
    const outline = async (concurrency: number) => {
      const { results } = await runOn(
        faultNamed('listTools crashes for limit').build(virtualClock()),
        fewOfEach(CASES),
        { concurrency },
      );
      return results.map(({ case: one, findings, runsToShrink }) => ({ one, findings, runsToShrink }));
    };
    expect(await outline(16)).toEqual(await outline(1));
  });
});
