import { pathCaptures } from '../../../description/document/path-template.ts';
import type { Operation } from '../../../description/model/operation.ts';
import { twinsOf } from '../../../description/model/twins.ts';
import type { RawRequest, WholeResponse } from '../../../http/message.ts';
import type { ResponseValidation } from '../../../validation/validate-response.ts';
import type { Validator } from '../../../validation/validator.ts';
import type { FilledStep } from '../../case/exchange.ts';

/** Validates a response by its operation, or by a twin of it whose response it may be as well. */
export function validateAmongTwins(
  validator: Validator,
  operation: Operation,
  response: WholeResponse,
  method: string,
): ResponseValidation {
  const own = validator.response(operation)(response, method);
  const isRight = ({ response: described, violations }: ResponseValidation) =>
    described !== undefined && violations.length === 0;
  if (isRight(own)) return own;
  const others = twinsOf(validator.description, operation).map((twin) =>
    validator.response(twin)(response, method),
  );
  return others.find(isRight) ?? own;
}

/** Expects nothing of a wrong request that is a right one to a twin of its operation, which may accept it. */
export function expectedAmongTwins(
  step: FilledStep,
  operation: Operation | undefined,
  request: RawRequest,
  validator: Validator,
): FilledStep {
  if (operation === undefined || step.expect.outcome !== 'refused') return step;
  const twins = twinsOf(validator.description, operation);
  const isRight = twins.some((twin) => {
    const captures = pathCaptures(twin.path, request.target);
    return captures !== undefined && validator.request(twin)(request, captures).violations.length === 0;
  });
  return isRight ? { ...step, expect: { ...step.expect, outcome: 'any' } } : step;
}
