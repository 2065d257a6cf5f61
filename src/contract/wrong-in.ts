import type { Judge } from '../conformance/judge.ts';
import type { Operation } from '../spec/operation.ts';
import type { RequestPlan } from './case.ts';
import { pathCaptures } from './path-captures.ts';
import { toRawRequest } from './send-plan.ts';

/** What is wrong with a request, as a text to compare; empty where it is valid. */
export function wrongIn(judge: Judge, operation: Operation, request: RequestPlan): string {
  const captures = pathCaptures(operation.path, request.target) ?? new Map<string, string>();
  const { violations } = judge.request(operation)(toRawRequest(request, {}, {}), captures);
  return violations.map(({ where, pointer, keyword }) => `${where} ${pointer} ${keyword}`).join('\n');
}
