import { isObject } from '../../../base/json.ts';
import type { Operation } from '../../../description/model/operation.ts';
import type { Case, RequestPlan } from '../../case/case.ts';
import type { Exchange } from '../../case/exchange.ts';
import { sendStep } from '../steps/send-step.ts';
import { changeOfAll } from '../setup/risk.ts';
import {
  cannotPutBack,
  isPutBack,
  putBackRequest,
  readStep,
  singletonOf,
  type Singleton,
} from '../setup/singletons.ts';
import type { CaseContext } from '../state/case-context.ts';
import type { CaseResult } from '../state/case-result.ts';

/**
 * Runs a risky case. What changes or deletes all items of a collection is not sent: others made some. A singleton is only changed where its GET shows how to put it back, which is done afterwards; where
 * that fails, it is listed as left over. @throws UnreachableError
 */
export async function runRisky(
  one: Case,
  context: CaseContext,
  run: (one: Case, context: CaseContext) => Promise<CaseResult>,
): Promise<CaseResult> {
  if (context.target.isDisposable === true) return run(one, context);
  const planning = context.planning();
  const onAll = changeOfAll(one, planning);
  if (onAll !== undefined) return untouched(one, onAll, 'it may change or delete what others have created');
  const singleton = singletonOf(one, planning);
  if (singleton === undefined) return run(one, context);
  if (context.isExcluded(singleton.read))
    return untouched(one, singleton.write, 'it could not be put back: its GET is left out');
  const before = await look(singleton, context);
  const shown = before?.validation?.body;
  const reason = cannotPutBack(singleton, shown, planning);
  if (reason !== undefined || !isObject(shown))
    return untouched(
      one,
      singleton.write,
      `it could not be put back: ${reason ?? 'its GET shows no object'}`,
    );
  const result = await run(one, context);
  const isLeft = !(await putBack(singleton, shown, context));
  const left = `${singleton.write.method} ${singleton.write.path}, which could not be put back as it was`;
  return isLeft ? { ...result, leftovers: [...result.leftovers, left] } : result;
}

async function putBack(
  singleton: Singleton,
  shown: Readonly<Record<string, unknown>>,
  context: CaseContext,
): Promise<boolean> {
  const planning = context.planning();
  const now = await look(singleton, context);
  if (isPutBack(singleton, shown, now?.validation?.body, planning)) return true;
  const request = putBackRequest(singleton, shown, now, planning);
  if (request === undefined) return false;
  await send(singleton.write.id, request, context);
  const after = await look(singleton, context);
  return isPutBack(singleton, shown, after?.validation?.body, planning);
}

async function look(singleton: Singleton, context: CaseContext): Promise<Exchange | undefined> {
  const step = readStep(singleton, context.planning());
  return step && send(singleton.read.id, step.request, context);
}

function send(operationId: string, request: RequestPlan, context: CaseContext): Promise<Exchange> {
  context.memory.requests += 1;
  const expect = { outcome: 'any', statuses: [], confidence: 'advice' } as const;
  const step = { name: 'put back', role: 'setup' as const, operationId, request, expect, bind: {} };
  return sendStep({ ...step, names: [] }, 0, context);
}

function untouched(one: Case, { method, path }: Operation, reason: string): CaseResult {
  const text = `${method} ${path} is not sent, since ${reason}`;
  return {
    case: one,
    verdict: { kind: 'skipped', reason: text },
    findings: [],
    exchanges: [],
    bound: {},
    leftovers: [],
  };
}
