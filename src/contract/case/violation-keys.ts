import { pathCaptures } from '../../description/document/path-template.ts';
import type { Operation } from '../../description/model/operation.ts';
import type { Validator } from '../../validation/validator.ts';
import type { RequestPlan } from './case.ts';
import { writeRequest } from './write-request.ts';

/** Returns the violations of a request as a text to compare; empty for a valid one. */
export function violationKeys(validator: Validator, operation: Operation, request: RequestPlan): string {
  const captures = pathCaptures(operation.path, request.target) ?? new Map<string, string>();
  const { violations } = validator.request(operation)(writeRequest(request), captures);
  return violations.map(({ where, pointer, keyword }) => `${where} ${pointer} ${keyword}`).join('\n');
}
