import { memoised } from '../base/memoise.ts';
import type { Description } from '../description/model/description.ts';
import type { Operation } from '../description/model/operation.ts';
import { compileRequestValidator, type RequestValidator } from './validate-request.ts';
import { compileResponseValidator, type ResponseValidator } from './validate-response.ts';

/** Validates messages against an operation: the mock's requests as well as a target's responses. */
export interface Validator {
  readonly description: Description;
  readonly request: (operation: Operation) => RequestValidator;
  readonly response: (operation: Operation) => ResponseValidator;
}

/** Creates a validator. Each operation is compiled on first use. */
export function createValidator(description: Description): Validator {
  return {
    description,
    request: memoised((operation) => compileRequestValidator(description, operation)),
    response: memoised((operation) => compileResponseValidator(description, operation)),
  };
}
