import { describe, expect, test } from '@jest/globals';
import type { Exchange } from '../../../src/contract/case/exchange.ts';
import { lossText, TargetHealth, type CaseOutcome } from '../../../src/contract/run/target-health.ts';
import { planCases } from '../../../src/contract/plan/plan-cases.ts';
import { petsDescription } from '../pets.ts';

const [planned] = planCases(petsDescription());
if (planned === undefined) throw new Error('the pets have cases');
const [step] = planned.steps;
if (step === undefined) throw new Error('a case has steps');

/** The outcome of a case with one exchange, which has a response or was dropped. */
function outcome(id: string, dropped?: string): CaseOutcome {
  const one = { ...planned, id } as CaseOutcome['case'];
  const exchange: Exchange = {
    step: step as Exchange['step'],
    index: 0,
    operation: undefined,
    request: { method: 'GET', target: `/${id}`, headers: {}, body: new Uint8Array(0) },
    limited: 0,
    reconnected: 0,
    ...(dropped === undefined
      ? { response: { status: 200, headers: {}, body: new Uint8Array(0) }, dropped: undefined }
      : { response: undefined, dropped }),
    validation: undefined,
  };
  const result = {
    case: one,
    verdict: { kind: 'passed' } as const,
    findings: [],
    exchanges: [exchange],
    bound: {},
    leftovers: [],
  };
  return { kind: 'done', case: one, result };
}

function refused(id: string): CaseOutcome {
  return { kind: 'refused', case: outcome(id).case, detail: 'connect ECONNREFUSED', request: `GET /${id}` };
}

/** The loss after these outcomes, as a report has it. */
function textAfter(outcomes: readonly CaseOutcome[]): string | undefined {
  const health = new TargetHealth();
  for (const one of outcomes) health.record(one);
  return health.loss && `${health.loss.reason}: ${lossText(health.loss)}`;
}

describe('a target', () => {
  test('counts as reachable while at least every third case gets a response', () => {
    const outcomes = [outcome('a', 'cut'), outcome('b', 'cut'), outcome('c'), outcome('d', 'cut')];
    expect(textAfter([...outcomes, outcome('e', 'cut'), outcome('f')])).toBeUndefined();
  });

  test('counts as unreachable when the first connection is refused', () => {
    expect(textAfter([refused('a')])).toBe('unreachable: connect ECONNREFUSED (at a: GET /a)');
  });

  test('counts as unreachable when the first three cases get no response', () => {
    const outcomes = ['a', 'b', 'c'].map((id) => outcome(id, 'timed out'));
    expect(textAfter(outcomes)).toBe('unreachable: timed out (at c)');
  });

  test('counts as dead when it responded before, with the first request without a response', () => {
    const dropped = ['b', 'c', 'd'].map((id) => outcome(id, 'cut'));
    const first = '; the first without an answer: GET /b (b)';
    expect(textAfter([outcome('a'), ...dropped])).toBe(`died: cut (at d)${first}`);
    expect(textAfter([outcome('a'), outcome('b', 'cut'), refused('c')])).toBe(
      `died: connect ECONNREFUSED (at c: GET /c)${first}`,
    );
  });
});
