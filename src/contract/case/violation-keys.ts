import { pathCaptures } from '../../description/document/path-template.ts';
import type { Operation } from '../../description/model/operation.ts';
import type { Validator } from '../../validation/validator.ts';
import type { RequestPlan } from './case.ts';
import { toRawRequest } from './fill-request.ts';

/** What is wrong with a request, as a text to compare; empty where it is valid. */
export function wrongIn(validator: Validator, operation: Operation, request: RequestPlan): string {
  const captures = pathCaptures(operation.path, request.target) ?? new Map<string, string>();
  const { violations } = validator.request(operation)(toRawRequest(request, {}, {}), captures);
  return violations.map(({ where, pointer, keyword }) => `${where} ${pointer} ${keyword}`).join('\n');
}
