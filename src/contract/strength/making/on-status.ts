import type { Operation } from '../../../description/model/operation.ts';
import type { WholeResponse } from '../../../http/message.ts';
import type { Break, ChangeAnswer, Standing } from '../model/break.ts';
import type { OperatorName } from '../model/operators.ts';
import { makeBreak, type BreakContext } from './break-context.ts';

interface AnswerFacts {
  readonly operator: OperatorName;
  readonly place: string;
  readonly standing: Standing;
}

/** Makes a break of the responses with one status. */
export function onStatus(
  context: BreakContext,
  { id }: Operation,
  status: number,
  facts: AnswerFacts,
  broken: (response: WholeResponse) => WholeResponse,
): Break {
  const change: ChangeAnswer = ({ response }) => (response.status === status ? broken(response) : undefined);
  return makeBreak(context, { ...facts, operationId: id, fault: { kind: 'answer', change } });
}
