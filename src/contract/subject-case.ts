import type { Operation } from '../spec/operation.ts';
import type { Case, Expectation, RequestPlan } from './case.ts';
import type { OwnData } from './own-data.ts';
import { makeCase, type CaseFacts, type Planning } from './planning.ts';

/** A case of one request, between what it needs before and what it removes after. */
export function subjectCase(
  planning: Planning,
  operation: Operation,
  {
    own,
    request,
    expect,
    ...facts
  }: Omit<CaseFacts, 'steps' | 'operationId'> & {
    readonly own: OwnData;
    readonly request: RequestPlan;
    readonly expect: Expectation;
  },
): Case {
  const subject = {
    name: 'request',
    role: 'subject' as const,
    operationId: operation.id,
    request,
    expect,
    bind: own.bind,
  };
  return makeCase(planning, {
    ...facts,
    operationId: operation.id,
    steps: [...own.before, subject, ...own.after],
  });
}
