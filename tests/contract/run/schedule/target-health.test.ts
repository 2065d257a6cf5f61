import { describe, expect, test } from '@jest/globals';
import type { Exchange } from '../../../../src/contract/case/exchange.ts';
import {
  lossText,
  TargetHealth,
  type CaseOutcome,
} from '../../../../src/contract/run/schedule/target-health.ts';
import type { Target } from '../../../../src/contract/target/target.ts';
import { planCases } from '../../../../src/contract/plan/plan-cases.ts';
import { petsDescription } from '../../pets.ts';

const [planned] = planCases(petsDescription());
if (planned === undefined) throw new Error('the pets have cases');
const [step] = planned.steps;
if (step === undefined) throw new Error('a case has steps');

/** The outcome of a case with one exchange, which has a response or was dropped. */
function outcome(id: string, dropped?: string, method = 'GET', status = 200): CaseOutcome {
  const one = { ...planned, id, operationId: id } as CaseOutcome['case'];
  const exchange: Exchange = {
    step: step as Exchange['step'],
    index: 0,
    operation: undefined,
    request: { method, target: `/${id}`, headers: {}, body: new Uint8Array(0) },
    limited: 0,
    reconnected: 0,
    ...(dropped === undefined
      ? { response: { status, headers: {}, body: new Uint8Array(0) }, dropped: undefined }
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

/** Sends requests of a health check to a target that answers as it is told. */
function target(answers: boolean): Pick<Target, 'send'> {
  return {
    send: async () =>
      answers
        ? { kind: 'answered', response: { status: 200, headers: {}, body: new Uint8Array(0) } }
        : { kind: 'dropped', reason: 'cut' },
  };
}

/** The loss after these outcomes, as a report has it; `stillWorks`: a request that worked before works again. */
async function textAfter(
  outcomes: readonly CaseOutcome[],
  { stillWorks = false, isOver = false } = {},
): Promise<string | undefined> {
  const health = new TargetHealth();
  for (const one of outcomes) await health.record(one, target(stillWorks));
  const loss = isOver ? (health.loss ?? health.silence()) : health.loss;
  return loss && `${loss.reason}: ${lossText(loss)}`;
}

const silent = (...ids: readonly string[]) => ids.map((id) => outcome(id, 'cut'));

describe('a target', () => {
  test('is not lost before five operations in a row have no response', async () => {
    const outcomes = [...silent('a', 'b', 'c', 'd'), outcome('e'), ...silent('f', 'g', 'h', 'i')];
    expect(await textAfter(outcomes)).toBeUndefined();
  });

  test('is not lost for an operation that never responds, however often it is sent', async () => {
    expect(await textAfter([outcome('a'), ...silent('b', 'b', 'b', 'b', 'b', 'b')])).toBeUndefined();
  });

  test('is not lost while a request that worked before works again', async () => {
    const outcomes = [outcome('a'), ...silent('b', 'c', 'd', 'e', 'f', 'g')];
    expect(await textAfter(outcomes, { stillWorks: true })).toBeUndefined();
  });

  test.each([502, 504])('is lost as well where a gateway answers %i in its place', async (status) => {
    const gateway = ['b', 'c', 'd', 'e', 'f'].map((id) => outcome(id, undefined, 'GET', status));
    expect(await textAfter([outcome('a'), ...gateway])).toContain('died: no response (at f)');
    expect(await textAfter([outcome('a'), ...gateway], { stillWorks: true })).toBeUndefined();
  });

  test('is not lost where it answers 500 or 503 itself', async () => {
    const failing = ['b', 'c', 'd', 'e', 'f'].map((id, index) =>
      outcome(id, undefined, 'GET', 500 + (index % 2) * 3),
    );
    expect(await textAfter([outcome('a'), ...failing])).toBeUndefined();
  });

  test('has never been there where the first connection is refused', async () => {
    expect(await textAfter([refused('a')])).toBe('unreachable: connect ECONNREFUSED (at a: GET /a)');
  });

  test('has never been there where five operations get no response, and none did before', async () => {
    expect(await textAfter(silent('a', 'b', 'c', 'd', 'e'))).toBe('unreachable: cut (at e)');
  });

  test('has never been there where twenty cases get no response, and none did before', async () => {
    const cases = silent(...Array.from({ length: 20 }, () => 'a'));
    expect(await textAfter(cases)).toBe('unreachable: cut (at a)');
    expect(await textAfter(cases.slice(1))).toBeUndefined();
    expect(await textAfter([outcome('b'), ...cases])).toBeUndefined();
  });

  test('has never been there where nothing at all has got a response in a whole run', async () => {
    expect(await textAfter(silent('a', 'b'), { isOver: true })).toBe('unreachable: cut (at b)');
    expect(await textAfter([...silent('a'), outcome('b')], { isOver: true })).toBeUndefined();
  });

  test('died where it responded before; the last request that may have done it is named', async () => {
    const culprit = '; the last request that may have brought it down: GET /b (b)';
    expect(await textAfter([outcome('a'), ...silent('b', 'c', 'd', 'e', 'f')])).toBe(
      `died: cut (at f)${culprit}`,
    );
    expect(await textAfter([outcome('a'), ...silent('b'), refused('c')])).toBe(
      `died: connect ECONNREFUSED (at c: GET /c)${culprit}`,
    );
  });

  test('died of a request that was answered, where that may have changed something', async () => {
    const shutdown = '; the last request that may have brought it down: POST /shutdown (shutdown)';
    const outcomes = [outcome('a'), outcome('shutdown', undefined, 'POST'), refused('c')];
    expect(await textAfter(outcomes)).toBe(`died: connect ECONNREFUSED (at c: GET /c)${shutdown}`);
  });
});
