import type { Operation } from '../../../description/model/operation.ts';
import { isRefusal, isSuccess } from '../making/messages.ts';
import { makeBreak, type BreakContext } from '../making/break-context.ts';
import { validationOf } from '../making/violations-of.ts';
import type { Break, Standing } from '../model/break.ts';
import { breaksOnly, type BrokenRule } from './broken-rule.ts';

/** Makes a server that accepts what breaks one rule: it answers as it has answered a valid request. */
export function ruleBreak(
  context: BreakContext,
  operation: Operation,
  {
    rule,
    place,
    standing,
  }: { readonly rule: BrokenRule; readonly place: string; readonly standing: Standing },
): Break {
  const { description, recording } = context;
  const success = recording.answerOf(operation.id, (status) => isSuccess({ status }));
  return makeBreak(context, {
    operator: rule.operator,
    operationId: operation.id,
    place,
    standing,
    fault: {
      kind: 'answer',
      change: ({ request, response }) => {
        if (success === undefined || !isRefusal(response)) return undefined;
        const { violations, rankedViolations } = validationOf(description, operation, request);
        // without branches that were not meant, a value of another type may seem to break another rule only
        const isMeant = breaksOnly(violations, rule) || breaksOnly(rankedViolations(), rule);
        return isMeant ? success : undefined;
      },
    },
  });
}
