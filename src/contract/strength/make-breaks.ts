import type { Break } from './model/break.ts';
import { answerBreaks } from './answers/answer-breaks.ts';
import { bodyBreaks } from './bodies/body-breaks.ts';
import type { BreakContext, BreakMaker } from './making/break-context.ts';
import { headerBreaks } from './answers/header-breaks.ts';
import { headBreaks, methodBreaks } from './answers/method-breaks.ts';
import { securityBreaks } from './answers/security-breaks.ts';
import { requestBreaks } from './requests/request-breaks.ts';
import { validRefused } from './requests/valid-refused.ts';
import { stateBreaks } from './state/state-breaks.ts';

/** Makes all breaks of a description: operation by operation, then the methods that are not documented. */
export async function makeBreaks(
  context: BreakContext,
  isOperationWanted: (operationId: string) => boolean = () => true,
): Promise<readonly Break[]> {
  const breaks = new Map<string, Break>();
  const add = async (made: AsyncIterable<Break> | Iterable<Break>) => {
    for await (const one of made) {
      if (isOperationWanted(one.operationId) && !breaks.has(one.id)) breaks.set(one.id, one);
    }
  };
  for (const operation of context.description.operations) {
    if (!isOperationWanted(operation.id)) continue;
    for (const make of MAKERS) await add(make(context, operation));
  }
  await add(stateBreaks(context));
  await add(methodBreaks(context));
  return [...breaks.values()];
}

const MAKERS: readonly BreakMaker[] = [
  answerBreaks,
  headerBreaks,
  bodyBreaks,
  securityBreaks,
  headBreaks,
  requestBreaks,
  validRefused,
];
