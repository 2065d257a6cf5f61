import { encodeJson } from '../../codec/formats/json-codec.ts';
import type { HeaderFields, RawResponse } from '../../http/message.ts';

/** The members of a problem (RFC 9457): the body of responses for which the description documents none. */
export interface Problem {
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly [extension: string]: unknown;
}

/** Writes a problem as JSON. Its `type` is `about:blank`: the status says all there is to say. */
export function problemResponse(problem: Problem, headers: HeaderFields = {}): RawResponse {
  return {
    status: problem.status,
    headers: { ...headers, 'content-type': 'application/problem+json' },
    body: encodeJson({ type: 'about:blank', ...problem }),
  };
}
