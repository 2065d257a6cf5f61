import { weaklyMemoised } from '../../../base/memoise.ts';
import { pathCaptures } from '../../../description/document/path-template.ts';
import type { Description } from '../../../description/model/description.ts';
import type { Operation } from '../../../description/model/operation.ts';
import type { RawRequest } from '../../../http/message.ts';
import type { RequestValidation } from '../../../validation/validate-request.ts';
import type { Violation } from '../../../validation/violation.ts';
import { validatorOf } from '../../run/run-cases.ts';

/** Returns the rules of an operation that a request breaks. Each request is looked at once for each operation. */
export function violationsOf(
  description: Description,
  operation: Operation,
  request: RawRequest,
): readonly Violation[] {
  return validationOf(description, operation, request).violations;
}

/** Returns what an operation's validator says of a request. Each request is looked at once for each operation. */
export function validationOf(
  description: Description,
  operation: Operation,
  request: RawRequest,
): RequestValidation {
  const byOperation = validations(request);
  const known = byOperation.get(operation);
  if (known !== undefined) return known;
  const captures = pathCaptures(operation.path, request.target) ?? new Map<string, string>();
  const validation = validatorOf(description).request(operation)(request, captures, { fillsDefaults: false });
  byOperation.set(operation, validation);
  return validation;
}

const validations = weaklyMemoised<RawRequest, Map<Operation, RequestValidation>>(() => new Map());
