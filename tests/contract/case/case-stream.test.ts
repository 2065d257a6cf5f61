import { afterEach, describe, expect, jest, test } from '@jest/globals';
import type { Case } from '../../../src/contract/case/case.ts';
import { CaseStream } from '../../../src/contract/case/case-stream.ts';
import { planParts } from '../../../src/contract/plan/plan-cases.ts';
import { Waiting } from '../../../src/contract/run/schedule/waiting-cases.ts';
import { planCases } from '../../../src/contract/plan/plan-cases.ts';
import { bundled } from '../bundled.ts';

afterEach(() => {
  jest.useRealTimers();
});

describe('the cases of a run', () => {
  test('are planned only when they are needed', () => {
    let made = 0;
    const description = bundled('rocketchat').description;
    const parts = function* () {
      for (const part of planParts(description)) {
        made += 1;
        yield part;
      }
    };
    const cases = new CaseStream(parts());
    expect(made).toBe(0);
    expect(cases.isEmpty()).toBe(false);
    expect(made).toBe(1);
    const first = cases.take();
    expect(first).toHaveLength(cases.known);
    expect(made).toBe(1);
  });

  test('can all be listed, including those that were taken', () => {
    const description = bundled('rocketchat').description;
    const cases = new CaseStream(planParts(description));
    cases.take();
    expect(cases.all()).toEqual(planCases(description));
    expect(cases.take()).toBeDefined();
    expect(cases.take()).toBeUndefined();
  });

  test('that write wait until all read-only cases have begun', () => {
    const description = bundled('rocketchat').description;
    const waiting = new Waiting(new CaseStream(planParts(description)));
    const order: boolean[] = [];
    const next = () =>
      waiting.take({ mayRun: () => true, mayWrite: true, isHeld: () => false, isIdle: true });
    for (let one = next(); one !== undefined; one = next()) {
      order.push(one.steps.every(({ request }) => ['GET', 'HEAD', 'OPTIONS'].includes(request.method)));
    }
    expect(order).toHaveLength(planCases(description).length);
    expect(order.lastIndexOf(true)).toBeLessThan(order.indexOf(false));
  });

  test('of an operation that is held back are passed over, however many they are', () => {
    const [one] = planCases(bundled('livehelpnow').description);
    if (one === undefined) throw new Error('there is no case');
    const held = Array.from({ length: 1_000 }, (_, index) => ({ ...one, id: `held/${index}` }));
    const other = { ...one, id: 'other', operationId: 'other' };
    const waiting = new Waiting(CaseStream.of([...held, other]));
    const isHeld = ({ operationId }: Case) => operationId === one.operationId;
    const take = (isIdle: boolean) =>
      waiting.take({ mayRun: (next) => !isHeld(next), mayWrite: true, isHeld, isIdle });
    expect(take(false)?.id).toBe('other');
    expect(take(false)).toBeUndefined();
    expect(take(true)?.id).toBe('held/0');
  });

  test('are planned for a short time only after a run, which then says that the plan is incomplete', () => {
    const [one] = planCases(bundled('livehelpnow').description);
    if (one === undefined) throw new Error('there is no case');
    jest.useFakeTimers();
    const endless = new CaseStream(
      (function* () {
        for (;;) {
          jest.advanceTimersByTime(500);
          yield [one];
        }
      })(),
    );
    expect(endless.allInTime()).toHaveLength(4);
    expect(endless.isWhole).toBe(false);
    const short = CaseStream.of([one]);
    expect(short.allInTime()).toEqual([one]);
    expect(short.isWhole).toBe(true);
  });
});
