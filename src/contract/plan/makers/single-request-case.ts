import type { Operation } from '../../../description/model/operation.ts';
import type { Case, Expectation, RequestPlan } from '../../case/case.ts';
import { caseId, makeCase, type CaseFacts } from '../requests/make-case.ts';
import type { Planning } from '../requests/planning.ts';
import { uniqueStep } from '../requests/unique-step.ts';
import { tokenOf } from '../requests/unique-values.ts';
import type { OwnItems } from '../setup/own-items.ts';

/** A case of one request, between what it needs before and what it removes after. */
export function subjectCase(
  planning: Planning,
  operation: Operation,
  {
    own,
    request,
    expect,
    fixed,
    ...facts
  }: Omit<CaseFacts, 'steps' | 'operationId'> & {
    readonly own: OwnItems;
    readonly request: RequestPlan;
    readonly expect: Expectation;
    /** JSON Pointer to what the body is about, which stays as it is. */
    readonly fixed?: string | undefined;
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
  const id = caseId(planning.description, { ...facts, operationId: operation.id });
  const steps = [...own.before, subject, ...own.after];
  return makeCase(planning, {
    ...facts,
    ...(isWiping(planning, operation) && { exclusive: true }),
    operationId: operation.id,
    steps: steps.map((step, index) =>
      step.role === 'subject' && facts.maker === 'example'
        ? step
        : uniqueStep(planning, step, {
            token: tokenOf(id, String(index)),
            fixed: step.role === 'subject' ? fixed : undefined,
          }),
    ),
  });
}

/** `DELETE /things` takes what other cases have made with it. */
function isWiping({ resources }: Planning, { method, path }: Operation): boolean {
  return (
    method === 'DELETE' &&
    !path.endsWith('}') &&
    resources.some(({ collectionPath }) => collectionPath === path)
  );
}
