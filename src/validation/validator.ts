import { memoised } from '../base/memoise.ts';
import type { Description } from '../description/model/description.ts';
import type { Operation } from '../description/model/operation.ts';
import { compileRequestJudge, type RequestJudge } from './validate-request.ts';
import { compileResponseJudge, type ResponseJudge } from './validate-response.ts';

/** Says whether messages fit an operation: the same for the mock's requests and a target's answers. */
export interface Judge {
  readonly description: Description;
  readonly request: (operation: Operation) => RequestJudge;
  readonly response: (operation: Operation) => ResponseJudge;
}

/** Compiles nothing yet; each operation is compiled when it is first asked for. */
export function createJudge(description: Description): Judge {
  return {
    description,
    request: memoised((operation) => compileRequestJudge(description, operation)),
    response: memoised((operation) => compileResponseJudge(description, operation)),
  };
}
