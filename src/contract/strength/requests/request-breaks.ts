import type { BreakMaker } from '../making/break-context.ts';
import { bodyRules } from './body-rules.ts';
import { parameterRules } from './parameter-rules.ts';

/** Breaks the rules of requests: a server accepts what breaks one of them. */
export const requestBreaks: BreakMaker = async function* (context, operation) {
  yield* parameterRules(context, operation);
  yield* bodyRules(context, operation);
};
